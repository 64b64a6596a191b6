"""What a build came to, or would: packages, cards, layouts and files that go, as words or JSON."""

from collections.abc import Iterator, Mapping, Sequence

from lpcards.anki.decks import Built
from lpcards.anki.edition import Edition
from lpcards.anki.types import is_type
from lpcards.cli.saying import say, say_json
from lpcards.words import counted


def tell(
    edition: Edition,
    built: Sequence[Built],
    removed: Sequence[str],
    *,
    as_json: bool,
    more: Mapping[str, object] | None = None,
) -> None:
    """Say what was built of an edition, which packages were removed, and `more` in JSON."""
    if as_json:
        packages = [one._asdict() for one in built]
        cards, types = _cards(edition), _types(edition)
        told = {**cards, "unchanged": edition.unchanged, "types": types, "removed": [*removed]}
        say_json({"packages": packages, **told, **(more or {})})
        return
    for one in built:
        say(f"{one.path}: {counted(one.notes, 'note')}")
    for path in removed:
        say(f"{path}: removed, nothing is left for it")
    say(", ".join(_counts(edition)))


def _counts(edition: Edition) -> Iterator[str]:
    yield from (f"{len(names):,} {word}" for word, names in _cards(edition).items() if names)
    if _types(edition):
        yield "card layout changed"
    yield f"{edition.unchanged:,} unchanged"


def _cards(edition: Edition) -> dict[str, list[str]]:
    """Return the ids of the cards that are added, changed and retired."""
    told = {"added": edition.added, "changed": edition.changed, "retired": edition.retired}
    return {word: [name for name in names if not is_type(name)] for word, names in told.items()}


def _types(edition: Edition) -> list[str]:
    """Return the note types whose name, templates or looks changed."""
    return [name[1:] for name in edition.changed if is_type(name)]
