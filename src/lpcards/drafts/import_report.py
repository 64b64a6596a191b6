"""What an import found on a page, guessed and missed: as words, and as JSON."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from lpcards.drafts.page import Guess, StoryData, Walkthrough, missing_parts, odd_parts
from lpcards.english.printable import counted

LONGEST = 60


class Imported(NamedTuple):
    """An import: the page, what it became, the file's path and text."""

    page: Walkthrough
    story: StoryData
    path: str
    text: str

    @property
    def principle(self) -> str | None:
        """The principle of the story; None: to be filled in."""
        principle = self.story.data["principle"]
        return principle if isinstance(principle, str) else None


def import_json(made: Imported) -> dict[str, Any]:
    """Return what an import came to, by the names that JSON has."""
    data, page = made.story.data, made.page
    return {
        "path": made.path,
        **{key: data[key] for key in ("id", "title", "short", "own")},
        "principle": made.principle,
        "found": _found(page),
        "missing": [part._asdict() for part in missing_parts(page, data)],
        "guessed": [guess._asdict() for guess in made.story.guesses],
        "odd": [*odd_parts(data)],
        "left": [{"line": line.number, "text": line.text} for line in page.left],
        "cut": page.cut,
        "ends": page.ends.number if page.ends else None,
    }


def _found(page: Walkthrough) -> dict[str, int]:
    return {
        "steps": len(page.steps),
        "key_phrases": sum(len(step.phrases) for step in page.steps),
        "reflections": len(page.reflections),
        "probes": len(page.probes),
        "flags": len(page.weak_answer.flags) if page.weak_answer else 0,
        "quizzes": len(page.quizzes),
        "pivots": len(page.pivots),
        "levels": len(page.levels),
    }


_NOUNS = {"key_phrases": "key phrase", "quizzes": "quiz"}


def import_lines(made: Imported, *, cards: int | None) -> Iterator[str]:
    """Yield what an import came to in lines for people; `cards` None: nothing was written."""
    yield made.path if cards is not None else f"{made.path}: not written"
    yield ", ".join(_counts(_found(made.page)))
    for heading, lines in _sections(made):
        if lines:
            yield heading
            yield from (f"  {line}" for line in lines)
    if cards is not None:
        yield _next(made, cards)


def _counts(found: dict[str, int]) -> Iterator[str]:
    for key, count in found.items():
        noun = _NOUNS.get(key, key.removesuffix("s"))
        yield f"{count} quizzes" if key == "quizzes" and count != 1 else counted(count, noun)


def _sections(made: Imported) -> Iterator[tuple[str, list[str]]]:
    page, data = made.page, made.story.data
    yield "missing:", [str(part) for part in missing_parts(page, data)]
    yield "guessed:", [*_guesses(made.story.guesses)]
    yield "broken by a wrong encoding, and kept so:", [*odd_parts(data)]
    left = [f"line {line.number}: {_begun(line.text)}" for line in page.left]
    yield "could not be placed, so left out:", left
    yield "cut off, so left out:", [_begun(page.cut)] if page.cut else []
    last = page.ends
    yield (
        "the page ends here; is that all of it?",
        [f"line {last.number}: {_begun(last.text or last.kind)}"] if last else [],
    )


def _guesses(guesses: tuple[Guess, ...]) -> Iterator[str]:
    """Yield the guesses, those alike on one line."""
    alike: dict[tuple[str, str], list[str]] = {}
    for guess in guesses:
        alike.setdefault((guess.value, guess.source), []).append(guess.part)
    for (value, source), parts in alike.items():
        yield f"{', '.join(parts)}: {value}, {source}"


def _begun(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def _next(made: Imported, cards: int) -> str:
    name = made.story.data["id"]
    if made.principle is None:
        return (
            "Now fill in its `principle`, which the page does not name: until then the story does"
            " not load. (`--principle` would have named it.)"
        )
    whose = "your own story" if made.story.data["own"] else "an example (`--own`: your own story)"
    return f"{counted(cards, 'card')}, as {whose}. Read it with `lpcards read {name}`."
