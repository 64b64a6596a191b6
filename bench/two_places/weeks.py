"""Some weeks of a learner with two places to answer in."""

import os
from collections import Counter
from random import Random
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import NamedTuple

from simulator.families import FAMILIES, Mind

from two_places.places import Desk, Phone

DAYS = 28
STORIES, PROBES = 3, 12
ON_THE_DAY = 4
"""The grade of a card that was answered on the same day already."""


class Way(NamedTuple):
    """Where the learner answers: on which days on the phone and at the desk, with which settings.

    `carries` says whether the phone is told of what was answered at the desk.
    """

    name: str
    phone: int
    desk: int
    settings: str = ""
    carries: bool = False

    def is_on_phone(self, day: int) -> bool:
        """Say whether the phone is taken on a day."""
        return bool(self.phone >> day % 2 & 1)

    def is_at_desk(self, day: int) -> bool:
        """Say whether the terminal is used on a day."""
        return bool(self.desk >> day % 2 & 1)


class Weeks(NamedTuple):
    """What came of it: questions in both places, the true recall the day after, what waited.

    `waiting` is what the terminal calls due on an average day when the phone is done, `wanted`
    what Anki does.
    """

    phone: int
    desk: int
    recall: float
    waiting: float = 0.0
    wanted: float = 0.0

    @property
    def asked(self) -> int:
        """All questions."""
        return self.phone + self.desk


class Memories:
    """The minds of all cards: one seed draws the same luck for the same answer."""

    def __init__(self, family: str, seed: int) -> None:
        self._family, self._seed = family, seed
        self._minds: dict[str, Mind] = {}
        self._last: dict[str, int] = {}
        self._asked = Counter[str]()

    def grade(self, card: str, day: int) -> int:
        """Answer a card on a day; return the grade."""
        if self._last.get(card) == day:
            return ON_THE_DAY
        mind = self._minds.setdefault(card, FAMILIES[self._family](Random(f"{self._seed} {card}")))
        self._asked[card] += 1
        luck = Random(f"{self._seed} {card} {self._asked[card]}").random()
        since = day - self._last.get(card, day)
        self._last[card] = day
        return mind.answer(since, luck)

    def recall(self, cards: int, day: int) -> float:
        """Return the true recall of so many cards on a day; one never asked counts nothing."""
        known = [mind.recall(day - self._last[card]) for card, mind in self._minds.items()]
        return fmean([*known, *[0.0] * (cards - len(known))])


def write_stories(folder: str) -> None:
    """Write stories of the learner's own, of nothing but probes."""
    os.makedirs(folder)
    for number in range(STORIES):
        probes = "".join(
            f"  - id: p{at}\n    ask: Question {number} {at}?\n    tests: depth\n"
            f"    strong: {{answer: Answer {number} {at}., points: [one {at}, two {at}],"
            f" takeaway: Word {at}.}}\n"
            for at in range(PROBES)
        )
        with open(os.path.join(folder, f"story-{number}.yaml"), "w") as file:
            file.write(
                f"id: story-{number}\ntitle: Story {number}\nshort: Story {number}\n"
                f"principle: ownership\noverview: What happened.\nprobes:\n{probes}"
            )


def weeks_of(way: Way, family: str, seed: int, python: str, *, fsrs: bool) -> Weeks:
    """Live through the weeks; `python` is one that has the `anki` wheel."""
    with TemporaryDirectory() as folder:
        content, decks = os.path.join(folder, "content"), os.path.join(folder, "decks")
        write_stories(content)
        desk = Desk(content, decks, os.path.join(folder, "log.db"), way.settings)
        phone = Phone(python, os.path.join(folder, "phone"), fsrs=fsrs)
        try:
            phone.do("take", os.path.join(decks, "lpcards.apkg"))
            return _lived(way, Memories(family, seed), phone, desk, os.path.join(folder, "copy"))
        finally:
            phone.end()


def _lived(way: Way, minds: Memories, phone: Phone, desk: Desk, copy: str) -> Weeks:
    on_phone, at_desk = 0, 0
    waiting, wanted = [], []
    for day in range(DAYS):
        if way.is_on_phone(day):
            on_phone += phone.sit(minds.grade)
        if way.phone:
            desk.pull(phone.copied(copy))
        if way.is_at_desk(day):
            at_desk += desk.sit(minds.grade)
            if way.carries:
                desk.carry(phone)
        else:
            waiting.append(desk.waiting())
            wanted.append(phone.do("due"))
        phone.sleep()
        desk.sleep()
    recall = minds.recall(STORIES * PROBES, DAYS)
    means = (fmean(each) if each else 0.0 for each in (waiting, wanted))
    return Weeks(on_phone, at_desk, recall, *means)
