"""What did you take away from it, at your level? Once: what has a higher level that lacks here?"""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import (
    File,
    blank_card,
    slots,
    top_line,
    with_phrases,
    with_points,
    words_of,
)
from lpcards.story.levels import level_name
from lpcards.story.models import SECONDS, Contrast, Guide, LevelReflection, Point, Scenario
from lpcards.story.positions import Place

KIND = Kind(
    "reflection",
    leech_tip="Name the gap by one noun, and begin with it.",
    spoken=True,
    own_only=True,
    parts=("own", "contrast"),
)
FRONT = '"What did you take away from it?"'


def cards(file: File) -> Iterator[Card]:
    """Yield the story's reflection for each level, or what a guide says of their differences."""
    if isinstance(file, Guide):
        for at, contrast in enumerate(file.contrasts):
            if contrast.answer:
                yield _contrast(file, at, contrast)
        return
    reflections = tuple(_by_level(file))
    for level, place, reflection in reflections:
        yield _at_level(file, level, place, reflection)
    if not reflections and file.steps.reflection.key_phrases:
        yield _for_all(file)


def _by_level(file: Scenario) -> Iterator[tuple[str, Place, LevelReflection]]:
    """Yield the reflections of the step, then those that stand only under `levels`."""
    by_level = file.steps.reflection.by_level
    for level, reflection in by_level.items():
        yield level, ("steps", "reflection", "by_level", level), reflection
    for at, at_level in enumerate(file.levels):
        if at_level.reflection and at_level.level not in by_level:
            yield (
                at_level.level,
                ("levels", at, "reflection"),
                LevelReflection(text=at_level.reflection),
            )


def _at_level(file: Scenario, level: str, place: Place, reflection: LevelReflection) -> Card:
    points = reflection.points or (Point(text=reflection.text),)
    card = _blank_card(file, level, level_name(level, file), place)._replace(
        hint=reflection.hint or "",
        level=level,
        fingerprint=fingerprint_of(KIND.name, [point.text for point in points]),
    )
    return with_points(card, points)


def _for_all(file: Scenario) -> Card:
    step = file.steps.reflection
    card = _blank_card(file, "phrases.list", "Reflection", ("steps", "reflection"))._replace(
        hint=step.hint or "",
        fingerprint=fingerprint_of("reflection.phrases", words_of(step.key_phrases)),
    )
    return with_phrases(card, step.key_phrases)


def _blank_card(file: Scenario, slot: str, name: str, place: Place) -> Card:
    seconds = file.steps.reflection.seconds or SECONDS["reflection"]
    return blank_card(KIND, file, (slot,), place)._replace(
        group=f"{file.id}/reflection",
        part="own",
        top=top_line(file.short, name, f"{seconds} s"),
        front=FRONT,
        seconds=seconds,
    )


def _contrast(file: Guide, at: int, contrast: Contrast) -> Card:
    return blank_card(KIND, file, slots(contrast), ("contrasts", at))._replace(
        group=f"{file.id}/reflection",
        top=top_line(file.short, "Reflection"),
        part="contrast",
        front=contrast.ask,
        back=contrast.answer or "",
        hint=contrast.hint or "",
        fingerprint=fingerprint_of("reflection.contrast", (contrast.ask, contrast.answer)),
    )
