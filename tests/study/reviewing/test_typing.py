"""`review --type`: the answer is typed, marked item by item, and graded by the learner."""

import re
import signal

import pytest
from rich.cells import cell_len

STEP = "webhook-drops/step/situation"
CLOZE = "webhook-drops/phrase/race"
LIST = "general/result/needs.list"
COLOUR = re.compile(rb"\x1b\[[0-9;]*(3[0-7]|9[0-7]|38;)[0-9;]*m")
pytestmark = pytest.mark.usefixtures("few_cards")


@pytest.fixture
def typing(sitting, lp):
    """Return a function that opens a review with typed answers at its first card."""

    def sit(*args, **how):
        lp("grade", "webhook-drops/mistake/task", 4)  # so that the story is not shown first
        terminal = sitting(*args, "--type", **how)
        terminal.wait_for("Esc: other keys")
        return terminal

    return sit


def stop(terminal):
    if "Esc: other keys" in terminal.text:
        terminal.press("escape", "q stop")
    terminal.press("q")
    return terminal.ended()


def test_a_checklist_is_typed_item_by_item_and_marked_in_words(typing, lp):
    terminal = typing(LIST)
    terminal.type("second order: others took it over", "over_")
    terminal.press("enter", "> _")
    terminal.type("metric from what to what")
    terminal.press("enter")
    terminal.press("enter", "2 of 3")
    assert "1 [x] Metric: from what to what (hit)" in terminal.text
    assert "2 [ ] Business or customer: what it was worth (missed)" in terminal.text
    assert "proposed: 3 hard" in terminal.text
    terminal.press("enter", "again ·")
    assert stop(terminal) == 0
    event = lp("log").lines[-1]
    assert (event["grade"], event["details"]["missed"]) == (3, [1])
    assert event["details"]["typed"].startswith("second order: others")


def test_the_learner_ticks_and_grades_as_without_typing(typing, lp):
    terminal = typing(LIST)
    terminal.type("metric")
    terminal.press("enter")
    terminal.press("enter", "1 of 3")
    terminal.press("2", "2 of 3")
    terminal.press("g", "5 perfect")
    terminal.press("5", "All done")
    stop(terminal)
    event = lp("log").lines[-1]
    assert (event["grade"], event["details"]["missed"]) == (5, [2])


def test_a_missing_must_caps_the_proposal(typing):
    terminal = typing(STEP)
    said = "0.4 % of webhooks dropped\nnotifications late\nno alert\ndashboard review\n"
    terminal.paste(f"{said}revenue impacting", "impacting_")
    terminal.press("enter")
    terminal.press("enter", "4 of 5")
    assert "must, partly, without: 0.3%" in terminal.text
    assert "proposed: 2 nearly" in terminal.text
    stop(terminal)


def test_a_single_answer_is_handed_in_by_enter_and_graded_by_enter_or_a_digit(typing, lp):
    terminal = typing(CLOZE)
    terminal.type("a race conditon")
    terminal.press("enter", "You typed: (hit)")
    assert "proposed: 5 perfect" in terminal.text
    terminal.press("4", "All done")
    stop(terminal)
    event = lp("log").lines[-1]
    assert (event["grade"], event["details"]) == (4, {"typed": "a race conditon"})


def test_an_answer_to_say_aloud_has_no_clock_when_it_is_typed(typing):
    terminal = typing(STEP)
    assert "of 30 s" not in terminal.text
    stop(terminal)


def test_words_that_sink_a_story_are_named_with_the_remedy(typing):
    terminal = typing(STEP)
    terminal.type("We looked into it; it was fixed")
    terminal.press("enter")
    terminal.press("enter", "0 of 5")
    assert '"looked into": name the tool and the trace' in terminal.text
    assert '"We": say "I" for your part' in terminal.text
    assert '"was fixed": who did? "I fixed ..."' in terminal.text
    stop(terminal)


def test_a_phrase_that_the_content_warns_of_is_named(typing):
    terminal = typing("webhook-drops/result/needs.second-order")
    terminal.type("I pinged Platform on Slack and they handled it")
    terminal.press("enter", "You typed")
    assert (
        'say instead: "I told their tech lead, and brought the finished fix with me."'
        in terminal.text
    )
    stop(terminal)


def test_letters_that_are_keys_elsewhere_are_letters_here(typing, lp):
    terminal = typing(CLOZE)
    terminal.type("quite sub e h? 345", "quite sub e h? 345_")
    stop(terminal)
    assert len(lp("log").lines) == 1


def test_the_line_is_edited_as_in_a_shell(typing):
    terminal = typing(CLOZE)
    terminal.type("rice condition")
    terminal.press("ctrl-w")
    terminal.press("backspace")
    terminal.wait_for("rice_")
    for _ in range(3):
        terminal.press("left")
    terminal.press("backspace")
    terminal.type("R", "Rice")
    terminal.press("ctrl-u", "> ice")
    terminal.type("日本é", "> 日本éice")
    stop(terminal)


def test_a_paste_is_text_and_hands_nothing_in(typing):
    terminal = typing(CLOZE)
    terminal.paste("one\ntwo\n", "one two")
    assert "You typed" not in terminal.text
    stop(terminal)


