"""How cards read, line by line, in 80 and in 40 columns."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.card import Card
from lpcards.cards.choices import Story
from lpcards.practice.card_view import Buttons, CardView
from lpcards.terminal.card_face import card_lines, story_lines, word_diff
from lpcards.terminal.card_keys import card_help, footer_parts
from lpcards.terminal.page import help_lines
from lpcards.terminal.text_lines import flowed, inline, text_width, wrapped

PROBE = CardView(
    Card(
        "webhook-drops/probe/platform",
        "probe",
        "webhook-drops",
        "ownership",
        "webhook-drops/probe/platform",
        "Webhook drops · asked · 30 s",
        '"How did you get Platform to take your fix, and ship it in time?"',
        '"I came with the solution, not with the problem."',
        items=(
            "flagged it to their tech lead",
            "complete fix: tests + deploy instructions",
            "followed up daily until rollout confirmed",
            "why: problem alone = weeks in their backlog",
        ),
        must=(3,),
        below='Not: "I pinged them on Slack."\nBecause: routing; it hands the thing off.',
        seconds=30,
    ),
    items=(0, 1, 2, 3),
    progress="7 of 24",
    elapsed=34.0,
    revealed=True,
    ticked=frozenset({0, 1}),
)
HEARD = CardView(
    Card(
        "webhook-drops/disqualifier/slack",
        "disqualifier",
        "webhook-drops",
        "ownership",
        "webhook-drops/disqualifier/slack",
        "What do they hear? · Webhook drops",
        '"I pinged Platform on Slack and they handled it."',
        "Routing, not ownership.",
    ),
    progress="1 of 9",
    revealed=True,
)


def plain(lines):
    return "\n".join(line.plain.rstrip() for line in lines)


def footer(width, items=(), **state):
    card = Card("a/b/c", "probe", "a", "ownership", "a/b/c", "A", "Why?", "So.", items=items)
    asked = tuple(range(len(items)))
    view = CardView(card, "review", asked, "1 of 1", intervals=(1, 1, 1, 6, 6, 6), revealed=True)
    return flowed(footer_parts(view._replace(**state)), width)


def test_a_checklist_in_80_columns():
    assert plain(card_lines(PROBE, text_width(80))) == (
        "Webhook drops · asked · 30 s                          7 of 24 · 0:34 of 30 s\n"
        + "─" * 76
        + '\n"How did you get Platform to take your fix, and ship it in time?"\n'
        "\n"
        '"I came with the solution, not with the problem."\n'
        "\n"
        " 1 [x] flagged it to their tech lead\n"
        " 2 [x] complete fix: tests + deploy instructions\n"
        " 3 [ ] followed up daily until rollout confirmed\n"
        " 4 [ ] why: problem alone = weeks in their backlog (must)\n"
        "\n"
        'Not: "I pinged them on Slack."\n'
        "Because: routing; it hands the thing off."
    )


def test_a_checklist_in_40_columns():
    assert plain(card_lines(PROBE, text_width(40))) == (
        "Webhook drops · asked · 30 s\n"
        "7 of 24 · 0:34 of 30 s\n" + "─" * 36 + '\n"How did you get Platform to take\n'
        'your fix, and ship it in time?"\n'
        "\n"
        '"I came with the solution, not with\n'
        'the problem."\n'
        "\n"
        " 1 [x] flagged it to their tech lead\n"
        " 2 [x] complete fix: tests + deploy\n"
        "       instructions\n"
        " 3 [ ] followed up daily until\n"
        "       rollout confirmed\n"
        " 4 [ ] why: problem alone = weeks in\n"
        "       their backlog (must)\n"
        "\n"
        'Not: "I pinged them on Slack."\n'
        "Because: routing; it hands the thing\n"
        "off."
    )


def test_a_short_card_in_40_columns():
    assert plain(card_lines(HEARD, text_width(40))) == (
        "What do they hear? · Webhook drops\n"
        "1 of 9\n" + "─" * 36 + '\n"I pinged Platform on Slack and they\n'
        'handled it."\n'
        "\n"
        "Routing, not ownership."
    )


def test_nothing_of_the_answer_stands_on_the_front():
    front = plain(card_lines(PROBE._replace(revealed=False), 76))
    assert "flagged" not in front
    assert "Not:" not in front
    assert "solution" not in front


def test_the_footer_of_a_checklist_says_what_enter_does():
    lines = plain(footer(76, "abcd", proposed=2, ticked=frozenset({0, 1})))
    assert "2 of 4   proposed: 2 nearly (today)   Enter takes it   other: g then 0-5" in lines


def test_the_footer_names_each_grade_and_its_interval():
    text = plain(footer(36))
    for words in ("0 blackout (today)", "3 hard (today, 6 d)", "5 perfect (6 d)"):
        assert words in text
    assert "1 again (today)   2 hard (today, 6 d)" in plain(footer(76, buttons=Buttons(four=True)))


def test_emphasis_and_code_are_styled_and_their_marks_gone():
    text = inline("a **strong** and *soft* `word`, 2 * 3 * 4 and snake_case")
    assert text.plain == "a strong and soft word, 2 * 3 * 4 and snake_case"
    assert [str(span.style) for span in text.spans] == ["bold", "italic", "cyan"]


def test_changed_words_are_marked_without_colour_too():
    assert word_diff("we fixed it", "I fixed it").plain == "[-we-] {+I+} fixed it"
    assert word_diff("", "new words").plain == "{+new words+}"


def test_only_colours_that_read_on_light_and_on_dark_are_used():
    lines = [*card_lines(PROBE, 76), *footer(76), word_diff("a", "b"), inline("`c` *d* **e**")]
    styles = {str(span.style) for line in lines for span in line.spans}
    styles |= {str(line.style) for line in lines}
    words = {word for style in styles for word in style.split()}
    assert words <= {"bold", "italic", "dim", "strike", "cyan", "green", "red"}


def test_a_story_names_each_steps_seconds():
    story = Story("a", "scenario", "A title", "A", "ownership", (), True, "a.yaml", 3)
    lines = plain(story_lines(story, [("Task", "It was mine.", 20)], 40))
    assert lines.startswith("A title\nOwnership · your story\n")
    assert "Task · 20 s\nIt was mine." in lines


@given(st.text(max_size=200), st.integers(10, 80))
def test_no_text_leaves_its_width_or_smuggles_in_control_characters(words, width):
    lines = wrapped(inline(words), width)
    assert all(line.cell_len <= width for line in lines)
    assert not re.search(
        r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain(lines).replace("\n", "")
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_word_diff_holds_every_word_of_both(before, after):
    diff = word_diff(before, after).plain
    for word in {*inline(before).plain.split(), *inline(after).plain.split()}:
        if word.isalnum():
            assert word in diff


@pytest.mark.parametrize("width", [20, 36, 76])
def test_help_fits_its_width(width):
    assert all(line.cell_len <= width for line in help_lines(card_help(four=False), width))


def test_what_became_of_an_item_stands_behind_it_in_words():
    noted = PROBE._replace(notes=("hit", "hit, without: tests", "shown as a hint", "missed"))
    text = plain(card_lines(noted, 76))
    assert " 1 [x] flagged it to their tech lead (hit)\n" in text
    assert " 4 [ ] why: problem alone = weeks in their backlog (must, missed)\n" in text


def test_the_flag_has_its_key_in_the_footer():
    assert "f flag" in plain(footer(76, revealed=False))
    assert "f unflag" in plain(footer(76, revealed=False, flag="Flagged."))
