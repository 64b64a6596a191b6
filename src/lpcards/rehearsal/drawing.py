"""An interviewer's loop: which questions come, in which order, and which stories would do."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from lpcards.rehearsal.choosing import FOLLOW_UPS
from lpcards.rehearsal.script import Part
from lpcards.spreading import shuffled

EVERY = "all"
"""The principle of a guide that holds for every story: its questions fit any of them."""


class File(Protocol):
    """A story or a guide, as it is listed."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def type(self) -> str: ...  # noqa: D102
    @property
    def principle(self) -> str: ...  # noqa: D102
    @property
    def also(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def own(self) -> bool: ...  # noqa: D102
    @property
    def asked(self) -> tuple[str, ...]: ...  # noqa: D102


class Question(NamedTuple):
    """A common question, and the principle that it is after."""

    ask: str
    principle: str


def questions_of(files: Iterable[File], principles: Collection[str] = ()) -> list[Question]:
    """Return the questions of guides and stories, each once; of these `principles`, or of all."""
    told = {
        ask: Question(ask, file.principle)
        for file in reversed(list(files))
        for ask in file.asked
        if not principles or file.principle in principles
    }
    return sorted(told.values())


def drawn(questions: Sequence[Question], seed: int) -> list[Question]:
    """Return all `questions` in the order of a loop: the principles in turn, as `seed` decides.

    The same questions and the same seed give the same loop on every machine.
    """
    by_principle: dict[str, list[Question]] = {}
    for at in shuffled(len(questions), f"questions {seed}"):
        by_principle.setdefault(questions[at].principle, []).append(questions[at])
    turns = [by_principle[name] for name in _in_turn(sorted(by_principle), seed)]
    most = max(map(len, turns), default=0)
    return [turn[at] for at in range(most) for turn in turns if at < len(turn)]


def _in_turn(names: Sequence[str], seed: int) -> Iterator[str]:
    return (names[at] for at in shuffled(len(names), f"principles {seed}"))


def probes_drawn(probes: Sequence[Part], story: str, seed: int) -> list[Part]:
    """Return the follow-ups to a story: two or three of its probes, as `seed` decides."""
    order = shuffled(len(probes), f"probes {story} {seed}")
    return [probes[at] for at in order[: FOLLOW_UPS - seed % 2]]


def fitting(question: Question, files: Iterable[File], told: Collection[str]) -> list[File]:
    """Return the stories that answer a question, the best first; those `told` are left out.

    Own stories alone, as long as one fits; then other people's. Best: where the question stands,
    then those told for the principle, then those that serve it also.
    """
    stories = [file for file in files if file.type == "scenario" and file.id not in told]
    ranked = [(rank, file) for file in stories if (rank := _rank(question, file)) is not None]
    own = [one for one in ranked if one[1].own]
    return [file for _, file in sorted(own or ranked, key=lambda one: one[0])]


def _rank(question: Question, file: File) -> int | None:
    if question.ask in file.asked:
        return 0
    if question.principle == file.principle:
        return 1
    return 2 if question.principle in {*file.also, EVERY} else None
