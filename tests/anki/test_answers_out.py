"""What is carried over to Anki: each answer once, and no schedule over a later one of Anki's."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lpcards.anki.anki_holdings import AnkiHoldings, HeldCard, HeldNote, HeldReview
from lpcards.anki.answers_out import Told, answers_out
from lpcards.anki.progress import steps_of
from lpcards.memory.event import Event
from lpcards.memory.sm2 import DEFAULT, RATINGS

ZERO = date(2026, 1, 1)
FIRST = 1_767_254_400_000
DAY = 86_400_000
NEW = HeldCard(7, "lpcards", False, 0, 0, 3, 0, 0, 0, 0)


def event(at, grade, seconds=1.5, device="here"):
    day = ZERO + timedelta(days=(at - FIRST) // DAY)
    return Event(f"{at:020}", at, 0, "UTC", day, device, "review", "a", grade, seconds)


def told(events):
    events = sorted(events, key=lambda one: one.at)
    given_here = [one for one in events if one.device != "anki"]
    return Told(list(steps_of(events, DEFAULT)), given_here)


def held(rows=(), card=NEW):
    note = HeldNote(1, 0, {}, (), card)
    return AnkiHoldings({"g": note}, {}, {card.number: sorted(rows)}, ZERO)


def done(out, there):
    """Return what Anki holds when it was done."""
    card = there.notes["g"].card
    for _, values in out.schedules:
        named = {"kind": "type", "interval": "ivl"}
        names = ("kind", "queue", "due", "interval", "factor", "reps", "lapses")
        if "type" in values:
            card = card._replace(**{name: values[named.get(name, name)] for name in names})
    rows = [HeldReview(row.id, row.button, row.took) for row in out.rows]
    return held([*there.reviews[card.number], *rows], card)


EVENTS = st.lists(
    st.builds(
        event,
        at=st.integers(0, 20 * DAY).map(lambda at: FIRST + at),
        grade=st.integers(0, 5),
        seconds=st.sampled_from((None, 0.5, 3.25)),
        device=st.sampled_from(("here", "other", "anki")),
    ),
    max_size=8,
    unique_by=lambda one: one.at,
)
ROWS = st.lists(
    st.builds(
        HeldReview,
        at=st.integers(0, 20 * DAY).map(lambda at: FIRST + at),
        button=st.integers(0, 4),
        took=st.sampled_from((0, 500, 3250)),
    ),
    max_size=5,
    unique_by=lambda one: one.at,
)
CARDS = st.builds(
    HeldCard,
    number=st.just(7),
    deck=st.just("lpcards"),
    filtered=st.booleans(),
    kind=st.integers(0, 3),
    queue=st.integers(-3, 3),
    due=st.integers(0, 100),
    interval=st.integers(0, 100),
    factor=st.integers(0, 3000),
    reps=st.integers(0, 9),
    lapses=st.integers(0, 9),
)


@given(EVENTS, ROWS, CARDS)
def test_twice_is_nothing(events, rows, card):
    there = held(rows, card)
    out = answers_out({"g": told(events)}, there)
    again = answers_out({"g": told(events)}, done(out, there))
    assert (again.rows, again.schedules, again.waiting) == ([], [], out.waiting)


@given(EVENTS, ROWS)
def test_each_answer_that_counts_here_gets_a_row_of_its_own(events, rows):
    said = told(events)
    after = done(answers_out({"g": said}, held(rows)), held(rows)).reviews[7]
    assert len({row.at for row in after}) == len(after)
    for step in said.steps:
        if step.event.device != "anki":
            assert any(
                0 <= row.at - step.event.at < 60_000 and row.button == RATINGS[step.event.grade]
                for row in after
            )


@given(EVENTS, ROWS, CARDS)
def test_a_card_that_anki_has_a_later_row_of_is_left_as_it_is(events, rows, card):
    latest = max((one.at for one in events), default=FIRST)
    for button in (0, 3):
        later = HeldReview(latest + DAY, button, 0)
        sent = answers_out({"g": told(events)}, held([*rows, later], card)).schedules
        assert not any({"type", "queue", "due", "ivl", "factor"} & {*one.values} for one in sent)
        assert not (button and sent)


def test_of_a_card_that_was_moved_there_later_anki_learns_when_it_was_answered():
    events = [event(at=FIRST, grade=1, seconds=None, device="here")]
    moved = HeldReview(FIRST + DAY, 0, 0)
    card = NEW._replace(kind=2, queue=2)
    sent = answers_out({"g": told(events)}, held([moved], card)).schedules
    assert [one.values["last_review_time"] for one in sent] == [FIRST // 1000]
    assert answers_out({"g": told(events)}, held([moved], NEW)).schedules == []


@given(EVENTS)
def test_a_new_card_stands_as_here_after_its_last_answer_here(events):
    said = told([one._replace(device="here") for one in events])
    card = done(answers_out({"g": said}, held()), held()).notes["g"].card
    if not said.steps:
        assert card == NEW
        return
    memory = said.steps[-1].after
    assert (card.kind, card.queue, card.interval) == (2, 2, memory.interval)
    assert ZERO + timedelta(days=card.due) == memory.due
    assert (card.factor, card.lapses) == (memory.ease * 10, memory.lapses)


@given(EVENTS, st.integers(-3, -1))
def test_what_is_suspended_or_buried_stays_so(events, queue):
    there = held(card=NEW._replace(queue=queue))
    out = answers_out({"g": told(events)}, there)
    assert done(out, there).notes["g"].card.queue == queue


@given(EVENTS, CARDS)
def test_a_card_in_a_filtered_deck_or_on_the_screen_waits(events, card):
    for there, busy in ((card._replace(filtered=True), None), (card, 7)):
        out = answers_out({"g": told(events)}, held(card=there), busy)
        assert (out.rows, out.schedules) == ([], [])


def test_a_card_that_anki_does_not_have_is_none():
    said = told([event(FIRST, 4)])
    assert answers_out({"other": said}, held())[:2] == ([], [])
    assert answers_out({"g": said}, AnkiHoldings({}, {}, {}, None))[:2] == ([], [])


def test_a_row_gives_way_to_one_of_another_card():
    there = held()
    there.reviews[8] = [HeldReview(FIRST, 3, 1500), HeldReview(FIRST + 1, 3, 1500)]
    [row] = answers_out({"g": told([event(FIRST, 4)])}, there).rows
    assert row.id == FIRST + 2


def test_a_rows_columns_say_what_the_answer_was():
    first, second = answers_out({"g": told([event(FIRST, 4), event(FIRST + DAY, 1)])}, held()).rows
    assert first == (FIRST, 7, -1, 3, 1, 0, 2500, 1500, 0)
    assert second[:6] == (FIRST + DAY, 7, -1, 1, 1, 1)
    assert second.kind == 1
