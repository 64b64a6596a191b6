"""What comes next: the story to rehearse, its probes; an interviewer's questions and stories."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from lpcards.cards.choices import HOW, CommonQuestion, Story, answering, letters_of
from lpcards.day.card_order import shuffled
from lpcards.practice.script import SpokenPart
from lpcards.practice.telling_record import Telling

FOLLOW_UPS = 3
"""Probes after a story."""
REAL = 2
"""So many questions of a real interview begin a mock one: the others have their turn, too."""

Named = TypeVar("Named", bound=str)


def by_need(stories: Iterable[Named], tellings: Iterable[Telling]) -> list[Named]:
    """Order ids of stories: never told first (as they come), then the one told longest ago."""
    last = {telling.story: telling.at for telling in tellings}
    return sorted(stories, key=lambda story: last.get(story, ""))


def probes_in_need(
    probes: Sequence[SpokenPart], tellings: Iterable[Telling], count: int = FOLLOW_UPS
) -> list[SpokenPart]:
    """Return `count` probes: those missed the last time, and one or more not asked for longest.

    What was missed never takes all the places, so that every probe has its turn. `tellings` are
    the story's, oldest first. The same tellings give the same probes.
    """
    asked: dict[str, tuple[str, bool]] = {
        part.card: (telling.at, bool(part.missed))
        for telling in tellings
        for part in telling.probes
    }
    waiting = sorted(probes, key=lambda probe: asked.get(probe.card.id, ("", False))[0])
    missed = [probe for probe in waiting if asked.get(probe.card.id, ("", False))[1]]
    first = missed[: max(1, count - 1)]
    others = [probe for probe in waiting if probe not in first]
    return [*first, *others][:count]


def drawn(questions: Sequence[CommonQuestion], seed: int) -> list[CommonQuestion]:
    """Return all `questions` in the order of a loop: the principles in turn, as `seed` decides.

    The same questions and the same seed give the same loop on every machine.
    """
    by_principle: dict[str, list[CommonQuestion]] = {}
    in_order = sorted(questions)
    for at in shuffled(len(in_order), f"questions {seed}"):
        by_principle.setdefault(in_order[at].principle, []).append(in_order[at])
    turns = [by_principle[name] for name in _in_turn(sorted(by_principle), seed)]
    most = max(map(len, turns), default=0)
    return [turn[at] for at in range(most) for turn in turns if at < len(turn)]


def real_first(questions: Sequence[CommonQuestion], asked: Collection[str]) -> list[CommonQuestion]:
    """Return the `questions` with REAL of those in front that were `asked` in real interviews."""
    letters = {*map(letters_of, asked)}
    real = [one for one in questions if letters_of(one.ask) in letters][:REAL]
    return [*real, *(one for one in questions if one not in real)]


def _in_turn(names: Sequence[str], seed: int) -> Iterator[str]:
    return (names[at] for at in shuffled(len(names), f"principles {seed}"))


def probes_drawn(probes: Sequence[SpokenPart], story: str, seed: int) -> list[SpokenPart]:
    """Return the follow-ups to a story: two or three of its probes, as `seed` decides."""
    order = shuffled(len(probes), f"probes {story} {seed}")
    return [probes[at] for at in order[: FOLLOW_UPS - seed % 2]]


def fitting(
    question: CommonQuestion, files: Iterable[Story], used: Collection[str], role: str = ""
) -> list[Story]:
    """Return the stories to offer for a question, the best first; those `used` are left out.

    Own stories that answer it alone, as long as there is one; then the other own stories, since
    one of them bent a little is nearer to the truth than another's, and behind them the examples.
    Best: where the question stands, then those told for the principle, then those that serve it
    also. Of examples as good, those from the field of the learner's `role` come first.
    """
    stories = [file for file in files if file.type == "scenario" and file.id not in used]
    answers = answering(question, stories)
    answers.sort(key=lambda answer: (HOW.index(answer[0]), answer[1].is_far_from(role)))
    found = [story for _, story in answers]
    own = [story for story in found if story.own]
    return own or [*(story for story in stories if story.own), *found]
