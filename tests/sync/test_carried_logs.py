"""Whatever machines do and carriers do to them, logs that meet come to the same, byte for byte."""

import json
import shutil

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from carriers import World, files, recorded
from logs import moment, quick_folder
from lpcards.log import Shown
from lpcards.log.event_ids import SOURCE
from lpcards.memory.event import Event, event_json
from sizes import examples

NUMBER = st.integers(0, 3)
CARDS = ["story-0/probe/p0", "story-0/probe/p1", "story-1/probe/p0", "story-1/disqualifier/d0.mend"]
CARD = st.sampled_from(CARDS)
GRADE = st.integers(0, 5)
WORDS = st.sampled_from(
    [None, Shown("00", "a", "b"), Shown("00", "b", "a", ("x",)), Shown("11", "c", "d")]
)
EVERYONE = {0, 1, 2, 3}
WAYS = st.sampled_from(
    [
        {"folder": EVERYONE},
        {"stick": EVERYONE},
        {"folder": {0, 1, 2}, "stick": {2, 3}},
        {"stick": {0, 3}, "folder": {1, 2, 3}},
    ]
)
"""Who meets where in the end: all at one place, or some here and some there."""
NOTES = st.sampled_from(["learn", "suspend", "resume", "bury", "flag", "forget"])
WRONG = st.sampled_from([0.0, 0.0, 0.05, -0.1, 3.0, -7.0, 30.0, -30.0, 24.0 * 400, -24.0 * 7])
"""By how many hours a clock is ahead: minutes, hours, days, a year."""


def reading(card, hours, grade, shift):
    """Return a review made in Anki, as read `shift` time zones off."""
    when = moment(hours=hours)
    event = Event("", when.at, 60 + 60 * shift, "", when.day, "", "review", card, grade, 2.0)
    return f"{when.at} {card}", event


