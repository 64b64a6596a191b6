"""The words that all kinds of cards share: top lines, names, quotations."""

from collections.abc import Iterable

from lpcards.english.vocabulary import number_word
from lpcards.story.models import Guide, Level, Scenario
from lpcards.story.principles import PRINCIPLES

TOP_WIDTH = 42
"""A top line fits on one line of a phone or of a narrow terminal."""

SAID_FASTER = {
    "hire-and-develop-the-best": "Hire and Develop",
    "insist-on-the-highest-standards": "Highest Standards",
    "have-backbone-disagree-and-commit": "Backbone",
    "strive-to-be-earths-best-employer": "Best Employer",
    "success-and-scale-bring-broad-responsibility": "Broad Responsibility",
}
LEVELS = {"sde1": "SDE 1", "sde2": "SDE 2", "senior": "Senior SDE"}


def top_line(*parts: str, join: str = " · ") -> str:
    """Return the parts as one line of at most 42 characters; the longest gives way."""
    shortened = [" ".join(part.split()) for part in parts]
    over = len(join.join(shortened)) - TOP_WIDTH
    if over > 0:
        at = max(range(len(shortened)), key=lambda number: len(shortened[number]))
        shortened[at] = shortened[at][: -over - 1].rstrip() + "…"
    return join.join(shortened)


def quoted(text: str) -> str:
    """Return the text as speech; quotation marks of the author's stay as they are."""
    if text[0] in '"“„«' and text[-1] in '"”“»':
        return text
    return '"' + text.replace('"', "'") + '"'


def phrase_item(text: str, fact: str | None) -> str:
    """Return a key phrase as an item: the marker, and the fact it stands for."""
    return f"{quoted(text)}: {fact}" if fact else text


def lines(*texts: str | None) -> str:
    """Return those of the lines that say something."""
    return "\n".join(line for line in texts if line)


def after_label(label: str, text: str | None) -> str | None:
    """Return `label: text`, or nothing where there is no text."""
    return f"{label}: {text}" if text else None


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `three moves`."""
    count = number_word(number)
    return f"{count} {noun}" if number == 1 else f"{count} {noun}s"


def principle_name(file: Scenario | Guide) -> str:
    """Return the full name of the file's principle."""
    name = file.name if isinstance(file, Guide) else None
    return name or PRINCIPLES.get(file.principle, file.short)


def short_principle(principle: str) -> str:
    """Return a principle's name for a top line."""
    plain = principle.replace("-", " ").capitalize()
    return SAID_FASTER.get(principle) or PRINCIPLES.get(principle, plain)


def level_name(level: str, levels: Iterable[Level] = ()) -> str:
    """Return how a level is called: by the author, by custom, or by its id."""
    own = next((known.name for known in levels if known.level == level and known.name), None)
    return own or LEVELS.get(level) or level.replace("-", " ").capitalize()
