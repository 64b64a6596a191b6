"""Versions of a text on several machines: which is the later, and which know nothing of each other.

No clock is asked. A version has an id made of its content and of the versions that it was written
over, and it names those, as far back as is kept. That something is gone is a version, too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from lpcards.index.scan import digest
from lpcards.sync.content_names import SETTING

GONE = ""
MOST_PAST = 200
"""Former versions that are kept, beside those that some machine still has."""


class Version(NamedTuple):
    """The digest of a content (GONE: there is none), its ids, and the ids of what it replaced.

    It has several ids where machines came to the same content by different ways. `past` begins
    with the latest.
    """

    content: str
    ids: frozenset[str]
    past: tuple[str, ...] = ()


class Meeting(NamedTuple):
    """What several machines' versions of one text come to: the one in use, and its rivals.

    A rival is a later version of another content than the one in use, and neither was written over
    the other.
    """

    version: Version
    rivals: tuple[Version, ...] = ()


def written_over(parents: Iterable[Version], content: str) -> Version:
    """Return the version that `content` is where it replaces the `parents` (none: it is new)."""
    parents = [*parents]
    before = sorted({one for parent in parents for one in parent.ids})
    past = dict.fromkeys([*before, *(one for parent in parents for one in parent.past)])
    return Version(content, frozenset({digest(" ".join([content, *before]).encode())}), (*past,))


def replaces(later: Version, former: Version) -> bool:
    """Say whether a version was written over another one, or over one that was."""
    return not former.ids.isdisjoint(later.past) and later.ids.isdisjoint(former.past)


def met(mine: Version | None, others: Sequence[Version]) -> Meeting:
    """Return what becomes of a text of which this machine has `mine` (None: nothing yet).

    There is at least one version. An edit wins over a deletion that knew nothing of it. Of two
    edits this machine's stays in use; where it has neither, all machines choose the same one.
    """
    found = [version for version in (mine, *others) if version]
    latest = [one for one in found if not any(replaces(other, one) for other in found)] or found
    alive = [one for one in latest if one.content] or latest
    groups: dict[str, list[Version]] = {}
    for version in alive:
        groups.setdefault(version.content, []).append(version)
    mine = mine if mine in alive else None
    used = groups.pop(mine.content if mine else max(groups, key=lambda one: _rank(groups[one])))
    over = [one for one in found if _is_replaced(one, used)]
    heads = frozenset().union(*(version.ids for version in found))
    rivals = (_joined(group, (), heads) for group in groups.values())
    return Meeting(_joined(used, over, heads), tuple(sorted(rivals, key=lambda one: _rank([one]))))


def _rank(versions: Iterable[Version]) -> str:
    return max(one for version in versions for one in version.ids)


def _is_replaced(one: Version, by: Iterable[Version]) -> bool:
    return any(replaces(other, one) for other in by)


def _joined(alike: Sequence[Version], over: Iterable[Version], heads: frozenset[str]) -> Version:
    """Return as one version those of the same content, which replaced those that they are `over`.

    Of its past stays what some machine still has (`heads`), and the latest of the rest.
    """
    ids = frozenset().union(*(version.ids for version in alike))
    past = dict.fromkeys(one for version in alike for one in version.past)
    for version in over:
        past |= dict.fromkeys([*sorted(version.ids), *version.past])
    kept = (one for at, one in enumerate(past) if at < MOST_PAST or one in heads)
    return Version(alike[0].content, ids, tuple(one for one in kept if one not in ids))


def settled(mine: Version, rivals: Sequence[Version], *, theirs: bool) -> Version:
    """Return the version that ends a conflict: mine over all rivals, or the first one over mine."""
    if theirs:
        return written_over([mine, rivals[0]], rivals[0].content)
    return written_over([mine, *rivals], mine.content)


def versions_now(
    known: Mapping[str, Version],
    data: Mapping[str, bytes],
    held: Collection[str],
    there: Mapping[str, Sequence[Version]],
) -> dict[str, Version]:
    """Return the versions of files and settings by name; what is not there any more is GONE.

    What is `held`, since nobody can tell what became of it, stays as it was. What is the same as a
    later version of those `there` is that one: a sync that was cut off had put it here.
    """
    found = dict(known)
    for name, content in data.items():
        found[name] = _version(known.get(name), digest(content), there.get(name, ()))
    for name, version in known.items():
        if name not in data and name not in held:
            found[name] = _version(version, GONE, there.get(name, ()))
    return found


def _version(before: Version | None, content: str, there: Iterable[Version]) -> Version:
    if before and before.content == content:
        return before
    for other in there:
        if other.content == content and (before is None or replaces(other, before)):
            return other
    return written_over([before] if before else [], content)


def without_lost(
    known: Mapping[str, Version], data: Mapping[str, bytes], held: Collection[str]
) -> dict[str, Version]:
    """Return what is known but for what was lost: then it comes back, and is not taken for deleted.

    It was lost where of all files, or of all settings, not one is left: a disk that is not there,
    a folder begun anew.
    """
    found = dict(known)
    for is_setting in (False, True):
        names = [name for name in known if name.startswith(SETTING) is is_setting]
        alive = [name for name in names if known[name].content]
        if len(alive) > 1 and not any(name in data or name in held for name in names):
            for name in names:
                del found[name]
    return found
