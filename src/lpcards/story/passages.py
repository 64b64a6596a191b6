"""A story as it is read: whole, and passage by passage before the cards that these answer."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, zip_longest
from typing import NamedTuple

from lpcards.story.levels import at_level, level_name
from lpcards.story.models import STEPS, Action, Beat, Guide, KeyPhrase, Point, Scenario, Step
from lpcards.story.positions import Place
from lpcards.story.principles import EVERY_STORY
from lpcards.story.reading_parts import parts_by_beat, parts_of

HEADINGS = {
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "result": "Result",
    "reflection": "Reflection",
}


OPENING = "“"
"""What the heading of a question begins with, and no other heading."""

SectionRead = tuple[str, str, int]
"""A heading, its text and its seconds, as they are kept."""


class Section(NamedTuple):
    """A heading with its paragraphs. `seconds` is the step's target (0: none)."""

    heading: str
    text: str
    seconds: int = 0


def sections_of(file: Scenario | Guide, level: str = "") -> tuple[Section, ...]:
    """Return what there is to read, in the order of the telling; steps as that `level` says them.

    Where that differs the heading says whose words they are.
    """
    if isinstance(file, Guide):
        return _present(
            Section("" if file.principle == EVERY_STORY else "What it asks", file.overview or ""),
            *_page(file.page or ""),
            Section("How it is tested", file.tests or ""),
            Section("What is noted", _noted(file)),
            Section("What a strong Result needs", _result_needs(file)),
            Section("Typical questions", _typical(file)),
            *_by_themselves(file),
        )
    return _present(
        Section("", file.overview or ""),
        *_steps(file, level),
        *(_probes(file)),
        Section("In short", file.summary or ""),
    )


def without_answers(sections: Sequence[SectionRead]) -> list[SectionRead]:
    """Return the sections but the questions with their answers: those are what cards ask."""
    return [section for section in sections if not section[0].startswith(OPENING)]


def is_readable(file: Scenario | Guide) -> bool:
    """Say whether there is more to read than what the cards ask: a guide needs text of its own."""
    if isinstance(file, Guide):
        return bool(file.overview or file.page)
    return bool(without_answers(sections_of(file)))


def _typical(file: Guide) -> str:
    return _listed(tuple(question.ask for question in file.questions if question.story))


def _by_themselves(file: Guide) -> Iterator[Section]:
    """Yield the questions that no story answers, with what to say."""
    for question in file.questions:
        if not question.story:
            yield Section(
                _asked(question.ask), _listed(tuple(point.text for point in question.shows))
            )


def _page(text: str) -> Iterator[Section]:
    """Yield the parts of a page, a blank line between its paragraphs; lists stay together."""
    for part in re.split(r"(?m)^(?=## )", text):
        heading, _, rest = part.partition("\n") if part.startswith("## ") else ("", "", part)
        lines = [line.strip() for line in rest.split("\n") if line.strip()]
        between = ("\n" if _both_listed(pair) else "\n\n" for pair in pairwise(lines))
        said = "".join(chain.from_iterable(zip_longest(lines, between, fillvalue="")))
        yield Section(heading.removeprefix("## ").strip(), said)


def _both_listed(lines: tuple[str, str]) -> bool:
    """Say whether two lines are items of a list."""
    return all(re.match(r"- |\d+\. ", line) for line in lines)


def _steps(story: Scenario, level: str) -> Iterator[Section]:
    told = at_level(story, level).steps
    for name in STEPS:
        step: Step = getattr(told, name)
        section = _step(name, step)
        if step.example != getattr(story.steps, name).example:
            section = section._replace(heading=f"{section.heading} · {level_name(level, story)}")
        yield section


def _noted(file: Guide) -> str:
    return _listed(tuple(point.text for point in file.signals))


def _result_needs(file: Guide) -> str:
    return _listed(file.result_needs.items if file.result_needs else ())


class Passage(NamedTuple):
    """A part of a file that is read at one go; `place` is what in the file it is about.

    `seconds` is the target of a step that is one passage.
    """

    heading: str
    text: str
    seconds: int
    place: Place


def passages_of(file: Scenario | Guide) -> tuple[Passage, ...]:
    """Return the passages that answer cards, in the order of the telling."""
    if isinstance(file, Guide):
        return (
            *_passages("What it asks", file.overview or "", ("overview",)),
            *_passages("What is noted", _noted(file), ("signals",)),
            *_passages("What a strong Result needs", _result_needs(file), ("result_needs",)),
            *_answers_to("questions", [(asked.ask, asked.shows) for asked in file.questions]),
            *_answers_to("followups", [(asked.ask, asked.shape) for asked in file.followups]),
        )
    return (
        *(passage for name in STEPS for passage in _of_step(name, getattr(file.steps, name))),
        *(
            passage
            for at, section in enumerate(_probes(file))
            for passage in _passages(section.heading, section.text, ("probes", at))
        ),
    )


def _answers_to(key: str, asked: Sequence[tuple[str, tuple[Point, ...]]]) -> Iterator[Passage]:
    """Yield of each question what its answer must show."""
    for at, (question, points) in enumerate(asked):
        listed = _listed(tuple(point.text for point in points))
        yield from _passages(_asked(question), listed, (key, at))


def _of_step(name: str, step: Step) -> Iterator[Passage]:
    section = _step(name, step)
    place: Place = ("steps", name)
    beats = step.beats if isinstance(step, Action) and step.example else ()
    found = parts_by_beat(section.text, [*map(_words_of, beats)]) if beats else []
    placed = [((*place, "beats", beat), part) for beat, part in found]
    placed = placed or [(place, part) for part in parts_of(section.text)]
    for at, (inside, part) in enumerate(placed, 1):
        yield _passage(section.heading, part, section.seconds, inside, (at, len(placed)))


def _passages(heading: str, text: str, place: Place) -> Iterator[Passage]:
    parts = parts_of(text)
    for at, part in enumerate(parts, 1):
        yield _passage(heading, part, 0, place, (at, len(parts)))


def _passage(
    heading: str, text: str, seconds: int, place: Place, number: tuple[int, int]
) -> Passage:
    at, count = number
    if count == 1:
        return Passage(heading, text, seconds, place)
    return Passage(f"{heading}, part {at} of {count}", text, 0, place)


def _words_of(beat: Beat) -> str:
    return " ".join((beat.name, *map(_phrase, beat.key_phrases)))


def _step(name: str, step: Step) -> Section:
    text = step.example or _listed(tuple(_phrase(phrase) for phrase in step.key_phrases))
    return Section(HEADINGS[name], text, step.seconds or 0)


def _phrase(phrase: KeyPhrase) -> str:
    return f"{phrase.text}: {phrase.fact}" if phrase.fact else phrase.text


def _probes(file: Scenario) -> list[Section]:
    return [Section(_asked(probe.ask), probe.strong.answer or "") for probe in file.probes]


def _asked(question: str) -> str:
    return f"{OPENING}{question}”"


def _listed(texts: tuple[str, ...]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _present(*sections: Section) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.text)
