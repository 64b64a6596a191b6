"""A month in both places: each answer is in both, once, whatever is done where and in which order.

Anki has the real clock of these days by libfaketime; the terminal is told the same time.
"""

import itertools
import random
from datetime import date, datetime, timedelta

import pytest

from anki_desk import StandIn
from sizes import LONG, some

BEGIN = datetime(2026, 3, 2, 9)
DAYS = 30 if LONG else 7
TRAVEL = 60_000
REVIEW, DEFAULT_FACTOR = 2, 2500
"""What Anki keeps of a card that is learned, and as the ease of one that has none."""


class Month:
    """One learner's month, drawn by chance: what was answered where, and when."""

    def __init__(self, own, attic, folder, chance):
        self._own, self._attic, self._chance = own, attic, chance
        self.desk = StandIn(folder / "desk", at=BEGIN)
        self.now = BEGIN
        self.editions = 0

    def run(self, *args, **options):
        self.now += timedelta(seconds=self._chance.randint(1, 300))
        self.desk.at(self.now)
        return self._own(*args, now=self.now.isoformat(), **options)

    def sync(self):
        return self.run("sync", "anki", "--url", self.desk.url, "--yes", "--json").json

    def day(self):
        """Do some things in any order."""
        things = [self.answers_here, self.answers_in_anki, self.sync, self.odd]
        for _ in range(self._chance.randint(2, 5)):
            self._chance.choice(things)()
        self.now = (self.now + timedelta(days=self._chance.choice([1, 1, 1, 2]))).replace(hour=9)

    def cards(self):
        return sorted(card for card in self.desk.cards() if not card.endswith("/read"))

    def answers_here(self):
        for card in self._chance.sample(cards := self.cards(), min(2, len(cards))):
            grade = self._chance.choice("012345")
            seconds = ["--seconds", str(self._chance.randint(1, 40))]
            self.run("grade", card, grade, *seconds, code=None)

    def answers_in_anki(self):
        for card in self._chance.sample(cards := self.cards(), min(2, len(cards))):
            self.now += timedelta(seconds=self._chance.choice([0, 1, 200]))
            self.desk.at(self.now)
            self.desk.answer(card=card, rating=self._chance.choice([1, 3, 3, 4]))

    def odd(self):
        """Edit the story, set a due day, suspend or tag there, close Anki and open it again."""
        cards = self.cards()
        match self._chance.randrange(5):
            case 0:
                self.editions += 1
                text = self._attic.read_text("utf-8")
                head, _, tail = text.partition("tests: depth")
                line, _, rest = tail.partition("\n")
                new = f"{head}tests: depth of edition {self.editions}\n{rest}"
                self._attic.write_text(new, "utf-8")
                assert line is not None
            case 1 if cards:
                self.desk.set_due(card=self._chance.choice(cards), days=self._chance.randint(1, 9))
            case 2 if cards:
                card = self._chance.choice(cards)
                self.desk.suspend(card=card, on=self._chance.random() < 0.5)
            case 3 if cards:
                self.desk.tag(card=self._chance.choice(cards), tags=["mine"])
            case _:
                self.desk.kill()  # Anki is closed, and opened again
                self.desk.open()

    def law(self):
        """Hold that each answer is in both, once, and that the last of a card decides its day."""
        rows = [row for row in self.desk.revlog() if row[2] > 0]
        events = [event for event in self.run("log").lines if event["grade"] is not None]
        theirs = {(at_of(event), event["card"]) for event in events if event["device"] == "anki"}
        ours = [event for event in events if event["device"] != "anki"]
        left = [row for row in rows if (row[0], row[1]) not in theirs]
        assert len(theirs) + len(left) == len(rows)
        for event in ours:
            there = [row for row in left if stands_for(row, event)]
            if counts(event, events):
                assert len(there) == 1, (event, left)
            left = [row for row in left if row not in there[:1]]
        assert left == []


def at_of(event):
    return round(datetime.fromisoformat(event["at"]).timestamp() * 1000)


def stands_for(row, event):
    return row[1] == event["card"] and 0 <= row[0] - at_of(event) < TRAVEL


def counts(event, events):
    """Say whether an answer is the first of its card's study day."""
    same = [one for one in events if (one["card"], one["day"]) == (event["card"], event["day"])]
    return event is min(same, key=at_of)


@pytest.mark.parametrize("seed", some(range(1000), 2)[: 6 if LONG else 2])
def test_each_answer_is_in_both_once(own, attic, tmp_path, request, seed):
    month = Month(own, attic, tmp_path, random.Random(seed))
    request.addfinalizer(month.desk.end)
    month.sync()
    for _ in range(DAYS):
        month.day()
    month.sync()
    month.law()
    before = month.desk.changes()
    again = month.sync()
    assert (again["in"], again["out"], again["added"], again["changed"]) == (0, 0, [], [])
    assert month.desk.changes() == before
    month.law()
    assert month.desk.checked() == []


def test_anki_has_the_days_of_fsrs_after_a_sync(own, attic, tmp_path, request):
    month = Month(own, attic, tmp_path, random.Random(1))
    request.addfinalizer(month.desk.end)
    own("set", "scheduler=fsrs")
    month.sync()
    for card, grade in zip(month.cards(), itertools.cycle("345")):
        month.run("grade", card, grade, "--seconds", "5")
    month.sync()
    month.law()
    there, days = month.desk.cards(), set()
    for card in month.cards():
        memory = month.run("show", card, "--json").json["memory"]
        left = (date.fromisoformat(memory["due"]) - BEGIN.date()).days
        days.add(left)
        assert memory["stability"]
        has = [there[card][name] for name in ("type", "interval", "due", "factor")]
        assert has == [REVIEW, memory["interval"], left, DEFAULT_FACTOR]
    assert len(days) > 1
    assert month.desk.checked() == []
