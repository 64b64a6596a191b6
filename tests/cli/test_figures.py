"""The figures of `stats` are what counting through the events of the log comes to."""

import itertools
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import moment, quick_folder
from lpcards.index.card_index import open_index
from lpcards.index.scan import Folder, Sources
from lpcards.index.selection import Selection
from lpcards.log import LogProblem, Shown, open_log
from lpcards.memory.sm2 import Rules, schedule
from lpcards.memory.totals import story_and_kind
from lpcards.story.appointments import Appointment
from lpcards.study.figures_words import headline
from lpcards.study.standing import figures_json, figures_of
from lpcards.study.today import queue_today
from sizes import examples

STORY = """\
id: {id}
title: A story
short: Story
principle: {principle}
disqualifiers:
  - {{id: told-to, phrase: I was told to., signals: no will, instead: I chose to.}}
probes:
  - id: why
    ask: Why?
    strong: {{answer: Because., points: [one, two, three], takeaway: Measure.}}
quizzes:
  - {{id: which, ask: Which?, options: [this, that], answer: this, why: it is}}
"""
GONE = "gone/probe/once"
RULES = Rules(overlays=False)


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """Compile two stories of two principles."""
    folder = tmp_path_factory.mktemp("content")
    for name, principle in (("cellar", "dive-deep"), ("roof", "ownership")):
        text = STORY.format(id=name, principle=principle)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with open_index(Sources((Folder(str(folder), own=True),), None), None) as index:
        yield index


CARDS = st.sampled_from(
    [
        *("cellar/probe/why", "cellar/probe/why", "cellar/disqualifier/told-to.mend"),
        *("roof/probe/why", "roof/quiz/which", GONE),
    ]
)
STEPS = st.one_of(
    st.tuples(st.just("answer"), CARDS, st.integers(0, 5), st.sets(st.integers(0, 3))),
    st.tuples(st.just("answer"), CARDS, st.integers(0, 5), st.just(set())),
    st.tuples(st.just("cram"), CARDS, st.integers(0, 5), st.just(set())),
    st.tuples(st.just("wait"), st.sampled_from([-3, 1, 24, 24, 24, 48, 170, 700])),
    st.tuples(st.just("note"), st.sampled_from(["suspend", "resume"]), CARDS),
    st.tuples(st.just("undo")),
)
SELECTIONS = st.sampled_from(
    [
        Selection(),
        Selection(),
        Selection(kinds=("probe",)),
        Selection(principles=("ownership",)),
        Selection(globs=("cellar/*.mend",)),
    ]
)


def live_through(log, content, steps):
    """Do the steps; return the study day on which they end."""
    hours = 0
    for step, *values in steps:
        now = moment(hours=hours)
        if step == "wait":
            hours = max(0, hours + values[0])
        elif step == "undo":
            log.undo(now)
        elif step == "note":
            log.note(*values, now)
        else:
            answer(log, content, now, step, *values)
    return moment(hours=hours).day


def answer(log, content, now, step, name, grade, missed):
    card = content.card(name)
    shown = Shown(card.fingerprint, card.front, card.back, card.items) if card else None
    details = {"missed": sorted(missed)} if missed else {}
    more = {"seconds": 77.5 * grade or None, "shown": shown, "details": details}
    with suppress(LogProblem):  # a clock far behind
        log.answer(name, grade, now, cram=step == "cram", **more)


