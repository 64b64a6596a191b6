"""Plain lines, as a screen reader says them: each thing once, no signs, every key answered."""

import re
import time

import pytest

LIST = "general/result/needs.list"
CARD = "general/disqualifier/we.mend"
SIGNS = re.compile("[─│·●▶“”…]|\\[x\\]|\\[ \\]|->|   ")
pytestmark = pytest.mark.usefixtures("few_cards")


@pytest.fixture
def aloud(sitting):
    """Return a terminal, and a function that presses a key and returns the lines said since."""

    def open_(*args, **how):
        terminal = sitting(*args, "--plain", rows=200, **how)
        terminal.wait_for("all keys")

        def said(key, words):
            before = len(terminal.raw)
            terminal.child.send({"space": " ", "enter": "\r"}.get(key, key))
            until = time.monotonic() + 60
            while words not in (heard := terminal.raw[before:].decode()):
                assert terminal.read() or time.monotonic() < until, (words, heard)
            while terminal.read(0.05):
                pass
            return [line for line in terminal.raw[before:].decode().splitlines() if line.strip()]

        return terminal, said

    return open_


def test_the_card_is_told_once_and_every_key_says_what_it_did(aloud):
    terminal, said = aloud(LIST)
    first = terminal.lines.index("Card 1 of 1, new.")
    assert terminal.lines[first : first + 4] == [
        "Card 1 of 1, new.",
        "Every story, Result.",
        "What are the three parts of a strong Result?",
        "Space shows the answer. h: hint. Question mark: all keys.",
    ]
    assert said("h", "B - S") == ["Hint: M - B - S"]
    assert said("x", "does nothing") == [
        "That key does nothing here. Question mark lists the keys."
    ]
    assert said("space", "proposed") == [
        "Item 1: Metric: from what to what",
        "Item 2: Business or customer: what it was worth",
        "Item 3: Second order: what others took over",
        "1 hint: grade 4 at most.",
        "0 of 3 ticked, proposed: 0 blackout, back today.",
        "A digit ticks an item, a ticks all, Enter takes the grade, g another.",
    ]
    assert said("2", "1 of 3") == [
        "Item 2 ticked: Business or customer: what it was worth",
        "1 of 3 ticked, proposed: 1 wrong, back today.",
    ]
    assert said("2", "0 of 3")[0].startswith("Item 2 no longer ticked")
    assert said("a", "3 of 3") == [
        "All ticked.",
        "3 of 3 ticked, proposed: 4 good, back in 1 day.",
    ]
    assert said("g", "5 perfect") == [
        "Grade: 0 blackout, 1 wrong, 2 nearly, 3 hard: today. 4 good, 5 perfect: in 1",
        "day.",
    ]
    assert said("4", "All done")[0] == "All done for today."
    terminal.press("q")
    assert terminal.ended() == 0


def test_no_signs_for_eyes_and_no_codes_are_in_it(aloud, lp):
    lp("grade", "webhook-drops/mistake/task", 4)
    terminal, said = aloud("webhook-drops/pivot/ownership.lead", "webhook-drops/quiz/ownership")
    for then in ("Card 2 of 2", "All done"):
        said("space", "5 perfect")
        said("4", then)
    terminal.press("q")
    terminal.ended()
    assert not SIGNS.search(terminal.raw.decode())
    assert b"\x1b" not in terminal.raw
    assert "told for Ownership" in terminal.text
    assert "a: " in terminal.text


def test_help_and_story_are_told_without_gaps_and_the_card_again_after_them(aloud):
    terminal, said = aloud(CARD)
    lines = said("?", "any key: back")
    assert "space, show the answer" in lines
    assert not SIGNS.search("\n".join(lines))
    assert "Card 1 of 1, new." in said("x", "all keys")
    terminal.press("q")
    assert terminal.ended() == 0


def test_a_flag_is_asked_for_and_told(aloud, lp):
    terminal, said = aloud(CARD)
    assert said("f", "Note")[-1] == "Note for the flag; Enter alone flags it without one."
    assert said("too long\n", "Flagged")[-1] == "Flagged: too long"
    assert said("f", "off") == ["The flag is off."]
    terminal.press("q")
    assert terminal.ended() == 0
    assert lp("show", CARD, "--json").json["flag"] is None


def test_the_seconds_are_told_when_they_are_over(aloud, lp):
    lp("grade", "webhook-drops/mistake/task", 4)
    terminal, said = aloud("webhook-drops/probe/why-you")
    assert "Webhook drops, asked, 30 seconds." in terminal.lines
    time.sleep(1.2)
    assert any(re.fullmatch(r"It took \d+ seconds? of 30.", line) for line in said("space", "0 of"))
    terminal.press("q")


def test_a_changed_card_is_told_in_whole_sentences(aloud, lp, home):
    folder = home / "content"
    folder.mkdir()
    story = (
        "id: fish\ntitle: F\nshort: Fish\nprinciple: ownership\n"
        "probes: [{id: why, ask: Why?, strong: %s}]\n"
    )
    (folder / "fish.yaml").write_text(story % "It rained.")
    lp("--content", folder, "grade", "fish/probe/why", 4, now="2026-02-01T09:00")
    (folder / "fish.yaml").write_text(story % "It poured.")
    terminal, said = aloud("fish", LPCARDS_CONTENT=str(folder))
    lines = said("space", "5 perfect")
    assert 'It was: "It rained."' in lines
    assert 'It is now: "It poured."' in lines
    terminal.press("q")


def test_it_can_be_a_setting(sitting, home):
    folder = home / ".config" / "lpcards"
    folder.mkdir(parents=True)
    (folder / "lpcards.yaml").write_text("screen_reader: yes\n")
    terminal = sitting(CARD)
    terminal.wait_for("Question mark: all keys.")
    terminal.press("q")
    assert terminal.ended() == 0
    assert b"\x1b" not in terminal.raw
