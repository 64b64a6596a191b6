"""A content file to rows of the cache."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from lpcards.cards.card import Card, seconds_of, seconds_to_read
from lpcards.cards.choices import CommonQuestion
from lpcards.cards.kinds import cards_from, kind_named
from lpcards.cards.learning import is_complete, learning_places
from lpcards.cards.passages_needed import PassagesNeeded
from lpcards.index.scan import Folder, FoundFile, bytes_of, digest, is_young
from lpcards.index.story_media import media_of
from lpcards.story.levels import File, in_field, levels_of
from lpcards.story.markup import media_in
from lpcards.story.models import Guide, Scenario
from lpcards.story.passages import is_readable, passages_of, sections_of
from lpcards.story.principles import SOFTWARE
from lpcards.story.reading import Source, read_source
from lpcards.story.settings import Settings
from lpcards.story.together import summary_of
from lpcards.system.problem import Problem

if TYPE_CHECKING:
    from lpcards.index.kept_advice import AdviceRow


ASKED = frozenset(Settings().kinds)
"""The kinds that are asked if nobody says otherwise."""


class Rows(NamedTuple):
    """A content file as the cache keeps it: its row in `files` by column, and its cards' rows.

    `advice` is its row there, if advice was asked for and could be given.
    """

    file: dict[str, str | int]
    cards: list[tuple[str | int, ...]]
    advice: "AdviceRow | None" = None


def rows_of(found: FoundFile, folder: Folder, advise: bool = False, role: str = SOFTWARE) -> Rows:
    """Read one content file below `folder` and make its cards, for a learner of that `role`.

    It is as much its `own` as the folder, unless it says otherwise.
    """
    own = folder.own
    data, fault = read_bytes(found.path)
    young = is_young(found.stat)
    source = Source(found.path, None, fault) if fault else read_source(found.path, data)
    content = in_field(source.file, role) if source.file else None
    media, amiss = media_of(source, folder.path)
    names = {one.target: one.name for one in media if one.name}
    cards = [_placed(card, source, names) for card in cards_from(content)] if content else []
    complete = is_complete(cards)
    places: list[int] = []
    if source.file:
        places = learning_places(cards, source.file, own=_is_own(source.file, own=own))
    file: dict[str, str | int] = {
        **found._asdict(),
        "stat": "" if fault else found.stat,  # what could not be read is tried again each time
        "young": young,
        "sha": "" if fault else digest(data),
        "media": _json(media) if media else "",
        "problems": _json([*source.problems, *amiss]),
        "aliases": _json({old: card.id for card in cards for old in card.was}),
        "bodies": _json(cards),
        "summary": _json(summary_of(source, found.root)._replace(complete=complete)),
        **_of_loaded(content, own=own, complete=complete),
        "passages": _json(_read_before(source.file, cards)) if source.file else "",
    }
    advice = _advice(source, cards, str(file["sha"])) if advise and source.file else None
    reading = _reading(source.file, cards)
    rows = [_row(card, reading, place) for card, place in zip(cards, places, strict=True)]
    return Rows(file, rows, advice)


def _advice(source: Source, cards: list[Card], sha: str) -> "AdviceRow":
    from lpcards.index.kept_advice import row_of

    return row_of(source, cards, sha)


def read_bytes(path: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a file's bytes, or why there are none."""
    try:
        return bytes_of(path), ()
    except OSError as fault:
        words = f"this cannot be read: {fault.strerror}"
        if isinstance(fault, FileNotFoundError) and "\\udc" in path:
            words = "this name is not UTF-8: rename the file"
        return b"", (Problem(path, 1, 1, "file", "error", words),)


def _placed(card: Card, source: Source, names: Mapping[str, str]) -> Card:
    """Return a card with its place in the file, and the names in decks of what it shows."""
    line, _ = source.position(card.place)
    shown = _shown(card, names) if names else ()
    return card._replace(path=source.path, line=line, media=shown)


def _shown(card: Card, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    texts = (card.front, card.back, card.hint, card.below)
    several = (*texts, *card.items, *card.options, *card.variants)
    targets = dict.fromkeys(run.target for text in several for run, _ in media_in(text))
    return tuple((target, names[target]) for target in targets if target in names)


def _of_loaded(file: File | None, *, own: bool, complete: bool) -> dict[str, str | int]:
    """Return the columns that only a file that could be loaded fills."""
    if file is None:
        return {"id": "", "own": own, "guide": False, "story": "", "text": ""}
    return {
        "id": file.id,
        "own": _is_own(file, own=own),
        "guide": isinstance(file, Guide),
        "story": _json({**_listed(file), "complete": complete}),
        "text": _json(_texts(file)),
    }


def _texts(file: File) -> dict[str, object]:
    """Return what there is to read of a file, by level; "" for whoever names none."""
    levels = levels_of(file) if isinstance(file, Scenario) else ()
    return {level: sections_of(file, level) for level in ("", *levels)}


def _is_own(file: File, *, own: bool) -> bool:
    stated = getattr(file, "own", None)
    return own if stated is None else stated


def _read_before(file: File, cards: list[Card]) -> dict[str, object]:
    """Return a file's passages, and for each card by its id which of them it needs."""
    passages = passages_of(file)
    needed = PassagesNeeded(passages)
    found = {card.id: needed.by(card) for card in cards}
    return {
        "passages": [passage[:3] for passage in passages],
        "needed": {card: places for card, places in found.items() if places},
    }


def _listed(file: File) -> dict[str, object]:
    known = {
        key: getattr(file, key) for key in ("id", "type", "title", "short", "principle", "field")
    }
    pivots = [pivot.principle for pivot in getattr(file, "pivots", ())]
    probes = [name for probe in getattr(file, "probes", ()) for name in (probe.id, *probe.was)]
    more = {"also": getattr(file, "also", ()), "pivots": pivots, "was": file.was}
    more["readable"] = is_readable(file)
    return {**known, **more, "probes": probes, "asked": [*_asked(file)]}


def _asked(file: File) -> Iterator[CommonQuestion]:
    """Yield the questions of a file: those typical of a principle, those met or named."""
    if isinstance(file, Guide):
        for question in (question for question in file.questions if question.story):
            wordings = (question.ask, *question.variants)
            yield from (CommonQuestion(ask, file.principle) for ask in wordings)
        for met in file.met:
            yield CommonQuestion(met.ask, met.principle or file.principle, met.story or "")
        return
    yield from (
        CommonQuestion(question.ask, question.principle or file.principle)
        for question in file.asked
    )


def _reading(file: File | None, cards: list[Card]) -> int:
    """Return each card's share of the seconds in which its story is read; nobody reads a guide."""
    if not isinstance(file, Scenario):
        return 0
    sharing = sum(not ASKED.isdisjoint((card.kind, _part(card))) for card in cards)
    seconds = sum(seconds_to_read(section.text) for section in sections_of(file))
    return round(seconds / max(1, sharing))


def _part(card: Card) -> str:
    """Return what settings call a card's part of its kind; the kind itself where it has none."""
    return f"{card.kind}.{card.part}" if card.part else card.kind


def _row(card: Card, reading: int, place: int) -> tuple[str | int, ...]:
    parts = _json(card.after) if card.after else ""
    was = _json(card.was) if card.was else ""
    kind = kind_named(card.kind)
    return (
        *(card.id, card.kind, card.scenario, card.principle, card.group, card.level, parts, was),
        *(kind.own_only, kind.carries_over, kind.level_above, kind.note),
        *(seconds_of(card), reading),
        *(_part(card), place),
    )


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