def test_an_empty_answer_asks_once_more(typing):
    terminal = typing(CLOZE)
    terminal.press("enter", "Enter again shows the answer")
    terminal.press("enter", "(nothing)")
    assert "proposed: 0 blackout" in terminal.text
    stop(terminal)


def test_escape_gives_the_other_keys_and_enter_goes_back(typing, lp):
    terminal = typing(CLOZE)
    terminal.type("race")
    terminal.press("escape", "Enter: type on")
    terminal.press("?", "bury it until tomorrow")
    terminal.press("x", "type on")
    terminal.press("enter", "race_")
    terminal.press("escape", "type on")
    terminal.press("space", "0 blackout")
    assert "You typed" not in terminal.text
    terminal.press("4", "All done")
    stop(terminal)
    assert "typed" not in lp("log").lines[-1]["details"]


def test_tab_gives_hints_step_by_step_and_each_lowers_the_proposal(typing, lp):
    terminal = typing(LIST)
    terminal.press("tab", "Hint: M - B - S")
    terminal.press("tab", "(grade 3 at most)")
    terminal.press("tab", "Metric: from what to what")
    terminal.paste("metric\nbusiness or customer\nsecond order", "order_")
    terminal.press("enter")
    terminal.press("enter", "2 of 3")
    assert "1 [ ] Metric: from what to what (shown as a hint)" in terminal.text
    assert "3 hints: grade 3 at most." in terminal.text
    terminal.press("1", "it counts as missed")
    terminal.press("enter", "again ·")
    stop(terminal)
    event = lp("log").lines[-1]
    assert (event["grade"], event["details"]["hints"], event["details"]["missed"]) == (3, 3, [0])


def test_typing_can_be_a_setting_and_be_left_out_once(sitting, home):
    folder = home / ".config" / "lpcards"
    folder.mkdir(parents=True)
    (folder / "lpcards.yaml").write_text("type: yes\n")
    terminal = sitting(LIST)
    terminal.wait_for("Esc: other keys")
    stop(terminal)
    terminal = sitting(LIST, "--no-type")
    terminal.wait_for("space shows the answer")
    assert stop(terminal) == 0


@pytest.mark.parametrize("how", ["ctrl-c", "ctrl-d", signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_it_nothing_half_typed_is_kept(typing, lp, how):
    terminal = typing(CLOZE)
    if how != "ctrl-d":
        terminal.type("race cond")
    terminal.press(how) if isinstance(how, str) else terminal.kill(how)
    ended = {"ctrl-c": 130, "ctrl-d": 0, signal.SIGTERM: 143, signal.SIGKILL: -9}[how]
    assert terminal.ended() == ended
    if ended >= 0:
        assert b"\x1b[?2004l\x1b[?25h\x1b[?1049l" in terminal.raw
    assert len(lp("log").lines) == 1


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_no_line_is_wider_than_the_terminal(typing, columns):
    terminal = typing(STEP, columns=columns, rows=40)
    terminal.type("webhooks of Platform were dropped, 日本語 and a long-drawn-out story of it")
    terminal.press("enter")
    terminal.press("enter", "proposed")
    lines = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", terminal.raw).decode().splitlines()
    assert max(cell_len(line) for line in lines) <= columns
    stop(terminal)


def test_a_resized_terminal_keeps_what_was_typed(typing):
    terminal = typing(CLOZE)
    terminal.type("race condition")
    terminal.resize(40, 20)
    terminal.wait_for("race condition_")
    assert max(map(len, terminal.lines)) <= 40
    stop(terminal)


def test_what_is_typed_stays_in_sight_on_a_low_screen(typing):
    terminal = typing(STEP, columns=40, rows=10)
    for number in range(8):
        terminal.type(f"line {number}")
        terminal.press("enter")
    terminal.type("the last one", "the last one_")
    stop(terminal)


def test_without_colour_hits_and_slips_are_told_all_the_same(typing):
    terminal = typing(LIST, NO_COLOR="1")
    terminal.type("we found the metric")
    terminal.press("enter")
    terminal.press("enter", "(hit)")
    assert '"we": say "I"' in terminal.text
    assert not COLOUR.search(terminal.raw)
    stop(terminal)


@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {"plain": True}])
def test_in_plain_lines_the_terminals_own_line_mode_is_used(sitting, lp, how):
    plain = ["--plain"] if how.pop("plain", False) else []
    terminal = sitting(LIST, "--type", *plain, **how)
    terminal.wait_for("Enter to type the answer")
    terminal.press("enter", "An empty line ends it.")
    terminal.type("metrix\x7fc\n")
    terminal.type("we know what it was worth, business\n")
    terminal.type("\n", "2 of 3 ticked")
    assert "Item 1, hit: Metric" in terminal.text
    assert 'You said "we"' not in terminal.text
    assert "Item 3, missed: Second order" in terminal.text
    terminal.press("enter", "Card 2 of 2, again.")
    terminal.press("q")
    assert terminal.ended() == 0
    assert b"\x1b[" not in terminal.raw
    assert lp("log").lines[0]["details"]["typed"].startswith("metric\nwe know")
