"""A learner with small stories who studies day after day, in this process, or stays away."""

import json
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from click.testing import CliRunner
from hypothesis import strategies as st

from lpcards.cli.program import cli
from lpcards.index.selection import Selection
from lpcards.study.card_record import shown
from lpcards.study.reviewing.next_card import Daily
from lpcards.study.workspace import Workspace

START = date(2026, 3, 2)
PRINCIPLES = ("ownership", "dive-deep", "deliver-results")

FEW = st.none() | st.integers(0, 4)
CAP = st.fixed_dictionaries({"new": FEW, "reviews": FEW}).map(
    lambda cap: {key: most for key, most in cap.items() if most is not None}
)
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "new": st.integers(0, 15),
        "reviews": st.integers(0, 40),
        "new_per_story": st.integers(1, 10),
        "minutes": st.integers(1, 12),
        "per_principle": st.dictionaries(st.sampled_from([*PRINCIPLES, "every"]), CAP, max_size=2),
        "new_order": st.sampled_from(["rounds", "story", "mixed", "kinds"]),
        "principles": st.lists(st.sampled_from(PRINCIPLES), max_size=2, unique=True),
        "examples": st.sampled_from(["auto", "carry-over", "all", "none"]),
        "catch_up": st.sampled_from(["yes", "no"]),
        "balance": st.sampled_from(["yes", "no"]),
        "pause": st.sampled_from(["2026-03-05..2026-03-07", "2026-03-12"]),
    },
)
HISTORY = st.lists(st.tuples(st.integers(1, 6), st.integers(0, 25)), max_size=6)
MARKS = st.lists(
    st.tuples(st.sampled_from(["suspend", "bury", "learn"]), st.integers(0, 99)), max_size=3
)
GRADES = st.lists(st.integers(0, 5), min_size=1, max_size=9)


def story(name, principle, probes, phrases):
    """Return a story with so many probes, and so many disqualifiers of two cards each."""
    return {
        "id": name,
        "title": name,
        "short": name,
        "principle": principle,
        "probes": [
            {"id": f"p{n}", "ask": f"Why {n}?", "strong": f"So {n}."} for n in range(probes)
        ],
        "disqualifiers": [
            {"id": f"d{n}", "phrase": f"We did {n}", "signals": "whose?", "instead": f"I did {n}"}
            for n in range(phrases)
        ],
    }


def write_stories(folder, stories=6, probes=4, phrases=2):
    """Write the stories' files, and an example's; return the folder that holds them."""
    content = Path(folder) / "content"
    content.mkdir()
    for n in range(stories):
        made = story(f"story-{n}", PRINCIPLES[n % len(PRINCIPLES)], probes, phrases)
        _write(content, made)
    _write(content, story("example", "frugality", probes, phrases) | {"own": False})
    return content


def write_whole_story(content):
    """Write a story of which all is told: S, T, A, R and the answer to a probe."""
    phrases = {"key_phrases": ["it was wet", "it rose"]}
    steps = dict.fromkeys(("situation", "task", "action", "result"), phrases)
    _write(content, story("whole", "dive-deep", 1, 1) | {"steps": steps})


def write_guides(content, principles, questions=6):
    """Write a guide for each principle, with so many questions that make cards."""
    for principle in principles:
        asked = [
            {"id": f"q{n}", "ask": f"When did {principle} help you, {n}?", "shows": [f"a{n}", "b"]}
            for n in range(questions)
        ]
        named = {"id": f"{principle}-guide", "title": principle, "short": principle[:20]}
        kind = {"type": "guide", "principle": principle}
        _write(content, {**kind, **named, "questions": asked})


def _write(content, made):
    (content / f"{made['id']}.yaml").write_text(json.dumps(made), encoding="utf-8")


class DailyLearner:
    """A learner with content and a log of their own. Days count from START."""

    def __init__(self, folder, stories=6, **settings):
        self.content = write_stories(folder, stories)
        self.log = str(Path(folder) / "log.db")
        self.set(**settings)

    def set(self, **settings):
        text = json.dumps(settings)
        (self.content.parent / "lpcards.yaml").write_text(text, encoding="utf-8")

    def _now(self, day):
        return f"{START + timedelta(days=day)}T09:00+00:00"

    def run(self, day, *args, code=0):
        """Run a command in this process; return what it says."""
        call = ["--content", str(self.content), "--db", self.log, "--now", self._now(day), *args]
        result = CliRunner().invoke(cli, call)
        assert result.exit_code == code, (args, result.output, result.exception)
        return result.stdout

    def json(self, day, *args):
        return json.loads(self.run(day, *args, "--json"))

    @contextmanager
    def workspace(self, day):
        with Workspace((str(self.content),), self.log, self._now(day)) as workspace:
            yield workspace

    def mark(self, day, marks):
        """Note something of some cards: the kind of event, and the card's place in study order."""
        with self.workspace(day) as workspace:
            log, names = workspace.writing(), list(workspace.index.card_ids())
            for kind, place in marks:
                log.note(kind, names[place % len(names)], workspace.moment())

    def study(self, day, grades, options=None, most=None, seconds=12.0):
        """Answer what `review` would ask, in its order; return the ids of reviews and new cards.

        `seconds` is what each answer takes, or says so of an outline and whether it is new.
        """
        with self.workspace(day) as workspace:
            log, on = workspace.writing(), workspace.moment().day
            feed = Daily(Selection(), **({"options": options} if options else {}))
            served = {"review": [], "new": []}
            while sum(map(len, served.values())) != most:
                asked = feed.next(workspace.index, log, on)
                if asked is None or asked.kind == "drill":
                    break
                served["new" if asked.kind == "new" else "review"].append(asked.card.id)
                card, grade = asked.card, next(grades)
                took = seconds
                if callable(seconds):
                    [outline] = workspace.index.outlines_of([card.id]).values()
                    took = seconds(outline, asked.kind == "new")
                log.answer(card.id, grade, workspace.moment(), seconds=took, shown=shown(card))
        return served


def study_history(learner, history, grades):
    """Study as the history says: a gap, then so many answers; return the last day."""
    day = 0
    for gap, answers in history:
        day += gap
        learner.study(day, grades, most=answers)
    return day