class Counted:
    """The events of a log, counted one by one."""

    def __init__(self, log, content, chosen, today):
        self.content, self.today, self.chosen = content, today, chosen
        self.ids = set(content.card_ids(chosen))
        events = list(log.events())
        gone = {name for one in events for name in one.details.get("undoes", ())}
        self.live = [one for one in events if one.id not in gone]
        self.suspended = set()
        for one in self.live:
            if one.kind == "suspend":
                self.suspended.add(one.card)
            elif one.kind == "resume":
                self.suspended.discard(one.card)
        self.answers = list(self._answers())
        self.memory = {card: after for card, *_, after in self.answers if after}

    def _answers(self):
        """Yield card, event, memory before, and after if the answer counts."""
        memory = {}
        for one in self.live:
            if one.kind in {"review", "ahead", "drill", "cram"}:
                before = memory.get(one.card)
                counts = one.kind in {"review", "ahead"} and (not before or one.day > before.last)
                if counts:
                    memory[one.card] = schedule(before, one.grade, one.day)
                yield one.card, one, before, memory[one.card] if counts else None

    def chosen_answers(self):
        """Leave out what is not chosen; without a choice nothing, not even cards that are gone."""
        everything = self.chosen == Selection()
        return [one for one in self.answers if everything or one[0] in self.ids]

    def days(self, first):
        found = defaultdict(Counter)
        for _, event, before, after in self.chosen_answers():
            if first <= event.day <= self.today:
                day = found[event.day]
                sort = ("reviews" if before else "new") if after else f"{event.kind}s"
                day[sort] += 1
                day["answers"] += 1
                day["passed"] += bool(after) and event.grade >= 3
                day["seconds"] += min(300.0, event.seconds or 0)
        return found

    def retention(self, first):
        found = {age: [0, 0] for age in ("first", "young", "growing", "mature")}
        for _, event, before, after in self.chosen_answers():
            if after and first <= event.day <= self.today:
                days = before.interval if before else 0
                age = "young" if days < 7 else "growing" if days < 21 else "mature"
                cell = found[age if before else "first"]
                cell[0] += 1
                cell[1] += event.grade >= 3
        return found

    def kept(self):
        """Return the memory of the cards that are there, chosen and not suspended."""
        there = self.ids - self.suspended
        return {card: memory for card, memory in self.memory.items() if card in there}

    def streak(self):
        studied = {event.day for _, event, _, _ in self.answers}
        waited = set()
        for card in {card for card, *_ in self.answers}:
            after = [one[3] for one in self.answers if one[0] == card and one[3]]
            for one, other in itertools.pairwise(after):
                waited |= set(span(one.due, other.last))
            if after and card != GONE and card not in self.suspended:
                waited |= set(span(after[-1].due, self.today))
        running = longest = 0
        for day in span(min(studied, default=self.today), self.today + timedelta(days=1)):
            if day in studied:
                running += 1
                longest = max(longest, running)
            elif day in waited and day != self.today:
                running = 0
        return {"days": running, "longest": longest}

    def group(self, name_of):
        """Count cards and answers by a name."""
        found = defaultdict(Counter)
        for card in (
            set(self.content.study_ids(self.chosen)) | self.kept().keys()
        ) - self.suspended:
            found[name_of(card)]["cards"] += 1
        for card, memory in self.kept().items():
            cell = found[name_of(card)]
            cell["lapses"] += memory.lapses
            if self.passed_last(card):
                days = max(0, (self.today - memory.last).days)
                cell["learned"] += 1
                cell["recalled"] += 0.9 ** (days / memory.interval)
        return found

    def passed_last(self, card):
        *_, last = (event.grade for name, event, _, after in self.answers if after and name == card)
        return last >= 3

    def asked(self, name_of, name):
        """Count the answers after the first, of the cards of a name."""
        found = [
            event.grade >= 3
            for card, event, before, after in self.chosen_answers()
            if before and after and name_of(card) == name
        ]
        return len(found), sum(found)

    def missed(self):
        found, asked = Counter(), Counter()
        for card, event, _, after in self.answers:
            if after and card in self.kept():
                items = self.content.card(card).items
                asked[card] += 1
                for item in event.details.get("missed", ()):
                    if item < len(items):
                        found[card, items[item]] += 1
        return {(*key, count, asked[key[0]]) for key, count in found.items()}


def span(first, end):
    return [first + timedelta(days=number) for number in range((end - first).days)]


@settings(max_examples=examples(50, 400), deadline=None)
@given(st.lists(STEPS, max_size=40), st.integers(0, 3), st.sampled_from([1, 20, 400]), SELECTIONS)
def test_every_figure_is_what_counting_through_the_log_gives(content, steps, later, back, chosen):
    with quick_folder() as folder, open_log(f"{folder}/log.db") as log:
        today = live_through(log, content, steps) + timedelta(days=later)
        figures = figures_of(content, log, RULES, today, back, chosen)
        assert log.verify() == []
        reviews = queue_today(content, log, today).reviews
        counted, stats = Counted(log, content, chosen, today), figures_json(figures)
    first = today - timedelta(days=back - 1)
    assert {one.pop("day"): one for one in stats["days"]} == {
        str(day): {key: cells[key] for key in stats["today"] if key != "day"}
        for day, cells in counted.days(first).items()
    }
    assert {one["age"]: [one["asked"], one["passed"]] for one in stats["retention"]} == (
        counted.retention(first)
    )
    check_what_comes(stats, counted, reviews)
    check_groups(stats, counted)
    check_the_weakest(stats, counted)
    assert stats["streak"] == counted.streak()


