"""Phrases that weaken a story: say it better; what do they hear?; which are they?"""

import re
from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import (
    FEWEST,
    MOST,
    File,
    after_label,
    blank_card,
    counted,
    lines,
    principle_name,
    quoted,
    slots,
    top_line,
    with_items,
    with_points,
)
from lpcards.story.models import Disqualifier, Guide, Hear
from lpcards.story.principles import EVERY_STORY

KIND = Kind(
    "disqualifier",
    leech_tip="Say it in your own words, as you would say it in this very story.",
    parts=("mend", "hear", "list", "template"),
    compared_by="question",
)

EXAMPLE, HEARD = "For example", "They hear"
"""What stands before a better line where any would do, and before what is heard otherwise."""
_PLACE = re.compile(r"\b[B-DX-Z]\b")


def cards(file: File) -> Iterator[Card]:
    """Yield for each phrase its mending and what is heard in it, and a guide's list of them all.

    The list is there only where its author wrote a cue for it: few can say what belongs in it.
    """
    for at, phrase in enumerate(file.disqualifiers):
        if _is_mended(phrase):
            yield _mend(file, at, phrase)
        if phrase.hear:
            yield _hear(file, at, phrase, phrase.hear)
    if isinstance(file, Guide) and file.phrases_hint and len(file.disqualifiers) >= FEWEST:
        yield _phrases(file)


def _is_mended(phrase: Disqualifier) -> bool:
    return bool(phrase.instead or phrase.names)


def _mend(file: File, at: int, phrase: Disqualifier) -> Card:
    """Ask for a better line: that very one, or any that names what it must."""
    names = [point.text for point in phrase.names]
    card = blank_card(KIND, file, slots(phrase, ".mend"), ("disqualifiers", at))._replace(
        group=_group(file, phrase),
        top=top_line("Say it better", phrase.scope or file.short),
        front=_set(phrase.phrase, phrase.setting),
        hint=phrase.hint or "",
        spoken=True,
        part="template" if _is_template(file, phrase) else "mend",
        fingerprint=fingerprint_of(
            "disqualifier.mend",
            (phrase.phrase, phrase.setting, phrase.instead, phrase.signals, *names),
        ),
    )
    better = phrase.instead and quoted(phrase.instead)
    heard = after_label(HEARD, phrase.signals)
    if not names:
        return card._replace(back=lines(better, heard))
    card = card._replace(
        front=f"{card.front} Which {counted(len(names), 'thing')} do you say instead?",
        below=lines(after_label(EXAMPLE, better), heard),
    )
    return with_points(card, phrase.names)


def better_line(card: Card) -> tuple[str, str]:
    """Return the better line of a `.mend` card, and what they hear otherwise."""
    said, _, heard = f"\n{card.below or card.back}".partition(f"\n{HEARD}: ")
    return said.removeprefix("\n").partition("\n")[0].removeprefix(f"{EXAMPLE}: "), heard


def _hear(file: File, at: int, disqualifier: Disqualifier, hear: Hear) -> Card:
    phrase = hear.phrase or disqualifier.phrase
    return blank_card(
        KIND, file, slots(disqualifier, ".hear"), ("disqualifiers", at, "hear")
    )._replace(
        group=_group(file, disqualifier),
        top=top_line("What do they hear?", disqualifier.scope or file.short),
        front=_set(phrase, hear.setting),
        back=hear.text,
        hint=hear.hint or "",
        part="hear",
        fingerprint=fingerprint_of("disqualifier.hear", (phrase, hear.setting, hear.text)),
    )


def _phrases(file: Guide) -> Card:
    phrases = file.disqualifiers[:MOST]
    card = blank_card(KIND, file, ("phrases.list",), ("disqualifiers",))._replace(
        top=top_line("Never say", file.short),
        front=_which(file),
        hint=file.phrases_hint or "",
        part="list",
        after=tuple(
            f"{file.id}/{KIND.name}/{phrase.id}.mend" for phrase in phrases if _is_mended(phrase)
        ),
        fingerprint=fingerprint_of("disqualifier.phrases", [phrase.phrase for phrase in phrases]),
    )
    return with_items(card, [quoted(phrase.phrase) for phrase in phrases])


def _is_template(file: File, phrase: Disqualifier) -> bool:
    """Say whether a guide's better line has places to fill in: nobody can say it aloud as it is."""
    is_asked = isinstance(file, Guide) and not phrase.names
    return is_asked and bool(_PLACE.search(phrase.instead or ""))


def _which(file: Guide) -> str:
    if file.principle == EVERY_STORY:
        return "Any story: which phrases weaken it?"
    return f"{principle_name(file)}: which phrases weaken the story?"


def _set(phrase: str, setting: str | None) -> str:
    """Return the phrase in its setting; one that ends with a colon leads up to it."""
    parts = [quoted(phrase), setting]
    if setting and setting.endswith(":"):
        parts.reverse()
    return " ".join(part for part in parts if part)


def _group(file: File, phrase: Disqualifier) -> str:
    return f"{file.id}/{KIND.name}/{phrase.id}"
