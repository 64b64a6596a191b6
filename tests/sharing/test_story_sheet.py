"""The sheet for the night before: what of a story must be in the head, and which cards."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from days import entry
from lpcards.memory.recall import recall
from lpcards.memory.sm2 import Memory
from lpcards.sharing import story_sheet
from lpcards.sharing.story_sheet import (
    BEATS,
    FIGURES,
    KEPT,
    LONGEST,
    NEVER,
    PIVOTS,
    PROBES,
    SAY,
    SheetBlock,
    SheetLine,
    SheetPage,
    page_json,
    sheet_page,
    shortened,
    weak_page,
    weakest,
)
from lpcards.story.reading import read_source
from stories import guide, made, story

ON = date(2026, 12, 11)
FULL = (Path(__file__).parent.parent / "good" / "full.yaml").read_bytes()


def full():
    return read_source("full.yaml", FULL).file


def lines(page, heading):
    found = [block.lines for block in page.blocks if block.heading == heading]
    return [line for some in found for line in some]


def texts(page):
    parts = [page.title, page.about, page.headline]
    return parts + [part for block in page.blocks for line in block.lines for part in line]


def test_of_a_whole_story_every_part_is_there():
    page = sheet_page(full(), [])
    assert [block.heading for block in page.blocks] == [FIGURES, SAY, BEATS, PROBES, NEVER, PIVOTS]


def test_of_a_draft_there_is_what_there_is():
    page = sheet_page(story(), [])
    assert (page.title, page.about) == ("A pump too late", "Dive Deep · Cellar")
    assert (page.headline, page.blocks) == ("", ())


def test_each_step_is_told_by_its_first_sentence():
    steps = {
        "situation": {"seconds": 30, "example": 'It fell to 0.3 % vs. 4. "Why?" I asked. So.'},
        "action": {"example": "First I pumped, e.g. by hand. Then I slept."},
        "reflection": {"key_phrases": ["a pump"]},
    }
    found = [(line.mark, line.text) for line in lines(sheet_page(story(steps=steps), []), SAY)]
    assert found == [
        ("Situation · 30 s", "It fell to 0.3 % vs. 4."),
        ("Action", "First I pumped, e.g. by hand."),
        ("Reflection", "a pump"),
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("It was $8K. Really.", "It was $8K."),
        ('"Stop!" I said. Then.', '"Stop!"'),
        ("The U.S. team rose. We cheered.", "The U.S. team rose."),
        ("no end of it", "no end of it"),
        ("It fell 0.3 % in 4.5 h. Good.", "It fell 0.3 % in 4.5 h."),
        ("(It rose.) Then it fell.", "(It rose.)"),
        ("Why? Because.", "Why?"),
    ],
)
def test_a_sentence_ends_where_people_end_it(text, first):
    assert story_sheet._sentences(text, 1) == first


def test_a_reflection_is_the_one_of_the_own_level():
    steps = {"reflection": {"example": "All.", "by_level": {"senior": "The gap between us."}}}
    own = story(steps=steps)
    assert lines(sheet_page(own, []), SAY)[0].text == "All."
    assert lines(sheet_page(own, [], "senior"), SAY)[0].text == "The gap between us."
    assert lines(sheet_page(own, [], "sde1"), SAY)[0].text == "All."


def test_a_level_has_the_words_and_the_seconds_that_it_says():
    steps = {"task": {"example": "Mine.", "seconds": 20}}
    levels = [{"level": "senior", "told": {"task": "For us."}, "seconds": {"task": 9}}]
    own = story(steps=steps, levels=levels)
    assert lines(sheet_page(own, []), SAY)[0][:3] == ("Task · 20 s", "Mine.", "")
    assert lines(sheet_page(own, [], "senior"), SAY)[0][:3] == ("Task · 9 s", "For us.", "")


def test_a_probe_is_told_by_its_takeaway_or_what_there_is_instead():
    probes = [
        {
            "id": "a",
            "ask": "A?",
            "strong": {"answer": "So. Yes.", "takeaway": "T", "points": ["p"]},
        },
        {"id": "b", "ask": "B?", "strong": {"answer": "So. Yes.", "points": ["p", "q"]}},
        {"id": "c", "ask": "C?", "strong": {"points": ["p", "q"]}},
        {"id": "d", "ask": "D?"},
    ]
    found = [(line.text, line.more) for line in lines(sheet_page(story(probes=probes), []), PROBES)]
    assert found == [("T", "p"), ("So.", "p · q"), ("p · q", ""), ("(no answer yet)", "")]


def test_what_never_to_say_is_the_story_s_and_its_principle_s():
    one = {"id": "a", "phrase": "We pumped", "instead": "I pumped"}
    other = {"id": "b", "phrase": "I was told", "signals": "no will"}
    own = story(disqualifiers=[one])
    near = guide(principle="dive-deep", disqualifiers=[other])
    far = guide(id="far", principle="frugality", disqualifiers=[other])
    found = [(line.mark, line.text) for line in lines(sheet_page(own, [near, far]), NEVER)]
    assert found == [("“We pumped”", "Say: I pumped"), ("“I was told”", "no will")]


def test_figures_say_how_they_are_known():
    needs = {"metric": {"text": "3 to 0", "source": "the log"}, "business": "8K"}
    found = lines(sheet_page(story(steps={"result": {"needs": needs}}), []), FIGURES)
    assert [line[:3] for line in found] == [
        ("What moved", "3 to 0", "How you know: the log"),
        ("Worth what", "8K", ""),
    ]


@given(st.text(min_size=1, max_size=2000), st.text(min_size=1, max_size=2000))
def test_no_text_is_longer_than_a_page_bears(one, other):
    own = story(
        title=one.strip() or "x",
        overview=other.strip() or "x",
        probes=[{"id": "a", "ask": one.strip() or "x", "strong": other.strip() or "x"}],
    )
    for text in texts(sheet_page(own, [])):
        assert len(text) <= story_sheet.HEADLINE
        assert "\n" not in text


def test_a_cut_is_made_between_words_and_shown():
    short = story_sheet._clipped("word " * 100)
    assert short.endswith("word…")
    assert LONGEST - 6 < len(short) <= LONGEST
    assert len(story_sheet._clipped("x" * 1000)) == LONGEST


def test_the_least_important_goes_first_until_nothing_is_left():
    blocks = [
        SheetBlock(heading, tuple(SheetLine(str(at), "x") for at in range(6))) for heading in KEPT
    ]
    page = SheetPage("a", "T", "b", "", tuple(blocks[:-1]))
    gone = []
    while (less := shortened(page)) is not None:
        before = {(one.heading, line) for one in page.blocks for line in one.lines}
        gone += before - {(one.heading, line) for one in less.blocks for line in one.lines}
        assert len(gone) == less.left_out
        page = less
    headings = [*KEPT][:-1]
    first = [heading for heading in headings for _ in range(6 - KEPT[heading])]
    then = [heading for heading in headings for _ in range(KEPT[heading])]
    assert [heading for heading, _ in gone] == first + then
    assert all(int(line.mark) < 6 for _, line in gone)
    assert page.blocks == ()


def memory(*, elapsed, interval, ease=250, lapses=0):
    last = ON - timedelta(days=elapsed)
    return Memory(2, ease, interval, last + timedelta(days=interval), lapses, last, last)


def test_the_weakest_is_the_least_probably_recalled_then_the_hardest():
    remembered = {
        "fresh": memory(elapsed=1, interval=30),
        "overdue": memory(elapsed=20, interval=6),
        "failed": memory(elapsed=1, interval=1, ease=170, lapses=2),
        "easy": memory(elapsed=1, interval=1),
        "often": memory(elapsed=1, interval=1, ease=170, lapses=5),
    }
    found = weakest(outlined(remembered), ON)
    assert [one.card for one in found] == ["overdue", "often", "failed", "easy", "fresh"]
    assert [one.recall for one in found] == [0.7, 0.9, 0.9, 0.9, 1.0]


def test_what_failed_last_is_weaker_than_whatever_passed():
    remembered = {
        "overdue": memory(elapsed=400, interval=1),
        "failed": memory(elapsed=1, interval=1)._replace(repetitions=0),
    }
    found = weakest(outlined(remembered), ON)
    assert [(one.card, one.recall) for one in found] == [("failed", 0), ("overdue", 0)]


def test_an_examples_card_has_to_be_twice_as_weak():
    remembered = {
        "shaky": memory(elapsed=3, interval=2),
        "weak": memory(elapsed=6, interval=2),
        "gone": memory(elapsed=40, interval=2),
    }
    mine, theirs = outlined(remembered), outlined(remembered, own=False)
    assert [one.recall for one in weakest(mine, ON)] == [0.12, 0.73, 0.85]

    def ranks(own, example):
        pairs = [(card, found) for card, found in mine if card.id == own]
        pairs += [(card, found) for card, found in theirs if card.id == example]
        return [one.card for one in weakest(pairs, ON)]

    assert ranks("shaky", "weak") == ["shaky", "weak"]
    assert ranks("shaky", "gone") == ["gone", "shaky"]


def outlined(remembered, own=True):
    """Return the memories with outlines of their cards."""
    cards = {name: entry("s/probe/x")._replace(id=name, own=own) for name in remembered}
    return [(cards[name], found) for name, found in remembered.items()]


MEMORIES = st.builds(
    memory,
    elapsed=st.integers(0, 400),
    interval=st.integers(1, 400),
    ease=st.integers(130, 300),
    lapses=st.integers(0, 9),
)


@given(st.dictionaries(st.text(max_size=5), MEMORIES, max_size=40), st.randoms())
def test_there_are_at_most_twenty_and_none_weaker_is_left_out(remembered, chance):
    found = weakest(outlined(remembered), ON)
    assert len(found) == min(20, len(remembered))
    left = remembered.keys() - {one.card for one in found}
    for card in left:
        assert round(recall(remembered[card], ON), 2) >= max(weak.recall for weak in found)
    mixed = outlined(remembered)
    chance.shuffle(mixed)
    assert weakest(mixed, ON) == found


def test_a_weak_card_is_told_with_its_answer_and_figures():
    probes = [{"id": "a", "ask": "Why?", "strong": {"takeaway": "Because.", "points": ["p", "q"]}}]
    [card] = made(story(probes=probes), "probe").values()
    weak = weakest(outlined({card.id: memory(elapsed=2, interval=2, ease=136, lapses=1)}), ON)
    page = weak_page(weak, {card.id: card})
    [line] = page.blocks[0].lines
    assert "Why?" in line.mark
    assert "Because." in line.text
    assert "p · q" in line.text
    assert line.more == "90% recall · ease 1.36 · 1 lapse"
    assert page.title == "Your weakest card"


def test_as_json_there_is_the_same():
    page = sheet_page(full(), [])
    made = page_json(page)
    assert made["title"] == page.title
    assert [block["heading"] for block in made["blocks"]] == [one.heading for one in page.blocks]
    assert made["blocks"][0]["lines"][0]["text"] == page.blocks[0].lines[0].text
