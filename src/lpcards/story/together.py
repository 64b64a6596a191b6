"""What only all files together can show: ids twice, copies left lying, unknown principles.

Light to import: it works on summaries that a cache can keep as JSON.
"""

import os
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from lpcards.story.fault import Fault, quoted
from lpcards.story.principle_naming import likely_principles, not_a_principle
from lpcards.story.principles import EVERY_STORY, PRINCIPLES
from lpcards.system.problem import Problem

if TYPE_CHECKING:
    from lpcards.story.reading import Source

Named = tuple[str, int, int]


class Claim(NamedTuple):
    """A file of the content folder `root` that says it is the story or guide `id`."""

    root: int
    path: str
    id: str
    line: int = 1


class Summary(NamedTuple):
    """What other files have to know of a file. Positions count from 1.

    `root` is the index of its content folder. `principles` holds every principle that the file
    refers to, its own first, and `was` the ids it had before, each with line and column. `name` is
    what a guide calls its principle ("": nothing). Of a file that could not be loaded there is
    only the id that it states; its `type` is "". A story is `complete` when all that is told of it
    is there, and the worked `example` of some role; its `field` is "" where it names none. `themes`
    are a guide's map for other companies. A cache may give lists for tuples.
    """

    path: str
    root: int
    line: int
    column: int
    id: str
    type: str
    principles: tuple[Named, ...]
    name: str = ""
    was: tuple[Named, ...] = ()
    complete: bool = False
    example: str = ""
    field: str = ""
    themes: tuple[tuple[str, tuple[str, ...], dict[str, str]], ...] = ()

    @property
    def claim(self) -> Claim:
        """Return what the file says it is."""
        return Claim(self.root, self.path, self.id, self.line)


def summary_of(source: "Source", root: int) -> Summary:
    """Return the summary of a file; `root` is its content folder's index."""
    file = source.file
    if file is None:
        stated, line, column = stated_id(source.path, source.data)
        return Summary(source.path, root, line, column, stated, "", ())

    def named(name: str, *place: str | int) -> Named:
        return name, *source.marks.value(place)

    also = [named(name, "also", n) for n, name in enumerate(getattr(file, "also", ()))]
    pivots = [
        named(pivot.principle, "pivots", n, "principle")
        for n, pivot in enumerate(getattr(file, "pivots", ()))
    ]
    asked = [
        named(question.principle, key, n, "principle")
        for key in ("asked", "met")
        for n, question in enumerate(getattr(file, key, ()))
        if question.principle
    ]
    themes = [
        named(principle, "themes", n, "principles", m)
        for n, theme in enumerate(getattr(file, "themes", ()))
        for m, principle in enumerate(theme.principles)
    ]
    return Summary(
        source.path,
        root,
        *source.marks.value(("id",)),
        file.id,
        file.type,
        (named(file.principle, "principle"), *also, *pivots, *asked, *themes),
        getattr(file, "name", None) or "",
        tuple(named(old, "was", n) for n, old in enumerate(file.was)),
        example=getattr(file, "worked_example", None) or "",
        field=file.field or "",
        themes=tuple(
            (theme.name, theme.principles, theme.words) for theme in getattr(file, "themes", ())
        ),
    )


def problems_together(summaries: Iterable[Summary]) -> list[Problem]:
    """Return the problems between files, by path and place.

    Of files with one id in different folders the earlier folder's counts; in one folder it is the
    copy that is at fault, and what it says is not looked at. A cycle of renames is a former id
    that is still in use, and a fault as one.
    """
    files = sorted(summaries, key=lambda file: (file.root, file.path))
    copies = copies_in(file.claim for file in files)
    loaded = [file for file in files if file.type]
    originals = [file for file in loaded if file.path not in copies]
    problems = [*_twice(files, copies), *_former(originals), *_principles(originals)]
    return sorted(problems, key=lambda problem: problem[:3])


def _twice(files: list[Summary], copies: dict[str, str]) -> Iterator[Problem]:
    by_path = {file.path: file for file in files}
    for file in files:
        if file.type and file.path in copies:
            message = (
                f"a copy of {_place(by_path[copies[file.path]])}? Its id is {quoted(file.id)} too,"
                " so this file is ignored: delete it, or give it another id"
            )
            yield Fault(file.line, file.column, "duplicate-id", message).at(file.path)


def _place(file: Summary) -> str:
    name = quoted(file.path.rsplit("/", 1)[-1])
    return f"{name} (line {file.line})" if file.line else name


def _former(files: list[Summary]) -> Iterator[Problem]:
    used: dict[str, Summary] = {}
    for file in files:
        used.setdefault(file.id, file)
    known: dict[str, Summary] = {}
    for file in used.values():
        for old, line, column in file.was:
            message = _clash(old, file, used, known)
            if message:
                yield Fault(line, column, "was", message).at(file.path)
            known.setdefault(old, file)


