"""A learner's weeks, played day by day through the real commands in this process.

What is asked is what `lpcards next` says, with the library that comes with the program. How long
an answer takes and whether it passes hangs on the learner's seed, the card and how often it was
asked: in another order of cards the same answers come.
"""

import json
from collections import Counter
from datetime import date, timedelta
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from lpcards.cli.program import cli
from own_stories import cards_of, core_of, own_stories

START = date(2026, 3, 2)
GOOD, POOR = 4, 2
FIRST_FAILED, FALLING_TO, BY_DAY = 0.35, 0.20, 21
LATER_FAILED = {"review": 0.10, "drill": 0.15}
SECONDS = {"list": (25, 45), "text": (10, 20), "drill": (8, 12)}
WORDS_A_MINUTE = 200
A_TELLING = 4
"""Minutes in which a story is told whole, and what was said is ticked."""
SHORT = 10
"""With so many days until the interview, or fewer, the whole Result stands for its figure."""
LIST = 2
"""So many items make a list; its answer is longer."""


class Answer(NamedTuple):
    """An answer: on which day (from 1), which card, what it is, and what it came to.

    `whose` is "own", "example" or "guide"; `part` is "new", "review" or "drill".
    """

    day: int
    card: str
    kind: str
    whose: str
    principle: str
    group: str
    part: str
    passed: bool
    seconds: float


class WeeksOf(NamedTuple):
    """Who learns: days until the interview (None: no date), minutes a day, own stories.

    The stories are there from the day `arriving` on; nothing is done on the days `away`. `plan` is
    asked on the days `planned`: where a date cannot be met it takes its time.
    """

    days: int | None = 21
    minutes: int | None = 10
    stories: int = 0
    arriving: int = 1
    away: tuple[int, ...] = ()
    new: int | None = None
    planned: tuple[int, ...] = ()
    seed: int = 1

    def played(self, home):
        """Return these weeks as they went, in an empty home."""
        return Weeks(home, self).play(self.days or BY_DAY)

    @property
    def settings(self):
        """What stands in the learner's `lpcards.yaml`."""
        given = {"minutes": self.minutes, "new": self.new}
        if self.days is not None:
            given["interview"] = (START + timedelta(days=self.days)).isoformat()
        return {name: value for name, value in given.items() if value is not None}


