"""A page as the plain data of a scenario file: what it holds and nothing else; what is missing."""

import re
from collections.abc import Iterator, Mapping
from itertools import starmap
from typing import Any, NamedTuple

from lpcards.drafts.page.page_lines import TIME
from lpcards.drafts.page.page_names import (
    UNTITLED,
    Names,
    ids_of,
    level_id,
    names_of,
    principle_named,
    spoken_of,
)
from lpcards.drafts.page.page_parts import unquoted
from lpcards.drafts.page.walkthrough import (
    PageLevel,
    PagePivot,
    PageProbe,
    PageQuiz,
    PageStep,
    PageWeakAnswer,
    Walkthrough,
)
from lpcards.story.yaml_emitter import Aside, Blank

NOT_THERE = "not on the page"
LOST = "lost on the way from the page:"


class Guess(NamedTuple):
    """What the page does not say in so many words: which part of the file, and from what."""

    part: str
    value: str
    source: str


class StoryData(NamedTuple):
    """Data in the order of the file (with blanks and asides), and what in it is a guess."""

    data: dict[str, Any]
    guesses: tuple[Guess, ...]


def story_data_of(
    page: Walkthrough, names: Names, principle: str, known: Mapping[str, str], *, own: bool
) -> StoryData:
    """Return a page as a scenario for `principle` ("": to be filled in).

    `known` are the names of principles by id: pivots to others are asides.
    """
    title = page.title or UNTITLED
    data = {
        "id": names.id,
        "title": title,
        "short": names.short,
        "principle": principle or _fill_in(page, known),
        "own": own,
        "overview": page.overview or Blank(NOT_THERE),
        "summary": page.summary or Blank(NOT_THERE),
        "steps": _steps(page),
        "probes": _list(starmap(_probe, _with_ids(page.probes, "probe"))),
        "weak_answer": _weak_answer(page.weak_answer),
        "quizzes": _list(starmap(_quiz, _with_ids(page.quizzes, "quiz"))),
        "pivots": _list(_pivots(page, known)),
        "levels": _list(_levels(page)),
    }
    return StoryData(data, tuple(_guesses(page, names)))


def _fill_in(page: Walkthrough, known: Mapping[str, str]) -> Blank:
    hint = " or ".join(spoken_of(page, known))
    return Blank("FILL IN" + (f": the page speaks of {hint}" if hint else ""))


def _list(items: Any) -> Any:  # noqa: ANN401
    return [*items] or Blank(NOT_THERE)


def _with_ids(parts: Any, otherwise: str) -> list[tuple[str, Any]]:  # noqa: ANN401
    ids = ids_of((part.ask for part in parts), otherwise)
    return [*zip(ids, parts, strict=True)]


def _or_blank(text: str) -> str | Blank:
    return text or Blank(NOT_THERE)


def _steps(page: Walkthrough) -> Any:  # noqa: ANN401
    steps = {step.name: step for step in page.steps}
    reflections = {
        level_id(reflection.level): reflection.text for reflection in reversed(page.reflections)
    }
    data: dict[str, Any] = {}
    for name in ("situation", "task", "action", "result", "reflection"):
        data[name] = _step(steps[name]) if name in steps else Blank(NOT_THERE)
    if reflections:
        by_level = {"by_level": dict(reversed(reflections.items()))}
        data["reflection"] = {
            **(_step(steps["reflection"]) if "reflection" in steps else {}),
            **by_level,
        }
    return data if steps or reflections else Blank(NOT_THERE)


def _step(step: PageStep) -> dict[str, Any]:
    data: dict[str, Any] = {
        "seconds": step.seconds or Blank(NOT_THERE),
        "example": _or_blank(step.example),
        "key_phrases": [*step.phrases] or Blank(NOT_THERE),
        "coaching": _or_blank(step.coaching),
        "mistake": _mistake(step.mistake),
    }
    if step.name == "result":
        data["needs"] = Blank("metric, business, second_order: the facts of the example, one each")
    return data


_DASH = re.compile(r"\A(?=.*\Z)(.*\S)\s+[-–—]\s+(\S.*)")


def _mistake(text: str) -> Any:  # noqa: ANN401
    """Return a mistake divided at its last dash: the bad line, and what went wrong."""
    found = _DASH.fullmatch(text)
    return {"line": found[1], "diagnosis": found[2]} if found else _or_blank(text)


def _probe(name: str, probe: PageProbe) -> dict[str, Any]:
    strong = {"takeaway": probe.takeaway, "answer": probe.strong}
    weak = {"answer": probe.weak, "why": probe.why}
    return {
        "id": name,
        "ask": probe.ask,
        "tests": _or_blank(probe.tests),
        "strong": _filled(strong) or Blank(NOT_THERE),
        "weak": _filled(weak) or Blank(NOT_THERE),
    }


def _filled(data: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in data.items() if text}


def _weak_answer(weak: PageWeakAnswer | None) -> Any:  # noqa: ANN401
    if weak is None:
        return Blank(NOT_THERE)
    return {
        "text": weak.text,
        "flags": [_flag(flag, weak.text) for flag in weak.flags] or Blank(NOT_THERE),
        "verdict": _or_blank(weak.verdict),
    }


_QUOTED = re.compile(r"\A([\"“„«][^\"“”„«»]+[\"”“»])\s*+[:,–—-]?\s*+(.*)")


