"""The list of what is replaced before sharing, read like a story, with such messages."""

from collections.abc import Iterable

from lpcards.english.letter_runs import letter_runs_of
from lpcards.sharing.redactor import Redactor
from lpcards.story.fault import Fault, quoted
from lpcards.story.reading import any_error, problems_of, validated
from lpcards.story.redact_list import Listed, ListedWord, entries_of
from lpcards.story.tree import Tree, tree_of
from lpcards.system.problem import Problem


def read_listed(path: str, data: bytes) -> tuple[Listed | None, tuple[Problem, ...]]:
    """Return the list in `data` and its problems; None with a fault. An empty file lists nothing.

    Nothing is shared by a list with a fault: a word that could not be read would be left.
    """
    tree = tree_of(data)
    listed, faults = _listed_of(tree)
    return listed, problems_of(path, [*tree.faults, *faults])


def _listed_of(tree: Tree) -> tuple[Listed | None, list[Fault]]:
    if any_error(tree.faults):
        return None, []
    if tree.data == "":
        return Listed(), []
    if not isinstance(tree.data, dict):
        message = "the list is keys with words: write `names:` and below it lines such as `- Anna`"
        return None, [Fault(*tree.marks.position(()), "type", message)]
    listed, faults = validated(Listed, tree)
    faults += _empty(tree)
    if listed and not faults:
        faults += [*_meaningless(tree, listed), *_contradictions(tree, listed)]
    return (None if any_error(faults) else listed), faults


def _empty(tree: Tree) -> Iterable[Fault]:
    """Yield the faults of words with a colon and nothing behind it, which no model ever sees."""
    for place in tree.empty:
        if len(place) > 1:
            word = quoted(str(place[-1]))
            message = f"{word} has no stand-in: write one behind the colon, or take the colon away"
            yield Fault(*tree.marks.position(place), "type", message)


def _meaningless(tree: Tree, listed: Listed) -> Iterable[Fault]:
    entries = [(entry.word, entry.place) for entry in entries_of(listed)]
    for word, place in (*entries, *_kept(listed)):
        if next(letter_runs_of(word), None) is None:
            message = f"{quoted(word)} has no letter and no digit: there is nothing to look for"
            yield Fault(*tree.marks.position(place), "value", message)


def _kept(listed: Listed) -> Iterable[tuple[str, tuple[str | int, ...]]]:
    return ((word, ("keep", number)) for number, word in enumerate(listed.keep))


def _contradictions(tree: Tree, listed: Listed) -> Iterable[Fault]:
    entries = list(entries_of(listed))
    redactor = Redactor(listed)
    yield from _twice(tree, entries)
    for entry in entries:
        if entry.to and redactor.is_listed(entry.to):
            message = (
                f"{quoted(entry.to)} has a word of this list in it: it would be replaced in turn"
            )
            yield Fault(*tree.marks.value(entry.place), "value", message)
    words = {entry.word for entry in entries}
    for word, place in _kept(listed):
        if word in words:
            message = f"{quoted(word)} is to be replaced and to be kept: take one of them out"
            yield Fault(*tree.marks.position(place), "value", message)


def _twice(tree: Tree, entries: list[ListedWord]) -> Iterable[Fault]:
    known: dict[str, ListedWord] = {}
    for entry in entries:
        first = known.setdefault("".join(run.key for run in letter_runs_of(entry.word)), entry)
        if first is not entry:
            line, _ = tree.marks.position(first.place)
            message = (
                f"{quoted(entry.word)} is here twice: line {line} has it too; keep one of them"
            )
            yield Fault(*tree.marks.position(entry.place), "duplicate-key", message)
