"""`lpcards doctor`: is the log sound, and which cards are retired."""

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

import click

from lpcards.cards.card import Card
from lpcards.cli.future import future_words
from lpcards.index.card_index import Compiled
from lpcards.log import Log
from lpcards.study.saying import json_option, say_json, say_lines
from lpcards.study.synced_folders import syncing, warning

if TYPE_CHECKING:
    from lpcards.study.open_content import Desk

ALIKE = 0.6

WAY_OUT = "If the clock is right, `lpcards undo --future` takes back what a wrong one dated."


class Retired(NamedTuple):
    """A remembered card that the content no longer has, and the card it may have become."""

    card: str
    waiting: bool
    match: str | None
    likeness: float


@click.command("doctor")
@json_option
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool) -> None:
    """Prove the log sound, and find retired cards.

    It is replayed against the derived tables. Nothing is changed.
    """
    desk: Desk = ctx.obj
    log = desk.reading()
    future, words = future_words(log, desk.moment())
    faults = [*log.verify(), *([f"{words}. {WAY_OUT}"] if future else [])]
    retired = retired_cards(desk.compiled, log)
    if as_json:
        gone = [card._asdict() for card in retired]
        synced = syncing(desk.database) or None
        say_json({"faults": faults, "future": future, "synced": synced, "retired": gone})
    else:
        say_lines(faults or ["The log is sound: a replay gives what is remembered."])
        say_lines(filter(None, [warning(desk.database)]))
        say_lines(_line(one) for one in retired)
    ctx.exit(1 if faults else 0)


def _line(retired: Retired) -> str:
    if retired.waiting:
        return f"{retired.card}: waits for a content file that could not be loaded"
    if retired.match is None:
        return f"{retired.card}: retired"
    return (
        f"{retired.card}: retired; {retired.likeness:.0%} like {retired.match}"
        f" (lpcards adopt {retired.card} {retired.match})"
    )


def retired_cards(compiled: Compiled, log: Log) -> list[Retired]:
    """Return the remembered cards that no content file makes, each with its likeliest heir."""
    remembered = dict(log.remembered())
    gone = sorted(remembered.keys() - compiled.entries(remembered).keys())
    if not gone:
        return []
    unseen = [card for card in compiled.cards() if card.id not in remembered]
    loaded = {story.id for story in compiled.stories()}
    return [
        _retired(card, log.text(remembered[card].fingerprint), unseen)
        if card.partition("/")[0] in loaded or not compiled.faulty
        else Retired(card, waiting=True, match=None, likeness=0.0)
        for card in gone
    ]


def _retired(card: str, text: object, unseen: list[Card]) -> Retired:
    kind = card.split("/")[1] if card.count("/") > 1 else ""
    told = f"{getattr(text, 'front', '')}\n{getattr(text, 'back', '')}"
    heirs = [(_likeness(card, told, heir), heir.id) for heir in unseen if heir.kind == kind]
    likeness, match = max(heirs, default=(0.0, ""))
    if likeness < ALIKE:
        return Retired(card, waiting=False, match=None, likeness=0.0)
    return Retired(card, waiting=False, match=match, likeness=round(likeness, 2))


def _likeness(card: str, told: str, heir: Card) -> float:
    """Compare the words last shown; where none were kept, the ids."""
    if not told.strip():
        return SequenceMatcher(None, card, heir.id).ratio()
    return SequenceMatcher(None, told.split(), f"{heir.front}\n{heir.back}".split()).ratio()
