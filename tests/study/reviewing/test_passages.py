"""A story is read passage by passage, each before the first card that it answers."""

import pytest

STORY = """\
id: cellar
title: The cellar that filled
short: Cellar
principle: ownership
steps:
  situation: {example: Water rose in the cellar., key_phrases: [water rose, cellar]}
  action:
    example: I found the pump at once. I started it by hand. Then I called the owner, who slept.
    beats:
      - {id: pump, name: Start the pump, key_phrases: [I found the pump, I started it]}
      - {id: call, name: Call the owner, key_phrases: [I called the owner, who slept]}
  result: {example: It was dry by noon., needs: {metric: dry by noon}}
probes: [{id: why, ask: Why you?, strong: {points: [near, awake], answer: I lived next door.}}]
"""
WHOLE = ("Water rose", "I started it", "called the owner", "dry by noon", "next door")


@pytest.fixture
def cellar(home, monkeypatch):
    """Have one story of one's own, and nothing else."""
    (home / "content").mkdir()
    (home / "content/cellar.yaml").write_text(STORY)
    monkeypatch.setenv("LPCARDS_CONTENT", str(home / "content"))


@pytest.fixture
def reading(sitting):
    """Return a function that sits down for cards of the story, and skips nothing."""
    return lambda *ids, **how: sitting("--scenario", "cellar", *_kinds(ids), **how)


def _kinds(kinds):
    return [part for kind in kinds for part in ("--kind", kind)]


def read(terminal):
    """Return which passages stand on the screen."""
    return [words for words in WHOLE if words in terminal.text]


def answer(terminal, then):
    terminal.press("space", "proposed")
    terminal.press("g", "5 perfect")
    terminal.press("4", then)


ANSWERS = {
    "Cellar · Situation": "Water rose",
    "beat 1 of 2": "I started it",
    "beat 2 of 2": "called the owner",
    "Cellar · Result": "dry by noon",
    "Cellar · asked": "next door",
}
"""Which passage answers the cards with such a line at their top."""


@pytest.mark.usefixtures("cellar")
@pytest.mark.parametrize("size", [(80, 24), (40, 30)])
@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-03"])
def test_each_part_is_read_before_its_card_and_once(reading, lp, size, day):
    if day == "2026-03-03":
        lp("grade", "cellar/step/action.pump", 4)
    terminal = reading(columns=size[0], rows=size[1], now=f"{day}T09:00")
    pages = []
    while "All done" not in terminal.wait_for("q stop", gone=False) and len(pages) < 30:
        if "on to the card" in terminal.text:
            pages += read(terminal)
            assert len(terminal.text.split()) < 120
            terminal.press("space", "space shows")
        for top, words in ANSWERS.items():
            assert top not in terminal.text or words in pages or (day, top) in KNOWN, top
        terminal.press("space")
        terminal.press("g" if "proposed" in terminal.text else "5")
        terminal.press("5")
        if "All done" in terminal.text:
            break
    assert len(pages) == len(set(pages)) >= 2


KNOWN = {("2026-03-03", "Cellar · Situation"), ("2026-03-03", "beat 1 of 2")}
"""What was read on the day before."""


@pytest.mark.usefixtures("cellar")
def test_plain_lines_are_read_in_parts_too(reading):
    terminal = reading("probe", TERM="dumb")
    terminal.wait_for("space: on to the card, w all of it, s skip, q stop")
    assert read(terminal) == ["Water rose", "next door"]
    terminal.press("space", "Card 1 of 1")


@pytest.mark.usefixtures("cellar")
def test_what_was_read_before_the_answers_tell(reading, lp):
    lp("grade", "cellar/step/situation", 4)
    terminal = reading("probe")
    terminal.wait_for("on to the card")
    assert read(terminal) == ["next door"]
    terminal.press("q")
    again = reading("probe")
    again.wait_for("on to the card")
    again.press("space", "1 of 1")
    answer(again, "All done")
    again.press("q")
    lp("undo")
    once_more = reading("probe")
    once_more.wait_for("on to the card")
    assert read(once_more) == ["next door"]


@pytest.mark.usefixtures("cellar")
def test_short_parts_are_read_together_and_in_the_order_of_the_telling(reading):
    terminal = reading("result")
    terminal.wait_for("on to the card")
    assert read(terminal) == ["Water rose", "dry by noon"]


@pytest.mark.usefixtures("cellar")
def test_s_skips_what_is_to_be_read_in_this_sitting(reading):
    terminal = reading("step", "probe")
    terminal.wait_for("s skip")
    terminal.press("s", "1 of 3")
    answer(terminal, "2 of 3")
    terminal.press("q")
    again = reading("probe")
    again.wait_for("s skip")
    assert read(again) == ["next door"]


@pytest.mark.usefixtures("cellar")
def test_w_shows_all_of_it_and_then_no_part_of_it(reading):
    terminal = reading("step", "probe", rows=60)
    terminal.wait_for("s skip")
    terminal.press("w", "on to the cards")
    assert read(terminal) == list(WHOLE)
    terminal.press("space", "1 of 3")
    answer(terminal, "2 of 3")
    answer(terminal, "3 of 3")


@pytest.mark.usefixtures("cellar")
@pytest.mark.parametrize("key", ["q", "ctrl-d"])
def test_who_leaves_while_reading_leaves_the_sitting(reading, key):
    terminal = reading("step")
    terminal.wait_for("s skip")
    terminal.press(key)
    assert terminal.ended() == 0
    assert "Nothing answered" in terminal.text


@pytest.mark.usefixtures("cellar")
def test_a_card_that_was_answered_is_asked_without_anything_to_read(reading, lp):
    lp("grade", "cellar/probe/why", 4, now="2026-02-01T09:00")
    assert "1 of 1" in reading("probe").wait_for("q stop")


@pytest.mark.usefixtures("few_cards")
def test_pages_are_turned_back(sitting):
    terminal = sitting("--scenario", "webhook-drops", "--kind", "probe")
    terminal.wait_for("s skip")
    assert "Situation" in terminal.text
    terminal.press("space", "b back")
    assert "Situation" not in terminal.text
    terminal.press("b", "Situation")
    terminal.press("space", "on to the card")


def test_a_guide_shows_what_a_strong_result_needs_before_it_asks(sitting):
    terminal = sitting("--scenario", "general", "--kind", "result")
    text = terminal.wait_for("on to the card")
    assert "What a strong Result needs" in text
    terminal.press("space", "1 of 1")


def test_the_first_card_is_ten_keys_and_two_hundred_words_away(sitting):
    terminal = sitting(rows=60)
    terminal.wait_for("interview?")
    terminal.press("enter", "notes for a story")
    terminal.press("enter", "space: go on")
    words, keys = len(terminal.text.split()), 3
    terminal.press("space", "q stop")
    while "on to the card" in terminal.text:
        words += len(terminal.text.split())
        terminal.press("space", "q stop")
        keys += 1
    assert "1 of" in terminal.text
    assert words <= 200
    assert keys <= 10
