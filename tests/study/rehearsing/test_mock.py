"""A mock interview on a real terminal: a whole loop in seconds, and what it comes to."""

import signal

import pytest
from rich.cells import cell_len

MANY = [f"story-{letter}" for letter in "abcdefghijkl"]
QUOTED = '"I did."'
PRINCIPLES = ("ownership", "dive-deep", "frugality")


@pytest.fixture
def many(stories, home):
    """Have twelve stories, four for each of three principles."""
    (home / "stories" / "cellar.yaml").unlink()
    for at, name in enumerate(MANY):
        stories(name, PRINCIPLES[at % 3])


def kept(lp):
    """Return the mock interviews' events."""
    return [event for event in lp("log").lines if event["kind"] == "mock"]


def pick(terminal, seconds=20):
    """Pick the first story after so many seconds; return what was on the screen."""
    text = terminal.wait_for("none of these")
    terminal.after(seconds, "1", "said, go on")
    return text


def tell(terminal, story=170, probe=40):
    """Tell a story and answer its probes, as long as there are any."""
    terminal.after(story, "space")
    while "Follow-up" in terminal.text:
        terminal.after(probe, "space")


def a_loop(terminal):
    """Sit through a loop until its debrief; return the screens on which a story was picked."""
    asked = []
    while True:
        asked.append(pick(terminal))
        tell(terminal)
        terminal.wait_for("What did you say?")
        terminal.press("1", "1 of")
        terminal.press("enter")
        if "none of these" not in terminal.text:
            return asked


def test_forty_five_minutes_are_questions_stories_and_probes_until_the_time_is_up(
    telling, many, lp
):
    terminal = telling("mock", "--seed", "7", rows=40)
    asked = a_loop(terminal)
    terminal.wait_for("Which of these did you say?")
    terminal.press("2", "1 of 9")
    terminal.press("enter", "2 of 2")
    terminal.press("enter")
    assert terminal.ended() == 0
    *rounds, end = kept(lp)
    used = [event["card"] for event in rounds]
    assert len(used) == len(set(used)) == len(asked)
    seconds = [event["details"]["seconds"] for event in rounds]
    assert seconds[-2] < 45 * 60 <= seconds[-1] < 45 * 60 + 170 + 20 + 40
    assert {len(event["details"]["parts"]) for event in rounds[:-1]} <= {3, 4}
    assert end["card"] == ""
    assert len(end["details"]["said"]) == 1
    principles = [event["details"]["principle"] for event in rounds]
    assert set(principles[:3]) == set(PRINCIPLES)
    debrief = lp("mock", "--last", "--json").json
    assert [question["story"] for question in debrief["questions"]] == used
    assert {one["seconds"] for one in debrief["questions"]} == {170}
    assert debrief["next"][0]["command"].startswith("lpcards rehearse story-")
    words = " ".join(lp("mock", "--last").out.split())
    (slip,) = debrief["said"]
    assert slip["instead"] == QUOTED
    assert f'You said: "{slip["phrase"]}" better: {slip["instead"]}' in words
    assert "missed: Action" in words
    assert words.endswith("The same questions again: lpcards mock --seed 7")
    assert words.endswith(" ".join(terminal.text.split())[-200:])


def test_the_same_seed_is_the_same_loop(telling, many, lp):
    for seed in ("5", "5", "6"):
        terminal = telling("mock", "--seed", seed, "--minutes", "12")
        a_loop(terminal)
        terminal.press("q")
        assert terminal.ended() == 0
    loops = {}
    for event in kept(lp):
        loop = loops.setdefault(event["details"]["loop"], [])
        asked = [part["title"] for part in event["details"]["parts"]]
        loop.append((event["details"]["question"], event["card"], *asked))
    first, same, other = loops.values()
    assert first == same
    assert first != other


def test_only_the_principles_named_are_asked_for(telling, many, lp):
    terminal = telling("mock", "--principles", "frugality,dive-deep", "--minutes", "15")
    a_loop(terminal)
    terminal.press("q")
    assert terminal.ended() == 0
    assert {one["details"]["principle"] for one in kept(lp)} == {"frugality", "dive-deep"}
    fault = lp("mock", "--principles", "frugalty", code=None).err
    assert "needs a terminal" in fault