class Weeks:
    """The weeks of a learner: all `answers`, and the `minutes` of each day.

    `due` and `plan` have what these commands said in the mornings, by day.
    """

    def __init__(self, home, of):
        self.of, self.own = of, own_stories(of.stories)
        self.answers, self.minutes, self.due, self.plan = [], {}, {}, {}
        self._home = Path(home)
        self._asked, self._read, self._files = Counter(), set(), {}
        self._write("settings/lpcards/lpcards.yaml", of.settings)

    def play(self, days):
        """Let so many days go by; return the weeks."""
        for day in range(1, days + 1):
            if day == self.of.arriving:
                for story in self.own:
                    self._write(f"data/lpcards/content/{story['id']}.yaml", story)
            if day not in self.of.away:
                self._study(day)
        return self

    def run(self, day, *words):
        """Run a command on a day; return its JSON."""
        at = f"{START + timedelta(days=day - 1)}T09:00+00:00"
        result = CliRunner(env=self._environment()).invoke(cli, ["--now", at, *words, "--json"])
        assert result.exit_code == 0, (words, result.output, result.exception)
        return json.loads(result.stdout)

    def _environment(self):
        folders = {"CONFIG": "settings", "DATA": "data", "CACHE": "cache", "STATE": "state"}
        xdg = {f"XDG_{name}_HOME": str(self._home / folder) for name, folder in folders.items()}
        ours = dict.fromkeys(("LPCARDS_CONTENT", "LPCARDS_DB", "LPCARDS_NOW"))
        return {"HOME": str(self._home), "TZ": "Europe/Berlin", **xdg, **ours}

    def _write(self, name, values):
        path = self._home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")

    def _study(self, day):
        self.due[day] = self.run(day, "due")
        if day in self.of.planned:
            self.plan[day] = self.run(day, "plan")
        self.minutes[day] = 0
        had = set()
        while card := self._next(day):
            self._answer(day, card, had)

    def _next(self, day):
        """Return the next card; None once the minutes of the day are over."""
        most = (self.of.minutes or 0) - self.due[day].get("telling", 0)
        is_over = self.of.minutes and self.minutes[day] >= most
        return None if is_over else self.run(day, "next", "--gradable")

    def _answer(self, day, card, had):
        name = card["id"]
        part = "drill" if name in had else "review" if card["memory"] else "new"
        seconds, passes = self._outcome(day, card, part)
        self.minutes[day] += (seconds + self._reading(card["scenario"])) / 60
        grade = ["grade", name, str(GOOD if passes else POOR), "--seconds", str(seconds)]
        self.run(day, *grade, *(["--missed", "1"] if card["items"] and not passes else []))
        had.add(name)
        what = card["kind"], self._whose(card["scenario"]), card["principle"], card["group"]
        self.answers.append(Answer(day, name, *what, part, passes, seconds))

    def _outcome(self, day, card, part):
        """Return the seconds of an answer, and whether it passes."""
        self._asked[card["id"]] += 1
        drawn = blake2b(f"{self.of.seed} {card['id']} {self._asked[card['id']]}".encode()).digest()
        length = "list" if len(card["items"]) >= LIST else "text"
        low, high = SECONDS["drill" if part == "drill" else length]
        return round(low + (high - low) * drawn[0] / 255, 1), drawn[1] / 256 >= _failed(day, part)

    def _reading(self, name):
        """Return the seconds that a story is read before its first card."""
        if name in self._read or self._whose(name) == "guide":
            return 0
        self._read.add(name)
        sections = self.run(1, "read", name)["sections"]
        return sum(len(section["text"].split()) for section in sections) * 60 / WORDS_A_MINUTE

    def _whose(self, name):
        if name not in self._files:
            self._files = {file["id"]: file for file in self.run(1, "list")}
        file = self._files[name]
        return "guide" if file["type"] == "guide" else "own" if file["own"] else "example"

    # What is asked of the weeks.

    def first_day_of(self, card):
        """Return the day on which a card was first asked, or None."""
        return next((answer.day for answer in self.answers if answer.card == card), None)

    def met_by(self, day, whose=("own", "example", "guide")):
        """Return the cards asked by the evening of a day, each with its first answer."""
        found = [answer for answer in self.answers if answer.day <= day and answer.whose in whose]
        return {answer.card: answer for answer in reversed(found)}

    def principles_met_by(self, day):
        """Return the principles whose signals and one of whose questions passed by a day."""
        passed = [answer for answer in self.answers if answer.day <= day and answer.passed]
        signals, question = (
            {answer.principle for answer in passed if answer.kind == kind}
            for kind in ("signals", "question")
        )
        return (signals & question) - {"all"}

    def guide_cards_by(self, day):
        """Return how many cards of each principle's guide were asked by a day."""
        return Counter(
            answer.principle
            for answer in self.met_by(day, ("guide",)).values()
            if answer.principle != "all"
        )

    def core_day(self):
        """Return the day by whose evening the core of each own story was asked; None if never."""
        shortly = self.of.days is not None and self.of.days <= SHORT
        return self._last_of(card for story in self.own for card in core_of(story, shortly=shortly))

    def own_day(self):
        """Return the day by whose evening all own cards were asked; None if never."""
        return self._last_of(card for story in self.own for card in cards_of(story))

    def _last_of(self, cards):
        days = [self.first_day_of(card) for card in cards]
        return None if None in days else max(days, default=None)

    def tellings(self):
        """Return how often a story can be told whole in the minutes that `due` keeps for that."""
        return sum(due.get("telling", 0) for due in self.due.values()) // A_TELLING

    def new_cards(self, day):
        """Return the first answers of a day."""
        return [answer for answer in self.answers if answer.day == day and answer.part == "new"]

    def sibling_wait(self):
        """Return the days that an own card waited, at most, since a sibling was new."""
        first = self.met_by(self.answers[-1].day, ("own",))
        days = {}
        for answer in first.values():
            days.setdefault(answer.group, []).append(answer.day)
        gaps = [b - a for found in days.values() for a, b in pairwise(sorted(found))]
        return max(gaps, default=0)

    def failed_wait(self):
        """Return the days that a card which failed waited, at most, until it was asked again."""
        last, waits = {}, [0]
        for answer in self.answers:
            if answer.part != "drill":
                if answer.card in last:
                    waits.append(answer.day - last.pop(answer.card))
                if not answer.passed:
                    last[answer.card] = answer.day
        return max(*waits, *(self.answers[-1].day - day for day in last.values()))


def _failed(day, part):
    """Return how probable a failure is: of first answers it falls from day to day."""
    if part != "new":
        return LATER_FAILED[part]
    gone = min(1, (day - 1) / (BY_DAY - 1))
    return FIRST_FAILED + (FALLING_TO - FIRST_FAILED) * gone