def _clash(old: str, file: Summary, used: dict[str, Summary], known: dict[str, Summary]) -> str:
    if old in used and used[old] is not file:
        other = _place(used[old])
        return (
            f"{quoted(old)} is in use in {other}: take it out of `was`, or give that file a new id"
        )
    if old in known and known[old] is not file:
        return f"{quoted(old)} is a former id of {_place(known[old])} too: keep one of them"
    return ""


def _principles(files: list[Summary]) -> Iterator[Problem]:
    named = {file.principles[0][0] for file in files if file.type == "guide" and file.name}
    known = [name for name in (*PRINCIPLES, *sorted(named)) if name != EVERY_STORY]
    for file in files:
        for n, (principle, line, column) in enumerate(file.principles):
            allowed = principle == EVERY_STORY and file.type == "guide" and n == 0
            if principle not in known and not allowed:
                message = _unknown(principle, file, known)
                yield Fault(line, column, "principle", message).at(file.path)


def unknown_limits(path: str, limited: Iterable[str], files: Iterable[Summary]) -> list[Problem]:
    """Return advice on what the settings at `path` limit and what is no principle."""
    return _unknown_names(path, "`per_principle` limits", limited, files)


def unknown_leading(path: str, leading: Iterable[str], files: Iterable[Summary]) -> list[Problem]:
    """Return advice on what the settings at `path` begin with and what is no principle."""
    return _unknown_names(path, "`principles` begins with", leading, files)


def principles_in(files: Iterable[Summary]) -> list[str]:
    """Return the ids of all principles: the sixteen, and those that files name."""
    used = {principle for file in files for principle, *_ in file.principles}
    return sorted({*PRINCIPLES, *used})


def _unknown_names(
    path: str, what: str, names: Iterable[str], files: Iterable[Summary]
) -> list[Problem]:
    known = principles_in(files)

    def words(name: str) -> str:
        remedy = not_a_principle(name, known)
        return f"{what} {quoted(name)}, which no story is told for; {remedy}"

    return [
        Fault(1, 1, "principle", words(name), "advice").at(path)
        for name in names
        if name not in known
    ]


def _unknown(principle: str, file: Summary, known: list[str]) -> str:
    if principle == EVERY_STORY:
        return "`all` is for guides only: name the principle that the story is told for"
    if likely_principles(principle, known):
        own = ""
    elif file.type == "guide":
        return f"{quoted(principle)} is a principle of your own: give it a `name: ...` here"
    else:
        own = ", or one that a guide of yours gives a `name`"
    return f"{quoted(principle)} is not a principle; {not_a_principle(principle, known)}{own}"


Position = tuple[str, int, int]
"""An id with the line and the column where it stands, from 1."""

_ID = re.compile(
    rb"^(?:\xef\xbb\xbf)?(?P<key>id:(?:[ \t]|\xc2\xa0)*)"
    rb"(?P<quote>[\"']?)(?P<id>[a-z0-9]+(-[a-z0-9]+)*)(?P=quote)[ \t]*(#.*)?\r?$",
    re.MULTILINE,
)
NOWHERE = 0
"""The line of an id that stands nowhere, and is taken from the file's name."""


def stated_id(path: str, data: bytes) -> Position:
    """Return the id of a file that cannot be loaded: the one it states, else its name."""
    found = _ID.search(data)
    if found is None:
        return stem_of(path), NOWHERE, 1
    line = data.count(b"\n", 0, found.start()) + 1
    return found["id"].decode(), line, len(found["key"].decode()) + 1


def stem_of(path: str) -> str:
    """Return a file's name without its ending."""
    return os.path.splitext(os.path.basename(path))[0]


def copies_in(claims: Iterable[Claim]) -> dict[str, str]:
    """Return the path of each file that is ignored, and of the one that has its id by rights.

    Of the files of one folder with one id the one named after the id stays, else the one from
    whose name the others are made, which is the shorter one, `.yaml` before `.yml`.
    """
    found: dict[str, str] = {}
    groups: dict[tuple[int, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.root, claim.id), []).append(claim)
    for group in groups.values():
        left = group
        while left:
            original, *others = sorted(left, key=_rank)
            found.update(
                (other.path, original.path) for other in others if _yields(other, original)
            )
            left = [other for other in others if other.path not in found]
    return found


def _rank(claim: Claim) -> tuple[bool, int, bool, int, str]:
    stem = stem_of(claim.path)
    twin = not claim.path.endswith(".yaml")
    return stem != claim.id, len(stem), twin, len(claim.path), claim.path


def _yields(other: Claim, original: Claim) -> bool:
    """Say whether `other` gives way; to a file that states no id only what is named after it."""
    return original.line != NOWHERE or stem_of(original.path) in stem_of(other.path)
