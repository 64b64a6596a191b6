"""A learner's days in small: entries, what is remembered of them, and the events of one day."""

from datetime import date, timedelta

from hypothesis import strategies as st

from lpcards.cards.card import Outline
from lpcards.day.interview import interview_of
from lpcards.day.learner import STUCK, today_of
from lpcards.day.limits import Limits
from lpcards.day.simulated_learner import Past, SimulatedLearner
from lpcards.day.study_day import day_of
from lpcards.memory.event import Event
from lpcards.memory.sm2 import Memory, counts, early, schedule

TIMES = st.floats(0.05, 4.5)
"""How many times its own seconds a card takes a learner."""
ON = date(2026, 3, 2)
PLAIN = Limits(catch_up=False)
PRINCIPLES = ("ownership", "dive-deep", "frugality")


def entry(card, *, group=None, after=(), guide=False, principle="ownership"):
    """Return an entry; the scenario is what stands before the first slash."""
    scenario, kind, _ = card.split("/")
    values = (card, kind, scenario, principle, group or card, tuple(after))
    return Outline(*values, own=True, guide=guide)


def remembered(*, elapsed, interval):
    """Return the memory of a card answered so many days ago."""
    last = ON - timedelta(days=elapsed)
    return Memory(2, 250, interval, last + timedelta(days=interval), 0, last, last)


class Learner:
    """Cards in study order, what is remembered of them, and the events of today."""

    def __init__(self, entries, memories=(), limits=PLAIN):
        self.entries = list(entries)
        self.memories = dict(memories)
        self.stuck = frozenset(
            name for name, memory in self.memories.items() if (ON - memory.due).days >= STUCK
        )
        self.limits = limits
        self.began = ON
        self.events = []

    def limit(self, **limits):
        self.limits = self.limits._replace(**limits)

    def note(self, kind, card, grade=None, **details):
        number = len(self.events)
        values = (f"{number:04}", number, 0, "UTC", ON, "d", kind, card, grade, None, "f", details)
        self.events.append(Event(*values))

    def answer(self, card, grade, **details):
        """Answer a card as the log would have it."""
        memory = self.memories.get(card)
        if not counts(memory, ON):
            self.note("drill", card, grade, **details)
            return
        self.note("ahead" if memory and early(memory, ON) else "review", card, grade, **details)
        self.memories[card] = schedule(memory, grade, ON)

    def today(self):
        return today_of(self.events, self.memories, ON)

    def simulated(self):
        answered = tuple(self.by_id(self.today().answered))
        past = Past(began=self.began, answered=answered, on=ON, stuck=self.stuck)
        return SimulatedLearner(self.entries, self.memories, past=past)

    @property
    def interview(self):
        return interview_of(self.simulated(), self.today(), self.limits)

    def queue(self):
        """Return today's queue, worked out anew as after a restart."""
        return day_of(self.simulated(), self.today(), self.limits).queue

    def later(self):
        return list(self.simulated().later(date.min))

    def known_before(self, card):
        return card in self.memories and self.memories[card].first < ON

    def by_id(self, cards):
        wanted = set(cards)
        return [one for one in self.entries if one.id in wanted]


@st.composite
def stories(draw, name, *, guide=False):
    """Draw the entries of one file: groups of siblings, some of them parts of a whole."""
    principle = draw(st.sampled_from(PRINCIPLES))
    entries = []
    for number in range(draw(st.integers(1, 4))):
        group = f"{name}/g{number}"
        parts = [f"{group}/{part}" for part in range(draw(st.integers(1, 3)))]
        apart = draw(st.booleans())
        entries += [
            entry(part, group=part if apart else group, guide=guide, principle=principle)
            for part in parts
        ]
        if draw(st.booleans()):
            whole = {"group": group, "after": parts, "guide": guide, "principle": principle}
            entries.append(entry(f"{group}/list", **whole))
    return entries


@st.composite
def learners(draw):
    """Draw a learner at the start of a day: some cards new, some due, some due later."""
    entries = [
        one
        for n in range(draw(st.integers(0, 2)))
        for one in draw(stories(f"guide{n}", guide=True))
    ]
    entries += [one for n in range(draw(st.integers(1, 4))) for one in draw(stories(f"story{n}"))]
    known = draw(st.sets(st.sampled_from(entries)))
    days = st.integers(1, 30)
    memories = {one.id: remembered(elapsed=draw(days), interval=draw(days)) for one in known}
    learner = Learner(entries, memories)
    few = st.integers(0, 8)
    learner.limit(new=draw(few), reviews=draw(few), new_per_story=draw(st.integers(1, 8)))
    return learner


@st.composite
def dated_learners(draw):
    """Draw a learner with an interview before them, or on this very day."""
    learner = draw(learners())
    left, past = draw(st.integers(0, 25)), draw(st.integers(0, 30))
    learner.began = ON - timedelta(days=past)
    learner.limit(interview=ON + timedelta(days=left), cards_a_day=draw(st.integers(1, 12)))
    return learner
