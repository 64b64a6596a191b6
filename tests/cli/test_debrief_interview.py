"""`lpcards debrief`: what was asked, told and missed in an interview is there afterwards."""

import re
import signal

import pytest

from interviewed import STORY, interviewed
from pty_terminal import Terminal

NOW, LATER = "2026-12-15T19:00", "2026-12-16T09:00"
ASKED = "When did you take on something that was not yours?"


@pytest.fixture
def story(home):
    return interviewed(home)


def debriefs(lp):
    return lp("debrief", "--show", "--json", now=LATER).json["interviews"]


def test_a_question_goes_into_the_story_and_what_was_missed_comes_first(lp, story):
    said = lp(
        *("debrief", "--question", ASKED, "--story", "Late invoices", "--missed", "probe/how-long"),
        now=NOW,
    )
    assert said.out.startswith("Written into ")
    assert story.read_text() == f"{STORY}asked:\n  - ask: {ASKED}\n"
    assert lp("next", "--json", now=LATER).json["id"] == "late-invoices/probe/how-long"
    assert debriefs(lp) == [
        {
            "company": "Acme",
            "date": "2026-12-14",
            "went": None,
            "note": "",
            "asked": [
                {
                    "question": ASKED,
                    "story": "late-invoices",
                    "missed": ["late-invoices/probe/how-long"],
                    "note": "",
                }
            ],
        }
    ]


def test_why_says_that_a_card_comes_because_it_was_missed(lp, story):
    missed, other = "late-invoices/probe/how-long", "late-invoices/probe/why-you"
    for card in (missed, other):
        lp("grade", card, "4", now=NOW)
    lp("debrief", "--question", ASKED, "--story", "late-invoices", "--missed", missed, now=NOW)
    lp("grade", missed, "4", now=LATER)
    lp("debrief", "--question", "Why?", "--story", "late-invoices", "--missed", missed, now=LATER)
    on = "2026-12-17T09:00"
    assert "It comes today: you missed it in an interview.\n" in lp("why", missed, now=on).out
    assert lp("why", missed, "--json", now=on).json["today"]["because"] == "missed"
    assert "because" not in lp("why", other, "--json", now=on).json["today"]


@pytest.mark.parametrize("again", [ASKED, ASKED.upper(), ASKED.rstrip("?")])
def test_a_question_that_is_there_is_not_there_twice(lp, story, again):
    lp("debrief", "--question", ASKED, "--story", "late-invoices", now=NOW)
    before = story.read_text()
    said = lp("debrief", "--question", again, "--story", "late-invoices", now=NOW)
    assert said.out == "Late invoices has that question already.\n"
    assert story.read_text() == before


@pytest.mark.parametrize("again", [ASKED.upper(), ASKED.rstrip("?")])
def test_a_question_in_another_spelling_takes_the_place_of_the_first(lp, story, again):
    lp("debrief", "--question", ASKED, now=NOW)
    lp("debrief", "--question", again, "--story", "late-invoices", now=NOW)
    kept = [(one["question"], one["story"]) for one in debriefs(lp)[0]["asked"]]
    assert kept == [(again, "late-invoices")]


def test_what_was_kept_of_another_interview_is_not_denied(lp, story):
    lp("debrief", "Acme", "--went", "3", now=NOW)
    error = lp("debrief", "--show", "Globex", code=1).err
    assert "kept of an interview at Globex yet; `lpcards debrief Globex` asks about one" in error
    assert lp("debrief", "--show", "acme").out.startswith("Acme, 2026-12-14: 3 of 5")


def test_the_same_said_twice_is_kept_once(lp, story):
    for _ in range(2):
        lp("debrief", "--question", ASKED, "--story", "late-invoices", "--note", "slow", now=NOW)
    assert lp("log").out.count('"kind": "debrief"') == 1
    assert [len(one["asked"]) for one in debriefs(lp)] == [1]


def test_a_question_without_a_story_is_a_gap_of_coverage(lp, story):
    said = lp("debrief", "--question", "When did you fail?", "--went", "2", now=NOW).out
    assert "No story yet" in said
    assert "When did you fail?" in lp("coverage", "--json").json["gaps"]["unanswered"]
    assert debriefs(lp)[0]["went"] == 2
    assert story.read_text() == STORY
    again = lp("debrief", "--question", "When did you fail?", now=NOW).out
    assert again == "No story yet: that question is written down already.\n"


def test_a_question_that_could_not_be_written_is_not_called_written(lp, story):
    gaps = story.with_name("asked.yaml")
    gaps.write_text("type: guide\nmet: {\n")
    error = lp("debrief", "--question", "When did you fail?", now=NOW, code=1).err
    assert "asked.yaml:" in error
    assert "fix that first" in error
    assert debriefs(lp)[0]["asked"][0]["question"] == "When did you fail?"
    gaps.unlink()
    again = lp("debrief", "--question", "When did you fail?", now=NOW).out
    assert "and `review` asks for one" in again
    assert len(debriefs(lp)[0]["asked"]) == 1


