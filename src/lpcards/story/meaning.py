"""What a file's data must mean, beyond its shape: ids once, answers among the options.

These checks read the plain data, so that they find their faults beside those of the shape.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from lpcards.story.fault import Fault, closest, quoted
from lpcards.story.positions import Marks, Place
from lpcards.story.tree import Tree

# What an item of a list is known by, in this order of choice.
NAMED_BY = ("id", "level", "principle")

Item = tuple[Place, dict[str, Any]]


def faults_of_meaning(tree: Tree) -> list[Fault]:
    """Return the faults of meaning in a file's data, whatever else is wrong with it."""
    lists = [*_lists(tree.data, ())]
    phrases = [item for place, items in lists if place[-1] == "key_phrases" for item in items]
    others = [items for place, items in lists if place[-1] != "key_phrases"]
    scopes: list[list[Item]] = [[((), tree.data)], phrases, *others]
    return [
        *(fault for scope in scopes for fault in _ids(scope, tree.marks)),
        *_quizzes(tree.data, tree.marks),
        *_flags(tree.data, tree.marks),
        *_sentences(phrases, tree.marks),
    ]


def _lists(data: Any, place: Place) -> Iterator[tuple[Place, list[Item]]]:  # noqa: ANN401
    """Yield each list that holds mappings, with the mappings and their places."""
    if isinstance(data, dict):
        for key, value in data.items():
            if not isinstance(value, str):
                yield from _lists(value, (*place, key))
    elif isinstance(data, list):
        items = [((*place, n), item) for n, item in enumerate(data) if isinstance(item, dict)]
        if items:
            yield place, items
        for inner, item in items:
            yield from _lists(item, inner)


class _Named(NamedTuple):
    place: Place
    id: str
    line: int


def _ids(scope: list[Item], marks: Marks) -> Iterator[Fault]:
    """Yield the faults of ids that should differ, and of the former ids beside them."""
    used: dict[str, _Named] = {}
    for named in _named(scope, marks):
        if named.id in used:
            line = used[named.id].line
            message = (
                f"{quoted(named.id)} is here twice: line {line} has it too; change one of them"
            )
            yield Fault(*marks.value(named.place), "duplicate-id", message)
        used.setdefault(named.id, named)
    yield from _former(scope, used, marks)


def _named(scope: list[Item], marks: Marks) -> Iterator[_Named]:
    for place, item in scope:
        known_by = ("id",) if "ask" in item else NAMED_BY
        key = next((key for key in known_by if key in item), "")
        if isinstance(item.get(key), str):
            yield _Named((*place, key), item[key], marks.value((*place, key))[0])


def _former(scope: list[Item], used: dict[str, _Named], marks: Marks) -> Iterator[Fault]:
    known: dict[str, int] = {}
    for place, item in scope:
        for n, old in enumerate(_several(item.get("was"))):
            line, column = marks.value((*place, "was", n))
            message = _wrong_with(old, item.get("id"), used, known)
            if message:
                yield Fault(line, column, "was", message)
            if isinstance(old, str):
                known.setdefault(old, line)


def _several(value: Any) -> list[Any]:  # noqa: ANN401
    """Return a list as it is, and one text as the list of one that it stands for."""
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _wrong_with(old: Any, own: Any, used: dict[str, _Named], known: dict[str, int]) -> str:  # noqa: ANN401
    if not isinstance(old, str):
        return ""
    if old == own:
        return f"{quoted(old)} is still the id here: take it out of `was`"
    if old in used:
        line = used[old].line
        return f"{quoted(old)} is in use on line {line}: take it out of `was`, or change that id"
    if old in known:
        return f"{quoted(old)} is a former id on line {known[old]} too: keep one of them"
    return ""


def _quizzes(data: Any, marks: Marks) -> Iterator[Fault]:  # noqa: ANN401
    for place, quiz in _items(data, "quizzes"):
        options, answer = _several(quiz.get("options")), quiz.get("answer")
        if isinstance(answer, str):
            known = [option.strip() for option in options if isinstance(option, str)]
            if known and answer.strip() not in known:
                message = _no_option(answer, known)
                yield Fault(*marks.value((*place, "answer")), "answer", message)


def _no_option(answer: str, known: list[str]) -> str:
    guess = closest(answer, {option.lower(): option for option in known})
    option = next((option for option in known if option.lower() == guess), "")
    remedy = f"did you mean {quoted(option)}?" if option else "copy one of them word for word"
    return f"{quoted(answer)} is not one of the `options`; {remedy}"


def _flags(data: Any, marks: Marks) -> Iterator[Fault]:  # noqa: ANN401
    answers = (_items(data, name, "flags") for name in ("weak_answer", "inclined"))
    for place, flag in chain.from_iterable(answers):
        if wrong := _wrong_with_flag(flag):
            yield Fault(
                *marks.position(place),
                "flag",
                f"this flag has {wrong}: write `quote: ...` for words of the text, `absent: ...`"
                " for what it does not say, or `fault: ...` alone for the whole of it",
            )


def _wrong_with_flag(flag: dict[str, Any]) -> str:
    if "quote" in flag and "absent" in flag:
        return "both `quote` and `absent`"
    return "" if flag.keys() & {"quote", "absent", "fault"} else "nothing in it"


def _items(data: Any, *keys: str) -> Iterator[Item]:  # noqa: ANN401
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    for n, item in enumerate(data if isinstance(data, list) else ()):
        if isinstance(item, dict):
            yield (*keys, n), item


BLANK = r"^[^{}]*\{[^{}|]+(\|[^{}|]+)?\}[^{}]*$"
"""What a sentence with one blank looks like, for editors and for us."""
_BLANK = re.compile(rf"\A(?:{BLANK[1:-1]})\Z")


def _sentences(phrases: list[Item], marks: Marks) -> Iterator[Fault]:
    for place, phrase in phrases:
        sentence = phrase.get("sentence")
        if isinstance(sentence, str) and not _BLANK.match(sentence):
            message = (
                "`sentence` needs exactly one blank in braces: `I found it in a {review | where?}.`"
            )
            yield Fault(*marks.value((*place, "sentence")), "sentence", message)
