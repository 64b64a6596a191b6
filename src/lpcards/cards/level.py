"""What a level has to show, what it adds to the one below, and in how many minutes."""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import FEWEST, File, blank_card, counted, top_line, with_items
from lpcards.story.levels import level_name
from lpcards.story.models import Guide, Level

KIND = Kind(
    "level",
    leech_tip="Think of one person who has just that level.",
    level_above=True,
)


def cards(file: File) -> Iterator[Card]:
    """Yield each level's bar and what it adds; from a guide the minutes of all levels."""
    for at, level in enumerate(file.levels):
        if level.bar:
            yield _bar(file, at, level)
        if level.adds:
            yield _adds(file, at, level)
    timed = [level for level in file.levels if level.minutes]
    if isinstance(file, Guide) and len(timed) >= FEWEST:
        yield _minutes(file, timed)


def _bar(file: File, at: int, level: Level) -> Card:
    things = f"What {counted(len(level.bar), 'thing')} must the story show?"
    card = _blank_card(file, at, level, "bar")._replace(
        front=level.bar_ask or (things if len(level.bar) > 1 else "What must the story show?"),
        hint=level.hint or "",
        fingerprint=fingerprint_of("level.bar", (level.bar_ask, *level.bar)),
    )
    return with_items(card, level.bar)


def _adds(file: File, at: int, level: Level) -> Card:
    card = _blank_card(file, at, level, "adds")._replace(
        front="The same story: what does this level add to the one below?",
        hint=level.adds_hint or "",
        fingerprint=fingerprint_of("level.adds", level.adds),
    )
    return with_items(card, level.adds)


def _blank_card(file: File, at: int, level: Level, role: str) -> Card:
    name = level_name(level.level, file)
    parts = (name, role) if isinstance(file, Guide) else (file.short, name, role)
    return blank_card(KIND, file, (f"{level.level}.{role}",), ("levels", at))._replace(
        group=f"{file.id}/{KIND.name}/{level.level}",
        top=top_line(*parts),
        level=level.level,
    )


def _minutes(file: Guide, timed: list[Level]) -> Card:
    names = [level_name(level.level, file) for level in timed]
    timed_names = [f"{name}: {level.minutes}" for name, level in zip(names, timed, strict=True)]
    written = [f"{level.name or level.level}: {level.minutes}" for level in timed]
    card = blank_card(KIND, file, ("minutes.list",), ("levels",))._replace(
        top=top_line(file.short, "clock"),
        front=f"The whole story, in minutes: {', '.join(names)}?",
        hint=file.minutes_hint or "",
        fingerprint=fingerprint_of("level.minutes", written),
    )
    return with_items(card, timed_names)