def check_what_comes(stats, counted, reviews):
    """The days to come are held against `due` where days are played forward."""
    due = Counter(memory.due for memory in counted.kept().values())
    forecast = stats["forecast"]
    assert forecast["overdue"] == sum(n for day, n in due.items() if day < counted.today)
    days = [date.fromisoformat(one["day"]) for one in forecast["days"]]
    assert days == span(counted.today, counted.today + timedelta(days=30))
    assert forecast["days"][0]["due"] == sum(one.id in counted.ids for one in reviews)


def check_groups(stats, counted):
    principle_of = {"cellar": "dive-deep", "roof": "ownership"}
    names = {
        "principles": ("principle", lambda card: principle_of[story_and_kind(card)[0]]),
        "stories": ("story", lambda card: story_and_kind(card)[0]),
        "kinds": ("kind", lambda card: story_and_kind(card)[1]),
    }
    for table, (key, name_of) in names.items():
        expected = counted.group(name_of)
        assert {one[key] for one in stats[table]} == expected.keys()
        assert stats[table] == sorted(stats[table], key=lambda one: (one["readiness"], one[key]))
        for one in stats[table]:
            check_group(one, expected[one[key]])
    check_answers(stats, counted, principle_of)
    whole = counted.group(lambda card: "")[""]
    check_group({**stats["readiness"], "lapses": whole["lapses"]}, whole)
    assert stats["readiness"]["ready"] == sum(
        one["readiness"] >= 0.8 for one in stats["principles"]
    )


def check_answers(stats, counted, principle_of):
    """Answers are those to all of a name's cards, there or not, if it is named at all."""
    for part, table in enumerate(("stories", "kinds")):
        for one in stats[table]:
            expected = counted.asked(lambda card: story_and_kind(card)[part], one[table_key(table)])  # noqa: B023
            assert (one["asked"], one["passed"]) == expected
    for one in stats["principles"]:
        parts = [two for two in stats["stories"] if principle_of[two["story"]] == one["principle"]]
        assert all(one[key] == sum(two[key] for two in parts) for key in ("asked", "passed"))


def table_key(table):
    return {"stories": "story", "kinds": "kind"}[table]


def check_group(one, expected):
    assert [one[key] for key in ("cards", "learned", "lapses")] == [
        expected[key] for key in ("cards", "learned", "lapses")
    ]
    if expected["learned"]:
        assert one["recall"] == pytest.approx(expected["recalled"] / expected["learned"], abs=1e-4)
    if expected["cards"]:
        readiness = expected["recalled"] / expected["cards"]
        assert one["readiness"] == pytest.approx(readiness, abs=1e-4)


def check_the_weakest(stats, counted):
    items = [(one["card"], one["item"], one["missed"], one["asked"]) for one in stats["items"]]
    assert set(items) == counted.missed()
    assert items == sorted(items, key=lambda one: -one[2])
    lapsed = {card: one.lapses for card, one in counted.kept().items() if one.lapses}
    assert {one["card"]: one["lapses"] for one in stats["cards"]} == lapsed


@pytest.fixture
def log(tmp_path):
    with open_log(str(tmp_path / "log.db")) as log:
        yield log


def test_readiness_is_predicted_for_the_day_of_the_interview(content, log, monkeypatch):
    log.answer("cellar/probe/why", 4, moment())
    today, later = moment().day, moment(4).day
    monkeypatch.setattr(content, "appointments", (Appointment(later),))
    figures = figures_of(content, log, RULES, today, 30, Selection())
    assert (figures.on, figures.interview) == (later, True)
    assert figures.total.recall == pytest.approx(0.9**4)
    assert headline(figures).endswith(
        "If you stopped today, 66% of what you learned would come to mind on March 8; "
        "weakest: Ownership 0%."
    )
    over = figures_of(content, log, RULES, moment(5).day, 30, Selection())
    assert (over.on, over.interview) == (moment(5).day, False)


def test_pauses_in_the_log_keep_the_streak(content, log):
    log.answer("cellar/probe/why", 4, moment())
    log.answer("roof/probe/why", 4, moment(3))
    assert figures_of(content, log, RULES, moment(3).day, 30, Selection()).streak.days == 1
    pause = {"from": moment(1).day.isoformat(), "until": moment(2).day.isoformat()}
    log.note("pause", "", moment(3), pause)
    assert figures_of(content, log, RULES, moment(3).day, 30, Selection()).streak.days == 2
