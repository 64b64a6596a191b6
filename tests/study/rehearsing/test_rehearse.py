"""A rehearsal on a real terminal: the clock, the keys, the ticks, what is kept."""

import re
import signal

import pytest
from rich.cells import cell_len

ITEMS = ["wet", "rising", "I pumped", "I measured"]


def begun(terminal):
    terminal.wait_for("Enter: begin")
    terminal.press("enter", "1 of 5")


def told_to_the_end(terminal, seconds=(18, 50, 31, 10, 5)):
    begun(terminal)
    for at, some in enumerate(seconds):
        last = at == len(seconds) - 1
        terminal.after(some, "space", "What did you say?" if last else f"{at + 2} of 5")


def kept(lp):
    """Return the rehearsals in the log."""
    return [event for event in lp("log").lines if event["kind"] == "rehearse"]


def test_a_story_is_told_part_by_part_and_what_was_missed_is_kept(telling, lp):
    terminal = telling("rehearse", "cellar")
    told_to_the_end(terminal)
    terminal.press("1", "1 of 2")
    terminal.press("enter", "Cellar · Action")
    terminal.press("a", "2 of 2")
    terminal.press("enter", "why?")
    terminal.press("s", "who?")
    terminal.press("a", "2 of 2")
    terminal.press("enter", "when?")
    terminal.press("enter")
    assert terminal.ended() == 0
    (event,) = kept(lp)
    assert (event["card"], event["grade"], event["seconds"]) == ("cellar", None, None)
    parts = {part["card"]: part for part in event["details"]["parts"]}
    assert [part["seconds"] for part in parts.values()] == [18, 50, 31, 10, 5]
    assert [part["missed"] for part in parts.values()] == [
        ["rising"],
        [],
        None,
        [],
        ["it was wet", "it rose"],
    ]
    assert event["details"]["finished"] is True
    assert "The cellar: 1:08 of 1:00, 5 of 8 said." in terminal.text
    assert "0:50 of 0:40 Action, 10 s over" in terminal.text
    assert "Next: lpcards review --cram cellar/step/situation cellar/probe/when" in terminal.text


def test_last_times_and_misses_are_shown_the_next_time(telling, lp):
    terminal = telling("rehearse", "cellar")
    told_to_the_end(terminal)
    for _ in range(5):
        terminal.press("enter")
    assert terminal.ended() == 0
    terminal = telling("rehearse", now="2026-03-04T09:00")
    terminal.wait_for("Last said on 2026-03-02: 1:08 of 1:00, 0 of 10 said. Missed: Situation;")
    terminal.press("enter", "Last time 18 s; missed: wet; rising.")
    terminal.press("space", "Last time 50 s, 10 s over; missed: I pumped; I measured.")
    terminal.press("space", '"why?"')
    terminal.press("q", "What did you say?")
    terminal.press("q")
    assert terminal.ended() == 0
    assert "(stopped early)" in terminal.text
    history = lp("rehearse", "--history", "cellar", "--json").json
    assert [(one["day"], one["finished"], one["seconds"]) for one in history] == [
        ("2026-03-02", True, 68),
        ("2026-03-04", False, 0),
    ]
    assert history[0]["missed"][:4] == ITEMS
    assert "2026-03-02  1:08 of 1:00" in lp("rehearse", "--history").out


def test_the_clock_runs_shows_what_is_over_and_stands_still_in_a_pause(telling):
    terminal = telling("rehearse", "cellar")
    begun(terminal)
    assert "0:00 of 20 s" in terminal.text
    terminal.clock.forward(12)
    terminal.wait_for("0:12 of 20 s")  # without a key
    assert "8 s left" in terminal.text
    assert "in all 0:12 of 1:00" in terminal.text
    terminal.press("p", "paused")
    terminal.after(600, "p", "h hint")
    assert "0:12 of 20 s" in terminal.text
    terminal.clock.forward(11)
    terminal.wait_for("3 s over")
    terminal.press("r", "0:00 of 20 s")
    terminal.after(19, "space", "2 of 5")
    assert "in all 0:19 of 1:00" in terminal.text


def test_a_hint_shows_what_has_to_be_heard_and_is_kept(telling, lp):
    terminal = telling("rehearse", "cellar")
    begun(terminal)
    terminal.press("h", "- rising")
    terminal.press("space", "2 of 5")
    terminal.press("q", "What did you say?")
    terminal.press("a")
    terminal.press("enter")
    assert terminal.ended() == 0
    (event,) = kept(lp)
    assert [part["peeked"] for part in event["details"]["parts"]] == [True]
    assert event["details"]["finished"] is False


@pytest.mark.parametrize("how", ["ctrl-c", signal.SIGTERM])
def test_what_was_said_is_kept_however_it_ends(telling, lp, how):
    terminal = telling("rehearse", "cellar")
    begun(terminal)
    terminal.after(9, "space", "2 of 5")
    terminal.press(how) if how == "ctrl-c" else terminal.kill(how)
    assert terminal.ended() in {130, 128 + signal.SIGTERM}
    (event,) = kept(lp)
    (part,) = event["details"]["parts"]
    assert (part["seconds"], part["missed"], event["details"]["finished"]) == (9, None, False)


def test_where_nothing_was_said_nothing_is_kept(telling, lp):
    terminal = telling("rehearse", "cellar")
    begun(terminal)
    terminal.press("ctrl-c")
    assert terminal.ended() == 130
    assert "Nothing was said, nothing is kept." in terminal.text
    assert kept(lp) == []


