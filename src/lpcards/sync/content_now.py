"""What a machine's content is now: the versions of what lies there, against those known before."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from lpcards.index.scan import digest
from lpcards.sync.content_names import SETTING
from lpcards.sync.content_version import GONE, Version, replaces, written_over


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
