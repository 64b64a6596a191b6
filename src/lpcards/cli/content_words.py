"""What a sync of stories and settings came to, in words; two edits of one file are shown."""

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from shlex import quote

from lpcards.english.printable import counted, on_a_line
from lpcards.study.content_sync import CarriedContent, Conflict
from lpcards.sync.content_names import SETTING
from lpcards.system.folders import with_tilde

MOST_NAMED, MOST_LINES, LONGEST_TEXT = 5, 40, 200_000
"""Names on a line, lines of a difference, and bytes of a text that is compared line by line."""


def content_lines(done: CarriedContent, where: str) -> Iterator[str]:
    """Yield what came and went, what is left and why, and conflicts with how to settle them."""
    yield f"Stories and settings: {len(done.went):,} out, {len(done.came) + len(done.gone):,} in."
    yield from _named("In", done.came)
    yield from _named("Deleted elsewhere, so here too", done.gone)
    if done.kept:
        what = "What that replaced" if done.came or done.gone else "The other edit"
        yield f"{what} is kept for 90 days in {with_tilde(done.kept)}"
    yield from _named("Settled", done.settled)
    yield from _left(done)
    for conflict in done.conflicts:
        yield from _conflict(conflict)
    if done.conflicts:
        shown = with_tilde(where) if quote(where) == where else quote(where)
        yield "Keep yours, edited if you like, or take theirs (one file alone: --only FILE):"
        yield from (f"    lpcards sync {shown} {way}" for way in ("--ours", "--theirs"))


def _named(what: str, names: Iterable[str]) -> Iterator[str]:
    shown = [_name(name) for name in names]
    more = f" and {len(shown) - MOST_NAMED:,} more" if len(shown) > MOST_NAMED else ""
    if shown:
        yield f"{what}: {', '.join(shown[:MOST_NAMED])}{more}"


def _name(name: str) -> str:
    """Return the name of a file or setting for people."""
    setting = name.removeprefix(SETTING)
    return on_a_line(f"the setting `{setting}`" if setting != name else name)


def _left(done: CarriedContent) -> Iterator[str]:
    left = {name: why for name, why in done.left.items() if why}
    for name, why in [*left.items()][:MOST_NAMED]:
        yield f"Left as it is: {with_tilde(_name(name))}: {on_a_line(why)}"
    if len(left) > MOST_NAMED:
        yield f"Left as they are, too: {counted(len(left) - MOST_NAMED, 'other file')}"


def _conflict(one: Conflict) -> Iterator[str]:
    name = _name(one.name)
    if one.name.startswith(SETTING):
        values = [on_a_line(data.decode("utf-8", "replace")) for data in (one.ours, one.theirs)]
        values = [value or "not set" for value in values]
        yield f"{name} was changed twice: {values[0]} here, {values[1]} on {one.device}. {YOURS}"
    elif not one.path:
        yield f"{name} was edited here and on {one.device}. {YOURS}"
    elif one.is_new:
        yield f"{name} was edited here and on {one.device}. {YOURS}, theirs is"
        yield f"  {with_tilde(one.path)}"
        yield from (f"    {line}" for line in difference(one.ours, one.theirs))
    else:
        yield f"{name} still has two edits, here and on {one.device}; theirs is"
        yield f"  {with_tilde(one.path)}"


YOURS = "Yours is in use"


def difference(ours: bytes, theirs: bytes) -> Iterator[str]:
    """Yield how two texts differ: lines of ours with -, lines of theirs with +."""
    try:
        mine, other = ours.decode().split("\n"), theirs.decode().split("\n")
    except UnicodeDecodeError:
        yield f"(no texts: {len(ours):,} bytes here, {len(theirs):,} there)"
        return
    if max(len(ours), len(theirs)) > LONGEST_TEXT:
        yield "(too long to be compared here)"
        return
    _, _, *lines = [*unified_diff(mine, other, n=1, lineterm=""), "", ""]
    lines = [line for line in lines if line.strip() and not line.startswith("@@")]
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"({len(lines) - MOST_LINES:,} more lines)"


def content_json(done: CarriedContent) -> dict[str, object]:
    """Return what a sync of content came to as scripts read it."""
    return {
        "in": done.came,
        "gone": done.gone,
        "out": done.went,
        "settled": done.settled,
        "conflicts": [
            {"file": one.name, "device": one.device, "theirs": one.path or None}
            for one in done.conflicts
        ],
        "left": [{"file": name, "fault": why} for name, why in done.left.items() if why],
        "kept": done.kept or None,
    }
