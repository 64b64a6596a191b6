"""`lpcards why`: a card's days explained, answer by answer, and what they mean for today."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import NamedTuple

import click

from lpcards.cards.card import Card, Outline
from lpcards.cards.leech import is_leech
from lpcards.cli.stats import columns
from lpcards.english.printable import counted
from lpcards.index.card_index import Compiled
from lpcards.log import Log
from lpcards.memory.event import event_json
from lpcards.memory.explained import Account, accounts
from lpcards.memory.recall import recall
from lpcards.memory.sm2 import GRADES, Memory
from lpcards.study.messages import json_option, say_json, say_lines
from lpcards.study.naming import complete_cards, named_card
from lpcards.study.today import queue_today, today_in
from lpcards.study.workspace import Workspace


class Standing(NamedTuple):
    """What a card's answers mean for a study day.

    `comes` says in which part of today's queue it is, "" in none. Of a card that could come
    `waits_for` names the siblings or parts in the way.
    """

    on: date
    memory: Memory | None
    suspended: bool
    buried: bool
    comes: str
    waits_for: list[str]

    @property
    def recall(self) -> float | None:
        """The predicted recall on that day."""
        memory = self.memory
        return recall(memory, self.on) if memory else None


@click.command("why")
@click.argument("card", shell_complete=complete_cards)
@json_option
@click.pass_obj
def why_command(workspace: Workspace, card: str, as_json: bool) -> None:
    """Explain a card's days, answer by answer.

    What each answer made of its interval and ease, and by which rule.
    """
    found = named_card(workspace.compiled, card)
    log, on = workspace.reading(), workspace.moment().day
    live = {event.id for event in log.live(found.id)}
    told = list(accounts(log.events(found.id), live, workspace.rules))
    standing = _standing(workspace.compiled, log, found, on)
    if as_json:
        say_json(
            {
                "card": found.id,
                "answers": [_json(one) for one in told],
                "today": _standing_json(standing),
            }
        )
        return
    say_lines(_lines(found, told, standing))


def _standing(compiled: Compiled, log: Log, card: Card, on: date) -> Standing:
    queue = queue_today(compiled, log, on)
    today = today_in(log, on)
    parts = {
        "review": {entry.id for entry in queue.reviews},
        "new": {entry.id for entry in queue.new},
        "drill": {drill.card for drill in queue.drills},
    }
    answered = compiled.entries(today.answered).values()
    asked = (*answered, *queue.reviews, *queue.new)
    memory = log.memory([card.id]).get(card.id)
    comes = next((part for part, ids in parts.items() if card.id in ids), "")
    could = not comes and (memory is None or (memory.due <= on and memory.last < on))
    return Standing(
        on=on,
        memory=memory,
        suspended=card.id in log.suspended(),
        buried=card.id in today.buried,
        comes=comes,
        waits_for=_in_the_way(card, asked, log) if could else [],
    )


def _in_the_way(card: Card, asked: tuple[Outline, ...], log: Log) -> list[str]:
    """Return the siblings asked today, and the parts that were never answered."""
    siblings = [one.id for one in asked if one.group == card.group and one.id != card.id]
    known = log.memory(card.after)
    return [*siblings, *(part for part in card.after if part not in known)]


def _lines(card: Card, told: list[Account], standing: Standing) -> Iterator[str]:
    yield card.id
    yield from _wrapped(card.front, "  ")
    for one in told:
        yield ""
        yield from _answer(one)
    yield ""
    for words in _today(card, standing):
        yield from _wrapped(words, "")


def _answer(told: Account) -> Iterator[str]:
    event = told.event
    grade = "" if event.grade is None else f" {event.grade} {GRADES[event.grade]}"
    yield f"{event.day}{grade}"
    if not told.ease:
        yield from _wrapped(told.interval, "  ")
        return
    yield from _wrapped(f"interval  {told.interval}", "  ")
    yield from _wrapped(f"ease      {told.ease}", "  ")
    if told.due:
        yield from _wrapped(f"due       {told.due}", "  ")


def _wrapped(words: str, margin: str) -> list[str]:
    hanging = margin + " " * (10 if margin and words[:10] != words[:10].rstrip() else 0)
    return wrap(
        words,
        columns(),
        initial_indent=margin,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _today(card: Card, standing: Standing) -> Iterator[str]:
    """Yield what it means for today, a sentence each."""
    memory = standing.memory
    yield "New: not answered yet." if memory is None else _due(memory, standing.on)
    if memory and standing.recall is not None:
        lapses = counted(memory.lapses, "lapse")
        yield f"Predicted recall today: {standing.recall * 100:.0f} %. {lapses} so far."
        if is_leech(memory):
            yield "A leech: it fails again and again. Write it anew, or take it apart:"
            yield f"{card.path}:{card.line}"
    if standing.suspended:
        yield "Suspended: it is not asked until `lpcards resume`."
    elif standing.buried:
        yield "Buried: it is left alone until tomorrow."
    else:
        yield from _turn(standing)


def _due(memory: Memory, on: date) -> str:
    days = (memory.due - on).days
    if days > 0:
        return f"Due in {counted(days, 'day')}, on {memory.due}."
    late = f", overdue by {counted(-days, 'day')}" if days else ""
    return f"Due {'since ' + str(memory.due) if days else 'today'}{late}."


TURNS = {
    "review": "It comes today.",
    "new": "It comes today as a new card.",
    "drill": "It was answered today, and comes once more as a drill.",
}


def _turn(standing: Standing) -> Iterator[str]:
    """Yield whether it comes today; if not, though it could, why it waits."""
    memory, on = standing.memory, standing.on
    if standing.comes:
        yield TURNS[standing.comes]
    elif memory and memory.last == on:
        yield "Answered today: it does not count twice."
    elif memory is None or memory.due <= on:
        if standing.waits_for:
            yield f"It waits for {', '.join(standing.waits_for)}."
        else:
            yield "It waits for another day: today's limits or the settings keep it."


def _json(told: Account) -> dict[str, object]:
    return {
        "event": event_json(told.event),
        "rule": told.rule,
        "interval": _change(told, "interval"),
        "ease": _change(told, "ease"),
        "due": told.after.due.isoformat() if told.after else None,
        "words": {"interval": told.interval, "ease": told.ease, "due": told.due},
    }


def _change(told: Account, field: str) -> list[object]:
    """Return the value before and after; None where nothing was remembered."""
    values = (getattr(one, field, None) for one in (told.before, told.after))
    return [one / 100 if field == "ease" and one else one for one in values]


def _standing_json(standing: Standing) -> dict[str, object]:
    memory = standing.memory
    return {
        "day": standing.on.isoformat(),
        "due": memory.due.isoformat() if memory else None,
        "days": (memory.due - standing.on).days if memory else None,
        "recall": None if standing.recall is None else round(standing.recall, 4),
        "lapses": memory.lapses if memory else 0,
        "leech": bool(memory and is_leech(memory)),
        "suspended": standing.suspended,
        "buried": standing.buried,
        "comes": standing.comes or None,
        "waits_for": standing.waits_for,
    }