def test_it_fits_forty_columns_and_follows_a_resize(telling):
    terminal = telling("rehearse", "cellar", columns=40, rows=20, NO_COLOR="1")
    begun(terminal)
    assert max(map(cell_len, terminal.lines)) <= 40
    assert "Cellar · Situation" in terminal.lines[0]
    terminal.resize(80, 24)
    terminal.wait_for("1 of 5 · 0:00 of 20 s")
    assert not re.search(rb"\x1b\[[0-9;]*3[0-7]m", terminal.raw)


@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {}])
def test_where_nothing_is_redrawn_the_clock_is_announced(telling, lp, how):
    terminal = telling("rehearse", "cellar", *([] if how else ["--plain"]), rows=100, **how)
    terminal.wait_for("Enter: begin")
    terminal.press("enter", "Part 1 of 5: Situation, 20 seconds.")
    terminal.clock.forward(11)
    terminal.wait_for("Half time: 10 seconds left.")
    terminal.clock.forward(10)
    terminal.wait_for("Time: 20 seconds are over.")
    terminal.press("space", "Part 2 of 5: Action, 40 seconds.")
    terminal.press("q", "Item 2, must be said: rising")
    terminal.press("2", "Item 2 ticked: rising")
    terminal.press("enter")
    assert terminal.ended() == 0
    assert b"\x1b[" not in terminal.raw
    assert kept(lp)[0]["details"]["parts"][0]["missed"] == ["wet"]


def test_what_is_typed_is_judged(telling, lp):
    terminal = telling("rehearse", "cellar", "--type")
    begun(terminal)
    terminal.type("we saw it rising")
    terminal.press("enter")
    terminal.after(7, "enter", "2 of 5")
    terminal.press("escape", "Enter: type on")
    terminal.press("q", "What did you say?")
    assert "2 [x] rising (must, hit)" in terminal.text
    assert "1 [ ] wet (missed)" in terminal.text
    terminal.press("enter")
    assert terminal.ended() == 0
    assert kept(lp)[0]["details"]["parts"][0]["missed"] == ["wet"]


def test_the_own_story_left_alone_for_longest_is_proposed(telling, stories, lp):
    stories("attic")
    stories("yard", own=False)
    terminal = telling("rehearse")
    terminal.wait_for("The attic")
    terminal.press("n", "The cellar")
    terminal.press("n", "The attic")
    terminal.press("enter", "1 of 5")
    terminal.press("space", "2 of 5")
    terminal.press("q", "What did you say?")
    terminal.press("q")
    assert terminal.ended() == 0
    telling("rehearse", now="2026-03-03T09:00").wait_for("The cellar")


def test_a_renamed_storys_tellings_follow_it(telling, stories, lp):
    terminal = telling("rehearse", "cellar")
    begun(terminal)
    terminal.press("space", "2 of 5")
    terminal.press("ctrl-c")
    assert terminal.ended() == 130
    stories("cellar").unlink()
    stories("vault", was=["cellar"])
    assert [one["story"] for one in lp("rehearse", "--history", "vault", "--json").json] == [
        "vault"
    ]


def test_the_schedule_and_the_day_stay_as_they_are(telling, lp):
    lp("grade", "cellar/probe/why", "3")
    before = lp("due", "--json").json, lp("show", "cellar/probe/why", "--json").json
    terminal = telling("rehearse", "cellar")
    told_to_the_end(terminal)
    terminal.press("ctrl-c")
    assert terminal.ended() == 130
    assert (lp("due", "--json").json, lp("show", "cellar/probe/why", "--json").json) == before
    assert lp("doctor").code == 0
    assert lp("undo").out.startswith("Undone: the rehearsal of cellar (2026-03-02")
    assert lp("rehearse", "--json").json == []


def test_what_cannot_be_told_is_told_apart(telling, stories, lp):
    assert "rehearse needs a terminal" in lp("rehearse", code=2).err
    assert "did you mean 'cellar'?" in lp("rehearse", "celar", code=1).err
    stories("draft", steps={})
    terminal = telling("rehearse", "draft")
    assert terminal.ended() == 1
    assert "draft has no steps to say yet" in terminal.text


def test_a_story_is_told_as_the_own_level_says_it(telling, stories, lp):
    told = {"level": "senior", "told": {"action": "I measured."}, "seconds": {"action": 30}}
    stories("cellar", levels=[told])
    lp("set", "level=senior", "role=product")
    terminal = telling("rehearse", "cellar")
    terminal.wait_for("0:50 without its follow-ups (Lead).")
    terminal.press("enter", "1 of 5")
    terminal.press("space", "Action")
    terminal.press("space", "3 of 5")
    terminal.press("q", "What did you say?")
    terminal.press("enter", "I measured")
    assert "I pumped" not in terminal.text
    terminal.press("ctrl-c")
    assert terminal.ended() == 130


def test_without_a_story_of_ones_own_an_example_of_ones_field_is_proposed_first(
    telling, stories, lp
):
    stories("cellar", own=False, field="software")
    stories("attic", "think-big", own=False, field="product")
    stories("vault", own=False, field="other")
    for role, title in (("software", "The cellar"), ("product", "The attic")):
        lp("set", f"role={role}")
        terminal = telling("rehearse")
        terminal.wait_for("Enter: begin")
        assert title in terminal.text
        terminal.press("q")
        assert terminal.ended() == 0
