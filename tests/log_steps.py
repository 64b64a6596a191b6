"""Machines that answer, undo and sync at random, for the laws of logs that meet."""

import contextlib

from hypothesis import strategies as st

from logs import moment, quick_folder
from lpcards.log import Shown, open_log
from lpcards.memory.event import event_json

WORDS = [Shown("00", "a", "b"), Shown("00", "b", "a", ("x",)), Shown("11", "c", "d")]
"""Two cards' words, those of the first in two wordings."""

MACHINES = st.integers(0, 2)
MARKS = st.sampled_from(["suspend", "resume", "flag", "forget", "bury", "debrief"])
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("answer"),
            MACHINES,
            st.sampled_from("abc"),
            st.integers(0, 5),
            st.sampled_from([None, *WORDS]),
        ),
        st.tuples(st.just("undo"), MACHINES),
        st.tuples(st.just("note"), MACHINES, MARKS, st.sampled_from("abc")),
        st.tuples(st.just("adopt"), MACHINES, st.permutations("abc")),
        st.tuples(st.just("sync"), MACHINES),
        st.tuples(st.just("sleep"), st.integers(0, 9)),
    ),
    max_size=30,
)


@contextlib.contextmanager
def machines(number, start=""):
    """Yield the logs of so many machines; each is named by its number behind `start`."""
    with quick_folder() as folder, contextlib.ExitStack() as stack:
        yield [
            stack.enter_context(open_log(f"{folder}/{name}.db", device=f"machine {start}{name}"))
            for name in range(number)
        ]


def all_of(log):
    """Return all that has to be the same on machines that have met."""
    events = [event_json(event) for event in log.events()]
    return events, dict(log.remembered()), log.suspended(), log.flags()


def do(logs, sync, step, day):
    """Do a step on a day, `sync(log)` where it says so; return the day after it."""
    what, number, *values = step
    if what == "sleep":
        return day + number
    log = logs[number]
    if what == "answer":
        card, grade, shown = values
        log.answer(card, grade, moment(day), shown=shown, seconds=0.1 * grade)
    elif what == "undo":
        log.undo(moment(day))
    elif what == "note":
        log.note(*values, moment(day))
    elif what == "adopt":
        log.note("adopt", values[0][0], moment(day), {"from": values[0][1]})
    else:
        sync(log)
    return day


def assert_equal(logs):
    """Hold that machines that have met hold the same, the words of cards too."""
    first, *others = map(all_of, logs)
    assert all(other == first for other in others)
    for fingerprint in ("00", "11"):
        assert len({log.text(fingerprint) for log in logs}) == 1