def test_a_gap_is_closed_once_a_story_was_told_for_it(lp, story):
    lp("debrief", "--question", "When did you fail?", now=NOW)
    lp("debrief", "--question", "When did you lose?", now=NOW)
    lp("debrief", "--question", "When did you fail", "--story", "late-invoices", now=NOW)
    on = "2026-12-17T09:00"
    asked = [lp("show", card, "--json", now=on).json["suspended"] for card in gaps(lp)]
    assert asked == [True, False]
    assert "what was kept of an interview" in lp("undo", now=NOW).out


def gaps(lp):
    listed = lp("cards", "--kind", "open", "--json").json
    return [card["id"] for card in listed if card["id"].startswith("asked-in-interviews/")]


def test_an_example_is_not_written_into(lp, story):
    error = lp("debrief", "--question", ASKED, "--story", "example", now=NOW, code=1).err
    assert "example is an example; `lpcards edit example` makes a copy" in error
    assert lp("log").out == ""


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["--story", "late-invoices"], 2, "belong to a --question"),
        (["--question", ASKED, "--story", "late"], 1, "'late' is none of your stories"),
        (
            ["--question", ASKED, "--story", "late-invoices", "--missed", "probe/no"],
            1,
            "there is no card 'probe/no'",
        ),
        (["--question", "?"], 1, "that is not a question"),
        (["--question", ""], 2, "debrief needs a terminal"),
        (["--question", "Why?", "--question", "How?"], 2, "one --question at a time"),
        ([], 2, "debrief needs a terminal; without one use --question"),
        (["--show"], 1, "nothing was kept of an interview yet"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is(lp, story, args, code, words):
    assert words in lp("debrief", *args, now=NOW, code=code).err
    assert (lp("log").out, story.read_text()) == ("", STORY)


def test_a_company_is_named_or_it_is_the_last_one_that_was(lp, story):
    lp("debrief", "acme", "--went", "3", now=LATER)
    lp("debrief", "Initech", "--went", "4", now=LATER)
    lp("debrief", "--went", "5", now="2026-12-20T20:00")
    kept = lp("debrief", "--show", "--json", now="2026-12-21T09:00").json["interviews"]
    assert [(one["company"], one["date"], one["went"]) for one in kept] == [
        ("Acme", "2026-12-14", 3),
        ("Initech", "2026-12-16", 4),
        ("Globex", "2026-12-20", 5),
    ]


def test_before_any_interview_it_says_what_to_name(lp, home):
    error = lp("debrief", "--went", "3", now=NOW, code=1).err
    assert "name the company, as in `lpcards debrief Acme`" in error
    [(setting, company, day)] = re.findall(r'`lpcards set (.*)="(\w+) (.*)"`', error)
    lp("set", f"{setting}={company} {day}", now=NOW)
    lp("debrief", "--went", "3", now=NOW)
    assert (debriefs(lp)[0]["company"], debriefs(lp)[0]["date"]) == (company, day)


def test_after_an_interview_due_asks_how_it_went_until_it_was_said(lp, story):
    asks = "How did it go at Acme? `lpcards debrief` keeps what you were asked."
    assert asks not in lp("due", now="2026-12-14T09:00").out
    assert asks in lp("due", now=NOW).out
    assert asks not in lp("due", now="2026-12-30T09:00").out
    lp("debrief", "--went", "3", now=NOW)
    assert asks not in lp("due", now=NOW).out


def test_undo_takes_back_what_was_kept_last(lp, story):
    lp("debrief", "--question", ASKED, "--story", "late-invoices", now=NOW)
    lp("debrief", "--went", "3", now=NOW)
    assert "what was kept of an interview" in lp("undo", now=NOW).out
    assert [(one["went"], len(one["asked"])) for one in debriefs(lp)] == [(None, 1)]


def test_the_sheet_says_where_a_story_was_told(lp, story):
    def about():
        return lp("sheet", "--json", now=LATER).json["stories"][0]["about"]

    assert about() == "Ownership · Late invoices"
    for company, question in (("Acme", ASKED), ("Globex", ASKED), ("Acme", "Why?")):
        lp("debrief", company, "--question", question, "--story", "late-invoices", now=NOW)
    assert about() == "Ownership · Late invoices · told at Acme, Globex"
    assert "told at Acme, Globex" in lp("sheet", now=LATER).out
    story.write_text(
        story.read_text().replace("id: late-invoices", "id: late\nwas: [late-invoices]")
    )
    assert about().endswith("told at Acme, Globex")
    lp("undo", now=LATER)
    lp("undo", now=LATER)
    assert about().endswith("told at Acme")


def test_what_was_kept_is_shown_whole(lp, story):
    long = "When did you dig into a number that nobody else looked at, and what did you find?"
    lp("debrief", "--question", long, "--story", "late-invoices", "--note", "the figure", now=NOW)
    assert f'  "{long}" -> late-invoices\n    missed: the figure\n' in lp("debrief", "--show").out
    terminal = Terminal("debrief", "--show", now=LATER, columns=40)
    assert terminal.ended() == 0
    assert long in terminal.text


def test_undo_takes_back_a_question_without_a_story_at_once(lp, story):
    lp("debrief", "--question", "When did you fail?", now=NOW)
    assert "what was kept of an interview" in lp("undo", now=NOW).out
    assert "nothing was kept" in lp("debrief", "--show", code=1).err


def dialogue(columns=80):
    terminal = Terminal("debrief", now=NOW, rows=40, columns=columns)
    terminal.wait_for("What were you asked?")
    return terminal


@pytest.mark.parametrize("columns", [80, 40])
def test_a_dialogue_asks_one_after_the_other(lp, story, columns):
    terminal = dialogue(columns)
    assert "Your interview at Acme" in terminal.text
    terminal.press(ASKED)
    terminal.press("enter", "Which story")
    terminal.press("1")
    terminal.press("enter", "How long did it take?")
    terminal.press("9")
    terminal.press("enter", "Write a number from 1 to 2.")
    terminal.press("1 2")
    terminal.press("enter", "Written into")
    terminal.press("enter", "How did it go?")
    terminal.press("4")
    terminal.press("enter", "2 cards that you missed come first in your next lpcards review.")
    assert terminal.ended() == 0
    [kept] = debriefs(lp)
    assert (kept["went"], len(kept["asked"][0]["missed"])) == (4, 2)


def asked_what_was_missed():
    terminal = dialogue()
    terminal.press(ASKED)
    terminal.press("enter", "Which story")
    terminal.press("1")
    terminal.press("enter", "How long did it take?")
    return terminal


def test_a_note_that_is_too_long_is_asked_again_and_the_question_is_kept(lp, story):
    terminal = asked_what_was_missed()
    terminal.paste("too long " * 120)
    terminal.press("enter", "keep it under 1,000")
    terminal.press("enter", "Written into")
    terminal.press("enter", "How did it go?")
    terminal.press("escape", "What you had entered is kept.")
    terminal.ended()
    assert [one["question"] for one in debriefs(lp)[0]["asked"]] == [ASKED]


def test_a_file_that_cannot_be_written_is_named_and_ends_no_dialogue(lp, story):
    terminal = asked_what_was_missed()
    story.write_text(f"{STORY}asked: [\n")
    terminal.press("1")
    terminal.press("enter", "late-invoices.yaml: this cannot be put into the file")
    terminal.wait_for("a second try writes it there. What were you asked?")
    terminal.press("enter", "How did it go?")
    terminal.press("enter", "1 card that you missed")
    assert terminal.ended() == 0
    story.write_text(STORY)
    lp("debrief", "--question", ASKED, "--story", "late-invoices", now=NOW)
    assert ASKED in story.read_text()


@pytest.mark.parametrize("first", ["", "When did you fail?"])
def test_q_leaves_and_is_no_question(lp, story, first):
    terminal = dialogue()
    if first:
        terminal.press(first)
        terminal.press("enter", "Which story")
    terminal.press("q")
    terminal.press("enter", "What you had entered is kept" if first else "Nothing was entered")
    assert terminal.ended() == 0
    kept = debriefs(lp)[0]["asked"] if first else []
    assert [one["question"] for one in kept] == [first] * bool(first)


def test_a_terminal_that_is_closed_loses_no_question(lp, story):
    terminal = dialogue()
    terminal.press("When did you fail?")
    terminal.press("enter", "Which story")
    terminal.kill(signal.SIGHUP)
    assert terminal.ended() == 128 + signal.SIGHUP
    assert debriefs(lp)[0]["asked"][0]["question"] == "When did you fail?"


@pytest.mark.parametrize(
    ("typed", "cards"),
    [("1-2", 2), ("2-2, 1", 2), ("2", 1), ("2-1", 2), ("1-", 0), ("1-2 and more", 0)],
)
def test_numbers_of_what_was_missed_may_be_a_range(lp, story, typed, cards):
    terminal = asked_what_was_missed()
    terminal.press(typed)
    terminal.press("enter", "Written into")
    terminal.press("escape", "What you had entered is kept.")
    terminal.ended()
    [asked] = debriefs(lp)[0]["asked"]
    assert (len(asked["missed"]), asked["note"]) == (cards, "" if cards else typed)


@pytest.mark.parametrize("key", ["escape", "ctrl-c"])
def test_who_leaves_loses_no_question(lp, story, key):
    terminal = dialogue()
    terminal.press("When did you fail?")
    terminal.press("enter", "Which story")
    terminal.press(key, "What you had entered is kept.")
    terminal.ended()
    assert debriefs(lp)[0]["asked"][0]["question"] == "When did you fail?"