class Meeting(RuleBasedStateMachine):
    """Machines that do anything, in any order."""

    @initialize(
        ways=WAYS,
        starts=st.lists(st.tuples(WRONG, WORDS, st.integers(-1, 1)), min_size=4, max_size=4),
    )
    def begin(self, ways, starts):
        """Let each machine have an answer, and its reading of one review made in Anki."""
        self.ways = ways
        self._folder = quick_folder()
        self.folder = self._folder.__enter__()
        self.world = World(self.folder)
        for number, (ahead, words, shift) in enumerate(starts):
            self.clock_is_set(number, ahead)
            self.answer(number, CARDS[0], 4, words, cram=False)
            self.pull(number, CARDS[1], 0, shift)

    def teardown(self):
        """Whatever was done, in the end all meet."""
        try:
            meet(self.world, self.ways)
        finally:
            self.world.close()
            self._folder.__exit__(None, None, None)

    def on(self, number):
        self.touched = self.world.machines[number]
        return self.touched, self.touched.log, self.world.moment(self.touched)

    @rule(hours=st.sampled_from([0.001, 1.0, 5.0, 24.0, 24.0 * 9]))
    def time_passes(self, hours):
        self.world.hour += hours

    @rule(number=NUMBER, ahead=WRONG)
    def clock_is_set(self, number, ahead):
        self.world.machines[number].ahead = ahead

    @rule(number=NUMBER, card=CARD, grade=GRADE, words=WORDS, cram=st.booleans())
    def answer(self, number, card, grade, words, cram):
        _, log, when = self.on(number)
        details = {"missed": [0]} if words and words.items else None
        recorded(
            lambda: log.answer(
                card, grade, when, seconds=2.5, shown=words, details=details, cram=cram
            )
        )

    @rule(number=NUMBER)
    def undo(self, number):
        _, log, when = self.on(number)
        log.undo(when)

    @rule(number=NUMBER)
    def undo_future(self, number):
        _, log, when = self.on(number)
        log.undo_ahead(when)

    @rule(number=NUMBER, kind=NOTES, card=CARD)
    def note(self, number, kind, card):
        _, log, when = self.on(number)
        recorded(lambda: log.note(kind, card, when))

    @rule(number=NUMBER, kind=NOTES)
    def note_all(self, number, kind):
        _, log, when = self.on(number)
        recorded(lambda: log.note_all(kind, CARDS, when))

    @rule(number=NUMBER, cards=st.permutations(CARDS))
    def adopt(self, number, cards):
        _, log, when = self.on(number)
        recorded(lambda: log.note("adopt", cards[0], when, {"from": cards[1]}))

    @rule(number=NUMBER, days=st.integers(0, 9))
    def pause(self, number, days):
        _, log, when = self.on(number)
        until = moment(hours=self.world.hour + 24 * days).day.isoformat()
        recorded(lambda: log.note("pause", "", when, {"until": until} if days else {"end": True}))

    @rule(number=NUMBER, card=CARD, hours=st.integers(0, 3), shift=st.integers(-1, 1))
    def pull(self, number, card, hours, shift):
        _, log, when = self.on(number)
        log.take_in([reading(card, hours, 1 + hours, shift)], when, copies=False)

    @rule(number=NUMBER)
    def switch_balance(self, number):
        self.on(number)[0].switch_balance()

    @rule(number=NUMBER)
    def copy(self, number):
        self.on(number)[0].copy()

    @rule(number=NUMBER, which=NUMBER)
    def restore(self, number, which):
        machine, _, when = self.on(number)
        machine.go_back(which, when)

    @rule(number=NUMBER)
    def lose(self, number):
        self.on(number)[0].lose()

    @rule(number=NUMBER, other=NUMBER)
    def merge(self, number, other):
        _, log, when = self.on(number)
        if number != other:
            log.merge([self.world.machines[other].path], when)

    @rule(number=NUMBER)
    def sync(self, number):
        machine, _, when = self.on(number)
        machine.sync(machine.shared, when.at)

    @rule(number=NUMBER)
    def sync_stick(self, number):
        machine, _, when = self.on(number)
        machine.sync(self.world.stick, when.at)

    @rule(
        here=NUMBER,
        there=NUMBER,
        chosen=st.sets(st.integers(0, 2), min_size=1),
        how=st.sampled_from(["whole", "whole", "half", "conflict"]),
    )
    def carry(self, here, there, chosen, how):
        machines = self.world.machines
        if here != there:
            self.world.carry(machines[here], machines[there], chosen, how)

    @rule(number=NUMBER)
    def empty(self, number):
        shutil.rmtree(self.world.machines[number].shared / "lpcards", ignore_errors=True)

    @rule()
    def empty_stick(self):
        shutil.rmtree(self.world.stick / "lpcards", ignore_errors=True)

    @rule(number=NUMBER, which=NUMBER, how=st.sampled_from(["lose", "halve"]))
    def spoil(self, number, which, how):
        there = sorted(files(self.world.machines[number]))
        if there:
            path = there[which % len(there)]
            data = path.read_bytes()
            path.unlink()
            if how == "halve":
                path.write_bytes(data[: len(data) // 2])

    @invariant()
    def what_is_derived_is_what_a_replay_gives(self):
        if hasattr(self, "touched"):
            assert self.touched.log.verify() == []


def meet(world, ways):
    """Carry everything, let all sync, and compare."""
    before = [{event.id for event in machine.log.events()} for machine in world.machines]
    assert world.settle(ways) <= 5
    first, *others = (all_of(machine.log) for machine in world.machines)
    for other in others:
        assert other == first
    names = {json.loads(line)["id"] for line in first[0]}
    assert all(had <= names for had in before)
    assert all(machine.log.verify() == [] for machine in world.machines)
    assert no_review_counts_twice(world.machines[0].log)


def no_review_counts_twice(log):
    """Say whether of the readings of each review made in Anki no more than one is live."""
    pulled = [one for one in log.events() if one.device == "anki" and one.kind != "undo"]
    gone = {name for one in log.events() for name in one.details.get("undoes", ())}
    live = [one.id[:SOURCE] for one in pulled if one.id not in gone]
    return len(live) == len({*live})


def all_of(log):
    events = [json.dumps(event_json(event)) for event in log.events()]
    words = [log.text(name) for name in ("00", "11")]
    return events, dict(log.remembered()), log.suspended(), log.flags(), words


def test_whatever_machines_and_carriers_do_all_come_to_the_same():
    how = settings(max_examples=examples(12, 300), stateful_step_count=40, deadline=None)
    run_state_machine_as_test(Meeting, settings=how)