def test_the_clock_stands_still_while_one_ticks_and_in_a_pause(telling, many):
    terminal = telling("mock", "--seed", "1")
    pick(terminal, 30)
    terminal.clock.forward(60)
    terminal.wait_for("interview 1:30 of 45:00")
    terminal.press("p", "paused")
    terminal.after(1000, "p", "h hint")
    tell(terminal, 0, 0)
    terminal.wait_for("the clock stands still")
    terminal.after(1000, "a")
    terminal.press("enter", "none of these")
    assert "interview 1:30 of 45:00" in terminal.text


def test_the_story_under_way_may_be_ended_but_no_probe_begins_when_the_time_is_up(
    telling, many, lp
):
    terminal = telling("mock", "--minutes", "1")
    pick(terminal)
    terminal.clock.forward(50)
    terminal.wait_for("time is up: finish this one")
    terminal.press("space", "What did you say?")
    terminal.press("a")
    terminal.press("enter", "Which of these did you say?")
    terminal.press("enter")
    assert terminal.ended() == 0
    first, _ = kept(lp)
    assert len(first["details"]["parts"]) == 1
    assert "Nothing was missed." in terminal.text


def test_a_question_without_a_story_is_passed_over_and_told_in_the_end(telling, many, lp):
    terminal = telling("mock", "--seed", "2")
    terminal.wait_for("Question 1")
    terminal.press("n", "Question 2")
    terminal.press("q")
    assert terminal.ended() == 0
    (event,) = kept(lp)
    assert (event["card"], "parts" in event["details"]) == ("", False)
    text = " ".join(terminal.text.split())
    assert "no story" in text
    assert f"lpcards new NAME --principle {event['details']['principle']}" in text


@pytest.mark.parametrize("how", ["ctrl-c", signal.SIGTERM])
def test_what_was_told_is_kept_however_it_ends(telling, many, lp, how):
    terminal = telling("mock", rows=40)
    pick(terminal)
    tell(terminal)
    terminal.press("a")
    terminal.press("enter")
    pick(terminal)
    terminal.after(100, "space", "Follow-up")
    terminal.press(how) if how == "ctrl-c" else terminal.kill(how)
    assert terminal.ended() in {130, 128 + signal.SIGTERM}
    one, other = kept(lp)
    assert [event["details"]["finished"] for event in (one, other)] == [True, False]
    assert [part["missed"] for part in other["details"]["parts"]] == [None]
    assert "2 stories told" in terminal.text


def test_it_ends_when_every_story_was_told(telling, stories, lp):
    terminal = telling("mock")
    pick(terminal)
    tell(terminal)
    terminal.press("enter", "Which of these did you say?")
    terminal.press("q")
    assert terminal.ended() == 0
    assert [event["card"] for event in kept(lp)] == ["cellar"]


def test_the_schedule_stays_as_it_is(telling, many, lp):
    lp("grade", "story-a/probe/why", "3")
    before = lp("due", "--json").json
    terminal = telling("mock", "--minutes", "5")
    a_loop(terminal)
    terminal.press("1", "1 of")
    terminal.press("enter")
    terminal.ended()
    assert lp("due", "--json").json == before
    assert lp("doctor").code == 0


@pytest.mark.parametrize("how", [{"columns": 40, "NO_COLOR": "1"}, {"TERM": "dumb", "rows": 100}])
def test_it_reads_on_narrow_and_on_dumb_terminals(telling, many, how):
    terminal = telling("mock", **how)
    terminal.wait_for("none of these")
    terminal.press("1", "go on")
    for _ in range(4):
        terminal.press("space")
        assert max(map(cell_len, terminal.lines)) <= how.get("columns", 80)
        if "What did you say?" in terminal.text:
            break
    terminal.press("1", "1 of" if "columns" in how else "Item 1 ticked")
    if "TERM" in how:
        assert b"\x1b[" not in terminal.raw


def test_without_a_terminal_or_questions_it_says_so(lp, stories, telling):
    assert "--last shows the earlier ones" in lp("mock", code=2).err
    assert lp("mock", "--last", "--json").json is None
    stories("cellar", asked=[])
    terminal = telling("mock")
    assert terminal.ended() == 1
    assert "there are no questions" in terminal.text
