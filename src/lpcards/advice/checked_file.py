"""A content file as rules look at it: its parts, its cards, and what several rules need of it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.english.clauses import Clause, clauses_of
from lpcards.english.word_roots import roots_of, words_of, words_of_each
from lpcards.story.models import (
    SECONDS,
    STEPS,
    Beat,
    Disqualifier,
    Guide,
    KeyPhrase,
    Level,
    Part,
    Pivot,
    Probe,
    Quiz,
    Scenario,
    Step,
    Steps,
    WeakAnswer,
)
from lpcards.story.placed_texts import NAMES, PlacedText, placed_texts
from lpcards.story.positions import Place

_NO_STEPS = Steps()


class SpokenText(NamedTuple):
    """A step as it is said, by its example or by a level; its place, and its seconds."""

    step: str
    place: Place
    text: str
    seconds: int


class SpokenAction:
    """An Action as it is said, its words, and what several rules need of it."""

    def __init__(self, place: Place, text: str, tokens: frozenset[str]) -> None:
        """Take the text with its words; nothing is worked out yet."""
        self.place, self.text, self.tokens = place, text, tokens

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its parts between stops, semicolons and line ends; no quoted speech."""
        return tuple(clauses_of(self.text))


class CheckedFile:
    """A file and its cards. A guide looks like a story with empty steps."""

    def __init__(self, content: Scenario | Guide, cards: Sequence[Card]) -> None:
        """Take what the file holds and the cards that it makes; nothing is worked out yet."""
        self.content = content
        self.cards = cards
        self.steps: Steps = getattr(content, "steps", _NO_STEPS)
        self.probes: tuple[Probe, ...] = getattr(content, "probes", ())
        self.pivots: tuple[Pivot, ...] = getattr(content, "pivots", ())
        told = {name: getattr(content, name, None) for name in ("weak_answer", "inclined")}
        self.faulty_answers: dict[str, WeakAnswer] = {key: one for key, one in told.items() if one}
        self.quizzes: tuple[Quiz, ...] = getattr(content, "quizzes", ())
        self.disqualifiers: tuple[Disqualifier, ...] = content.disqualifiers
        self.levels: tuple[Level, ...] = content.levels
        self._roots: dict[str, frozenset[str]] = {}

    def roots(self, text: str | None) -> frozenset[str]:
        """Return what carries the meaning of a text; each text is taken apart once."""
        if not text:
            return frozenset()
        found = self._roots.get(text)
        if found is None:
            tokens = self.tokens.get(text)
            found = self._roots[text] = roots_of(words_of(text) if tokens is None else tokens)
        return found

    @cached_property
    def tokens(self) -> dict[str, list[str]]:
        """Text -> its words, of all texts of the file; names and ids are none."""
        found: list[str] = []
        _collect(self.content, found)
        texts = list(dict.fromkeys(found))
        return dict(zip(texts, words_of_each(texts), strict=True))

    def placed_texts(self) -> Iterator[PlacedText]:
        """Yield the same texts with their places, which takes longer."""
        return placed_texts(self.content)

    @cached_property
    def each_step(self) -> tuple[tuple[str, Step], ...]:
        """The steps with their names, in telling order."""
        return tuple((name, getattr(self.steps, name)) for name in STEPS)

    @cached_property
    def key_phrases(self) -> tuple[tuple[str, Place, KeyPhrase], ...]:
        """All key phrases in telling order, each with its step and its place."""
        return tuple(self._key_phrases())

    def _key_phrases(self) -> Iterator[tuple[str, Place, KeyPhrase]]:
        for name, step in self.each_step:
            holders: list[tuple[Place, Step | Beat]] = [(("steps", name), step)]
            for n, beat in enumerate(getattr(step, "beats", ())):
                holders.append((("steps", name, "beats", n), beat))
            for place, holder in holders:
                for n, phrase in enumerate(holder.key_phrases):
                    yield name, (*place, "key_phrases", n), phrase

    @cached_property
    def spoken(self) -> tuple[SpokenText, ...]:
        """The steps as they are said: their examples in telling order, then what levels say."""
        return tuple(self._spoken())

    def _spoken(self) -> Iterator[SpokenText]:
        for name, step in self.each_step:
            if step.example:
                seconds = step.seconds or SECONDS[name]
                yield SpokenText(name, ("steps", name, "example"), step.example, seconds)
        for n, level in enumerate(self.levels):
            for name, text in level.told.items():
                usual = getattr(self.steps, name).seconds or SECONDS[name]
                seconds = level.seconds.get(name, usual)
                yield SpokenText(name, ("levels", n, "told", name), text, seconds)

    @cached_property
    def actions(self) -> tuple[SpokenAction, ...]:
        """The Action as it is said, by the example and by levels."""
        return tuple(
            SpokenAction(said.place, said.text, frozenset(self.tokens.get(said.text, ())))
            for said in self.spoken
            if said.step == "action"
        )


def _collect(part: Part, found: list[str]) -> None:
    """Add the texts of a part to those `found`; this is gone through for every file."""
    for key, value in part.__dict__.items():
        if type(value) is str:
            if key not in NAMES:
                found.append(value)
        elif value.__class__ is tuple:
            _collect_each(value, found)
        elif isinstance(value, Part):
            _collect(value, found)
        elif isinstance(value, dict):
            _collect_each(value.values(), found)


def _collect_each(values: Iterable[object], found: list[str]) -> None:
    for value in values:
        if type(value) is str:
            found.append(value)
        elif isinstance(value, Part):
            _collect(value, found)
