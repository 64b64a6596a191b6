"""Content files to scenarios and guides: every fault at once, each at its place."""

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from lpcards.story.complaints import faults_of, faults_of_empty_keys
from lpcards.story.fault import Fault, closest, quoted
from lpcards.story.json_schema import FILES
from lpcards.story.meaning import faults_of_meaning
from lpcards.story.models import Guide, Part, Scenario
from lpcards.story.positions import Marks, Place
from lpcards.story.tree import Tree, tree_of
from lpcards.system.problem import Problem

MOST_PROBLEMS = 300

_Part = TypeVar("_Part", bound=Part)


class Source(NamedTuple):
    """A file as it was read: its scenario or guide (None if it has faults) and its problems.

    `data` are its bytes. Advice that takes rules is not among the problems: see `advice`.
    """

    path: str
    file: Scenario | Guide | None
    problems: tuple[Problem, ...]
    marks: Marks = Marks()
    data: bytes = b""

    def position(self, place: Place) -> tuple[int, int]:
        """Return line and column (from 1) of what is at `place`, or of its nearest parent."""
        return self.marks.position(place)


def read_source(path: str, data: bytes) -> Source:
    """Read one content file. Never raises for what the bytes hold."""
    tree = tree_of(data)
    file, faults = _file_of(tree)
    return Source(path, file, problems_of(path, faults), tree.marks, data)


def problems_of(path: str, faults: list[Fault]) -> tuple[Problem, ...]:
    """Return the faults as they come in the file; at one place in the order of the format.

    A file of thousands of faults is no story: some hundreds of them are enough. Of those left out
    an error stands for all: what keeps a file from being read is never left untold.
    """
    ordered = [fault.at(path) for fault in sorted(faults, key=lambda fault: fault[:2])]
    left_out = ordered[MOST_PROBLEMS:]
    if not left_out:
        return tuple(ordered)
    last = next((problem for problem in left_out if problem.severity == "error"), left_out[0])
    message = f"and {len(left_out):,} more: fix these first"
    return (*ordered[:MOST_PROBLEMS], last._replace(message=message))


def any_error(faults: Iterable[Fault]) -> bool:
    """Say whether one of the faults keeps the file from being used."""
    return any(fault.severity == "error" for fault in faults)


def _file_of(tree: Tree) -> tuple[Scenario | Guide | None, list[Fault]]:
    if tree.data is None:
        return None, [*tree.faults]
    model, faults = _model_of(tree)
    if model is None:
        return None, [*tree.faults, *faults]
    file, more = validated(model, tree)
    faults = [*tree.faults, *faults, *more, *faults_of_meaning(tree)]
    return (None if any_error(faults) else file), faults


def _model_of(tree: Tree) -> tuple[type[Scenario | Guide] | None, list[Fault]]:
    """Return what kind of file this is, by its `type`."""
    if not isinstance(tree.data, dict):
        return None, [_no_file(tree)] if not tree.spoiled else []
    kind = tree.data.get("type", "scenario")
    if isinstance(kind, str) and kind in FILES:
        return FILES[kind], []
    return _model_meant(tree, kind)


def _no_file(tree: Tree) -> Fault:
    if tree.data == "":
        return Fault(1, 1, "type", _EMPTY)
    return Fault(*tree.marks.position(()), "type", _NO_KEYS)


_EMPTY = "the file is empty: `lpcards new` writes a story to start from"
_NO_KEYS = "a story starts with keys: write `id: ...`, `title: ...`, `short: ...`, `principle: ...`"


def _model_meant(tree: Tree, kind: Any) -> tuple[type[Scenario | Guide] | None, list[Fault]]:  # noqa: ANN401
    guess = closest(kind, FILES) if isinstance(kind, str) else ""
    remedy = f"did you mean `{guess}`?" if guess else "choose from `scenario`, `guide`"
    shown = quoted(kind) if isinstance(kind, str) else "this"
    fault = Fault(
        *tree.marks.value(("type",)), "choice", f"{shown} is not a type of file; {remedy}"
    )
    tree.data["type"] = guess
    return FILES.get(guess), [fault]


def validated(model: type[_Part], tree: Tree) -> tuple[_Part | None, list[Fault]]:
    """Return the tree's data as `model` has it, or None and its faults."""
    unknown = faults_of_empty_keys(model, tree) if tree.empty else []
    try:
        return model.model_validate(tree.data), unknown
    except ValidationError as error:
        return None, [*unknown, *faults_of(error, model, tree)]
