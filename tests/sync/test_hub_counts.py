"""A coach's counts are kept as answers come, and are those of the events that are there."""

from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubs import hub as hub_in
from logs import moment, quick_folder
from lpcards.log import open_log
from sizes import examples

pytestmark = pytest.mark.postgresql
OF_EVENTS = """SELECT learner, day, count(*), count(*) FILTER (WHERE grade >= 3),
    round(coalesce(sum(seconds), 0))::bigint
    FROM lpcards.events WHERE kind IN ('review', 'ahead', 'drill', 'cram')
    GROUP BY learner, day ORDER BY learner, day"""
COUNTS = "SELECT * FROM lpcards.counts ORDER BY learner, day"
ACTS = st.one_of(
    st.tuples(
        st.just("answer"), st.integers(0, 2), st.integers(0, 5), st.sampled_from([None, 2.0])
    ),
    st.tuples(st.sampled_from(["sync", "note", "undo"]), st.integers(0, 2)),
)


@given(st.lists(ACTS, max_size=examples(20, 40)))
def test_counts_are_those_of_the_events_however_they_came(postgresql, acts):
    people = ("anna", "anna", "berta")
    with hub_in(postgresql) as hub, quick_folder() as folder, ExitStack() as stack:
        logs = [
            stack.enter_context(open_log(f"{folder}/{at}.db", device=f"device-{at}"))
            for at in range(len(people))
        ]
        for turn, (act, at, *rest) in enumerate(acts):
            on = moment(turn // 3, turn / 100)
            if act == "answer":
                logs[at].answer("a/q/b", rest[0], on, seconds=rest[1])
            elif act == "note":
                logs[at].note("flag", "a/q/b", on)
            elif act == "undo":
                logs[at].undo(on)
            else:
                hub.sync(logs[at], people[at])
        for log, name in zip(logs, people, strict=True):
            hub.sync(log, name)
        counts = hub.sql(COUNTS, user="carl")
        assert counts == hub.sql(OF_EVENTS)
        assert bool(counts) == any(act[0] == "answer" for act in acts)
