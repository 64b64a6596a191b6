"""A page is read by its words: in every disguise it holds the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.drafts.page import mark_of, paste_of, refusal_of, walkthrough_of
from pasted_pages import ENCODINGS, EVERY_ICON, TOWER, Style, broken, pasted, with_icons

PLAIN = pasted()
COUNT = len(EVERY_ICON.findall(PLAIN))


def read(text):
    paste = paste_of(text)
    page = walkthrough_of(paste)
    assert refusal_of(paste, page) == ""
    return page


def test_a_whole_page_is_read_whole():
    assert read(PLAIN) == TOWER


@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\n\n", "\n \t\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n  \n"])
def test_line_ends_and_blank_lines_come_and_go(blank, newline, end):
    assert read(pasted(style=Style(blank, newline)) + end) == TOWER


@pytest.mark.parametrize("company", ["Amazon LP ", "Google ", "Meta ", ""])
def test_a_title_ends_at_the_last_suffix_of_any_company(company):
    assert read(pasted(style=Style(company=company))).title == TOWER.title


@pytest.mark.parametrize(
    "title",
    ["A - B", "A - Amazon LP STAR Walkthrough - B", "Amazon LP", "STAR Walkthrough", "¿Qué? – no"],
)
def test_a_title_may_hold_what_ends_titles(title):
    assert read(pasted(TOWER._replace(title=title))).title == title


def test_the_site_may_say_more_around_the_page():
    style = Style(
        chrome=(
            "Herons",
            "Sign in0",
            "Evaluate",
            "STAR Walkthrough",
            "Competency",
            "✅ Free today",
        ),
        header=("Choose your preparation mode4 modes available", "Listen", "Coach - Practice", "S"),
        footer=("Previous", "Next lesson", "© 2031 Herons. All rights kept."),
    )
    assert read(pasted(style=style)) == TOWER
    assert read(pasted(style=style._replace(blank=False))) == TOWER


def test_the_titles_of_other_pages_below_the_own_one_are_no_titles():
    style = Style(header=("Another Tale - Amazon LP STAR Walkthrough",))
    assert read(pasted(style=style)).title == TOWER.title


@pytest.mark.parametrize("encoding", [*ENCODINGS, None])
def test_icons_say_nothing_broken_or_gone(encoding):
    for text in (PLAIN, pasted(style=Style(blank=False))):
        assert read(with_icons(text, lambda _, icon: broken(icon, encoding))) == TOWER


@pytest.mark.parametrize("encoding", [*ENCODINGS, None])
def test_any_one_icon_may_be_broken(encoding):
    for at in range(COUNT):
        text = with_icons(PLAIN, lambda n, icon: broken(icon, encoding) if n == at else icon)  # noqa: B023
        assert text != PLAIN
        assert read(text) == TOWER, at


@given(
    st.lists(st.sampled_from([*ENCODINGS, None, "utf-8"]), min_size=COUNT, max_size=COUNT),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_icons_may_be_broken_one_by_one_and_each_otherwise(encodings, blank, newline):
    text = pasted(style=Style(blank, newline))
    assert read(with_icons(text, lambda n, icon: broken(icon, encodings[n]))) == TOWER


def curly(text):
    opened = False
    for sign in text:
        if sign == '"':
            opened = not opened
        yield ("“" if opened else "”") if sign == '"' else sign


def test_quotation_marks_may_be_curly():
    read_one = read("\n".join("".join(curly(line)) for line in PLAIN.split("\n")))
    flags = tuple("".join(curly(flag)) for flag in TOWER.weak_answer.flags)
    assert read_one == TOWER._replace(weak_answer=TOWER.weak_answer._replace(flags=flags))


def test_a_byte_order_mark_and_what_cannot_be_seen_are_dropped():
    assert read("\ufeff" + PLAIN.replace("pigeons", "pig\u200beons")) == TOWER


def test_spaces_of_the_web_are_spaces():
    assert read(PLAIN.replace(" ", "\xa0")) == TOWER


@pytest.mark.parametrize("probes", [0, 1, 3])
@pytest.mark.parametrize("quizzes", [0, 1, 2])
@pytest.mark.parametrize("pivots", [0, 1, 2])
@pytest.mark.parametrize("levels", [0, 1, 2])
@pytest.mark.parametrize("icons", [True, False])
def test_counts_vary(probes, quizzes, pivots, levels, icons):
    page = TOWER._replace(
        probes=TOWER.probes[:probes],
        quizzes=TOWER.quizzes[:quizzes],
        pivots=TOWER.pivots[:pivots],
        levels=TOWER.levels[:levels],
        reflections=TOWER.reflections[: levels + 1],
    )
    text = pasted(page)
    found = read(text if icons else EVERY_ICON.sub("", text))
    assert found._replace(ends=None) == page
    assert (found.ends is None) == bool(levels)


def test_a_question_need_not_be_one_where_questions_and_reasons_take_turns():
    quizzes = (TOWER.quizzes[0]._replace(ask="Complete the line: I ..."), *TOWER.quizzes[1:])
    page = TOWER._replace(quizzes=quizzes)
    assert read(pasted(page)) == page
    assert read(EVERY_ICON.sub("", pasted(page))) == page


def test_an_answer_may_have_paragraphs_between_its_quotation_marks():
    text = PLAIN.replace("600 notes. Late", "600 notes.\n\nLate")
    assert read(text) == TOWER


def test_an_example_may_have_paragraphs_before_its_phrases():
    text = PLAIN.replace("minutes a week. Trains", "minutes a week.\n\nTrains")
    assert read(text) == TOWER


def test_what_cannot_be_placed_is_named_with_its_line():
    text = PLAIN.replace("Leave the escapement out.", "Leave the escapement out.\n\nShare this!")
    page = read(text)
    assert [line.text for line in page.left] == ["Share this!"]
    [line] = page.left
    assert text.split("\n")[line.number - 1] == "Share this!"
    assert page._replace(left=()) == TOWER


def test_a_page_has_one_mark_however_its_blank_lines_come_and_go():
    other = paste_of(pasted(style=Style(blank=False, newline="\r\n")))
    assert mark_of(paste_of(PLAIN)) == mark_of(other)
    assert mark_of(paste_of(PLAIN.replace("pigeons", "doves"))) != mark_of(other)


EVALUATE = """\
Keep the Clock - Amazon LP Evaluate
Choose your preparation mode3 modes available
Score this answer
The clock was late and I fixed it.
Weak Answer
Strong
"""
COMPETENCY = """\
Clocks and Towers - Amazon LP Competency
Signals
Looks before acting.
"""


def refused(text):
    paste = paste_of(text)
    refusal = refusal_of(paste, walkthrough_of(paste))
    assert refusal
    assert "\n" not in refusal
    return refusal


@pytest.mark.parametrize(("text", "kind"), [(EVALUATE, "Evaluate"), (COMPETENCY, "Competency")])
def test_other_pages_of_the_site_are_refused_by_name(text, kind):
    assert kind in refused(text)


def test_an_extract_without_headings_is_refused():
    whole = [one.example for one in TOWER.steps if one.example]
    assert "headings" in refused("\n".join(whole))
    assert "headings" in refused("\n".join([TOWER.title, *whole, TOWER.probes[0].ask]))
    assert "headings" in refused("Coaching\nBe brief.")


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t", "\ufeff", "💡\n✅"])
def test_a_page_with_nothing_in_it_is_refused(text):
    assert "nothing in it" in refused(text)


def test_a_mere_title_is_refused():
    assert "title" in refused(PLAIN[: PLAIN.index("Scenario Overview")])


def test_two_pages_at_once_are_refused():
    assert "two pages" in refused(PLAIN + "\n" + PLAIN)


def test_a_page_without_its_title_is_read_all_the_same():
    text = PLAIN[PLAIN.index("Scenario Overview") :]
    assert read(text) == TOWER._replace(title="")


@pytest.mark.parametrize(
    "text",
    [
        "S: It was late.\nT: Not mine.\nA: I rang.\nR: From 4 to 1.\n",
        "# The bus\n\n## 📍 Situation (30 s)\nLate.\n\n## **Ergebnis**\nFrom 4 to 1.\n",
    ],
)
def test_notes_are_sent_to_where_notes_go(text):
    refusal = refused(text)
    assert refusal.startswith("these are notes with Situation, ")
    assert "`lpcards new --from FILE`" in refusal


def test_headings_of_a_page_may_be_those_of_markdown():
    text = "Target: 30s\n**S**\n**Strong Example:**\nIt was late.\n\n### **Coaching**\nSay when.\n"
    assert [line.kind for line in paste_of(text).lines] == [
        "target",
        "letter",
        "example",
        "text",
        "coaching",
        "text",
    ]
