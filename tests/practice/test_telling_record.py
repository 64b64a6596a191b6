"""Tellings live in the log: written and read alike, and nothing of them reaches the schedule."""

import io
from contextlib import redirect_stdout
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from logs import LATER, moment, quick_folder
from lpcards.log import open_log
from lpcards.memory.event import ALOUD, Event
from lpcards.memory.history import history_of
from lpcards.practice.debrief import advice_of, debrief_of, last_loop
from lpcards.practice.telling_record import PartResult, as_details, telling_of
from lpcards.study.rehearsing.said_lines import say_marked
from lpcards.study.rehearsing.telling_words import debrief_lines, telling_lines
from sizes import examples

CARDS = ("s/step/task", "s/probe/why", "s")
words = st.text(max_size=8)
parts = st.lists(
    st.builds(
        PartResult,
        card=words,
        step=st.sampled_from(["situation", "probe", "story"]),
        title=words,
        seconds=st.floats(0, 5000),
        target=st.integers(0, 3600),
        again=st.integers(0, 9),
        peeked=st.booleans(),
        of=st.integers(0, 9),
        missed=st.none() | st.lists(words, max_size=4).map(tuple),
        words=st.integers(0, 900),
    ),
    max_size=4,
)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


def event(kind, card, details):
    return Event("1", 0, 0, "UTC", date(2026, 3, 2), "d", kind, card, details=details)


@given(parts, st.booleans())
def test_a_telling_is_read_as_it_was_written(results, finished):
    with quick_folder() as folder, open_log(f"{folder}/log.db") as log:
        log.note("rehearse", "s", moment(), as_details(results, finished=finished))
        (kept,) = log.told_aloud()
    telling = telling_of(kept)
    assert telling is not None
    assert telling.parts == tuple(results)
    assert telling.finished == finished


keys = st.sampled_from(["parts", "finished", "question", "loop", "said", "seed", "minutes"])


@given(st.sampled_from(sorted(ALOUD)), st.dictionaries(keys, junk))
def test_whatever_another_log_holds_is_read_without_a_fault(kind, details):
    kept = event(kind, "s", details)
    telling_of(kept)
    debrief = debrief_of(last_loop([kept]))
    assert debrief is None or advice_of(debrief) is not None


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["answer", "answer", "answer", "telling", "undo", "suspend", "day"]),
        st.sampled_from(CARDS[:2]),
        st.integers(0, 5),
    ),
    max_size=25,
)


def lived(path, deeds, *, aloud):
    """Live through the `deeds`; return what every reading of the log says of the schedule."""
    days = 0
    with open_log(path, balance=True) as log:
        for kind, card, number in deeds:
            days += number if kind == "day" else 0
            if kind == "answer":
                log.answer(card, number, moment(days))
            elif kind == "suspend":
                log.note("suspend" if number else "resume", card, moment(days))
            elif kind == "undo" and not aloud:
                log.undo(moment(days))
            elif kind == "undo":
                undo_of_an_answer(log, days)
            elif kind == "telling" and aloud:
                name = sorted(ALOUD)[number % 2]
                log.note(name, CARDS[number % 3], moment(days), {"parts": [], "loop": "a"})
        assert log.verify() == []
        day = moment(days + 3).day
        began, studied = log.began(), list(log.studied_before(day))
        cards = sorted(log.remembered()), sorted(log.due_by(day)), log.suspended()
        return *cards, began, studied, log.last_answers(date.max, 50)


def undo_of_an_answer(log, days):
    """Take back the last event that is no telling: the tellings after it go first."""
    while (undone := log.undo(moment(days))) and undone[1].kind in ALOUD:
        pass


@given(DEEDS)
@settings(max_examples=examples(25, 60))
def test_what_was_told_aloud_never_reaches_the_schedule(deeds):
    with quick_folder() as folder:
        with_them = lived(f"{folder}/a.db", deeds, aloud=True)
        assert with_them == lived(f"{folder}/b.db", deeds, aloud=False)


@given(DEEDS, st.lists(st.integers(0, 25), max_size=8))
def test_a_replay_passes_over_them_wherever_they_stand(deeds, places):
    log = [
        Event(f"{at:03}", at, 0, "UTC", date(2026, 3, 2 + at), "d", "review", card, number)
        for at, (_, card, number) in enumerate(deeds)
    ]
    mixed = list(log)
    for place in places:
        telling = event(sorted(ALOUD)[place % 2], CARDS[place % 3], {"parts": []})
        mixed.insert(place, telling._replace(id=f"x{place}"))
    assert history_of(mixed) == history_of(log)


def test_two_machines_unite_their_tellings(tmp_path):
    paths = [str(tmp_path / name) for name in ("a.db", "b.db")]
    for at, path in enumerate(paths):
        with open_log(path) as log:
            log.note("rehearse", f"story-{at}", moment(at), as_details([], finished=True))
    with open_log(paths[0]) as log:
        assert log.merge([paths[1]], LATER).added == 1
        assert [event.card for event in log.told_aloud()] == ["story-0", "story-1"]
        assert log.verify() == []
        log.undo(moment(2))
        assert [event.card for event in log.told_aloud()] == ["story-1"]


def test_what_another_log_holds_reaches_no_shell_and_no_terminal():
    part = PartResult("a; rm -rf ~", "story", "\x1b[2J", 90.0, 30, of=1, missed=("x\x1b]0;t\x07",))
    details = as_details([part], finished=True) | {"loop": "a", "question": "\x1b[1m?"}
    debrief = debrief_of([event("mock", "b$(rm)", details)])
    assert [step.command for step in advice_of(debrief)] == ["lpcards rehearse 'b$(rm)'"]
    printed = io.StringIO()
    with redirect_stdout(printed):
        say_marked(debrief_lines(debrief))
        say_marked(telling_lines(debrief.rounds[0].telling, "\x1b[1m", None))
    assert "\x1b" not in printed.getvalue()
    assert "--cram 'a; rm -rf ~'" in printed.getvalue()