def _flag(flag: str, text: str) -> dict[str, str]:
    """Return a flag as a quotation if it begins with words of the weak answer, else as it is."""
    found = _QUOTED.fullmatch(flag)
    if found and (quote := _in(text, unquoted(found[1]))):
        return _filled({"quote": quote, "fault": found[2]})
    return {"fault": flag}


def _in(text: str, words: str) -> str:
    """Return `words` as they stand in a text, "" if they do not."""
    at = text.casefold().find(words.casefold())
    return text[at : at + len(words)] if at >= 0 else ""


def _quiz(name: str, quiz: PageQuiz) -> dict[str, Any]:
    return {
        "id": name,
        "ask": quiz.ask,
        "options": Blank(f"{LOST} two to four"),
        "answer": Blank(f"{LOST} one of them, word for word"),
        "why": _or_blank(quiz.why),
    }


def _pivots(page: Walkthrough, known: Mapping[str, str]) -> Any:  # noqa: ANN401
    met: set[str] = set()
    for pivot in page.pivots:
        principle = principle_named(pivot.name, known)
        data = _pivot(principle or pivot.name, pivot)
        if principle and principle not in met:
            yield data
        else:
            reason = "told twice" if principle else "no principle is known by this name"
            yield Aside(data, reason)
        met.add(principle)


def _pivot(principle: str, pivot: PagePivot) -> dict[str, Any]:
    return {
        "principle": principle,
        "lead_with": _or_blank(pivot.lead),
        "emphasize": _or_blank(pivot.emphasize),
        "downplay": _or_blank(pivot.downplay),
    }


def _levels(page: Walkthrough) -> Any:  # noqa: ANN401
    met: set[str] = set()
    for level in page.levels:
        name = level_id(level.name)
        data = _level(name, level)
        yield Aside(data, "told twice") if name in met else data
        met.add(name)


def _level(name: str, level: PageLevel) -> dict[str, Any]:
    return {
        "level": name,
        "name": level.name,
        "focus": _or_blank(level.focus),
        "reflection": _or_blank(level.reflection),
        "bar": _or_blank(level.bar),
        "minutes": _or_blank(_minutes(level.time)),
    }


def _minutes(time: str) -> str:
    """Return the minutes of `Keep to 2 minutes.`: "2"; of a span "2.5 to 3"."""
    found = TIME.search(time)
    return " to ".join(part for part in found.groups() if part) if found else time


def _guesses(page: Walkthrough, names: Names) -> Any:  # noqa: ANN401
    source = "taken from the title" if page.title else "made up: the title is missing"
    if names.id.startswith(names_of(page.title).id):
        yield Guess("id", names.id, source)
    yield Guess("short", names.short, source)
    for step in page.steps:
        if _DASH.fullmatch(step.mistake):
            yield Guess(f"steps.{step.name}.mistake", "line and diagnosis", "divided at its dash")


# What no page holds and `lpcards check` asks for in any story: no fault of the page.
_NEVER = {"needs", "principle"}
_ODD = re.compile("\ufffd|â€|вЂ|‚Ä|đź|ðŸ|πŸ|[ÂÃ][^\x00-\x7f]")


class MissingPart(NamedTuple):
    """A part of the file with something missing: which fields; none: all of it."""

    part: str
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return `probes.why-you: tests, weak`."""
        return f"{self.part}: {', '.join(self.fields)}" if self.fields else self.part


def missing_parts(page: Walkthrough, data: dict[str, Any]) -> tuple[MissingPart, ...]:
    """Return what is missing in the data of a page, in the file's order."""
    title = () if page.title else (MissingPart("title"),)
    parts = (missing for key, value in data.items() for missing in _of_part(key, value))
    return (*title, *parts, *_missing_levels(page))


def _of_part(part: str, value: Any) -> Iterator[MissingPart]:  # noqa: ANN401
    """Yield what is missing in a part: all of it, or fields of it, or something further inside."""
    if isinstance(value, Blank) and part not in _NEVER:
        yield MissingPart(part)
    if isinstance(value, dict):
        yield from _of_fields(part, value)
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            yield from _of_fields(f"{part}.{next(iter(item.values()))}", item)


def _of_fields(part: str, data: dict[str, Any]) -> Iterator[MissingPart]:
    empty = tuple(key for key, value in data.items() if isinstance(value, Blank))
    fields = tuple(key for key in empty if key not in _NEVER)
    if fields:
        yield MissingPart(part, fields)
    for key, value in data.items():
        if not isinstance(value, Blank):
            yield from _of_part(f"{part}.{key}", value)


def _missing_levels(page: Walkthrough) -> Iterator[MissingPart]:
    """Yield the levels of which only the reflection is there: the page leaves one out."""
    known = {level_id(level.name) for level in page.levels}
    for reflection in page.reflections if known else ():
        if level_id(reflection.level) not in known:
            yield MissingPart(f"levels.{level_id(reflection.level)}")


def odd_parts(data: Any, part: str = "") -> Iterator[str]:  # noqa: ANN401
    """Yield the parts whose text a wrong encoding has broken; it is kept as it is."""
    if isinstance(data, str) and _ODD.search(data):
        yield part
    inner = data.items() if isinstance(data, dict) else ()
    items = enumerate(data) if isinstance(data, list) else ()
    for key, value in (*inner, *items):
        name = next(iter(value.values())) if isinstance(value, dict) and items else key
        yield from odd_parts(value, f"{part}.{name}" if part else str(key))
