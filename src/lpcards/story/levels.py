"""A story as one level says it, and what levels are called in its field."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from lpcards.english.word_roots import FlatText, lowered
from lpcards.story.models import STEPS, Action, Beat, Guide, KeyPhrase, Level, Scenario, Step
from lpcards.story.principles import LEVELS, LEVELS_ELSEWHERE, SOFTWARE

File = Scenario | Guide
_File = TypeVar("_File", Scenario, Guide, File)


def in_field(file: _File, role: str) -> _File:
    """Return the file with a field: its own, else that of the learner's `role`."""
    return file if file.field else file.model_copy(update={"field": role})


def level_name(level: str, file: File) -> str:
    """Return how a level is called: by the author, in the file's field, or by its id."""
    own = next((known.name for known in file.levels if known.level == level and known.name), None)
    usual = LEVELS if (file.field or SOFTWARE) == SOFTWARE else LEVELS_ELSEWHERE
    return own or usual.get(level) or level.replace("-", " ").capitalize()


def levels_of(story: Scenario) -> tuple[str, ...]:
    """Return the levels of which the story says something."""
    named = (*story.steps.reflection.by_level, *(known.level for known in story.levels))
    return tuple(dict.fromkeys(named))


def at_level(story: Scenario, level: str) -> Scenario:
    """Return the story as that level says it: with its words and its seconds, where it has some.

    Of a step's key phrases those stay that its words hold, and those that may not be missed; all
    of them where its words hold none.
    """
    if level not in levels_of(story):
        return story
    own = next((known for known in story.levels if known.level == level), Level(level=level))
    seconds = {str(name): given for name, given in own.seconds.items()}
    words = {str(name): given for name, given in own.told.items()}
    steps = {
        name: _told(getattr(story.steps, name), words.get(name), seconds.get(name))
        for name in STEPS
    }
    reflection = story.steps.reflection.by_level.get(level)
    said = reflection.text if reflection else own.reflection
    if said:
        steps["reflection"] = steps["reflection"].model_copy(update={"example": said})
    return story.model_copy(update={"steps": story.steps.model_copy(update=steps)})


def _told(step: Step, words: str | None, seconds: int | None) -> Step:
    changed: dict[str, Any] = {"seconds": seconds} if seconds else {}
    if words:
        text = FlatText(lowered(words))
        phrases = _held(step.key_phrases, text) or step.key_phrases
        changed |= {"example": words, "key_phrases": phrases}
        if isinstance(step, Action):
            changed["beats"] = tuple(_beats(step.beats, text)) or step.beats
    return step.model_copy(update=changed) if changed else step


def _beats(beats: Iterable[Beat], text: FlatText) -> Iterator[Beat]:
    for beat in beats:
        if phrases := _held(beat.key_phrases, text):
            yield beat.model_copy(update={"key_phrases": phrases})


def _held(phrases: Iterable[KeyPhrase], text: FlatText) -> tuple[KeyPhrase, ...]:
    return tuple(phrase for phrase in phrases if phrase.must or text.spot_of(phrase.text))
