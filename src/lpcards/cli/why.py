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
from lpcards.index.card_index import CardIndex
from lpcards.log import Log
from lpcards.memory.event import event_json
from lpcards.memory.explained import Account, accounts
from lpcards.memory.recall import recall
from lpcards.memory.sm2 import GRADES, Memory
from lpcards.study.messages import json_option, say_json, say_lines
from lpcards.study.naming import complete_cards, named_card
from lpcards.study.today import queue_today, today_in
from lpcards.study.workspace import Workspace


class CardToday(NamedTuple):
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
    found = named_card(workspace.index, card)
    log, on = workspace.reading(), workspace.moment().day
    live = {event.id for event in log.live(found.id)}
    answers = list(accounts(log.events(found.id), live, workspace.rules))
    today = _card_today(workspace.index, log, found, on)
    if as_json:
        say_json(
            {
                "card": found.id,
                "answers": [_answer_json(answer) for answer in answers],
                "today": _today_json(today),
            }
        )
        return
    say_lines(_lines(found, answers, today))


def _card_today(index: CardIndex, log: Log, card: Card, on: date) -> CardToday:
    queue = queue_today(index, log, on)
    so_far = today_in(log, on)
    parts = {
        "review": {entry.id for entry in queue.reviews},
        "new": {entry.id for entry in queue.new},
        "drill": {drill.card for drill in queue.drills},
    }
    answered = index.outlines_of(so_far.answered).values()
    asked = (*answered, *queue.reviews, *queue.new)
    memory = log.memory([card.id]).get(card.id)
    comes = next((part for part, ids in parts.items() if card.id in ids), "")
    could = not comes and (memory is None or (memory.due <= on and memory.last < on))
    return CardToday(
        on=on,
        memory=memory,
        suspended=card.id in log.suspended(),
        buried=card.id in so_far.buried,
        comes=comes,
        waits_for=_in_the_way(card, asked, log) if could else [],
    )


def _in_the_way(card: Card, asked: tuple[Outline, ...], log: Log) -> list[str]:
    """Return the siblings asked today, and the parts that were never answered."""
    siblings = [other.id for other in asked if other.group == card.group and other.id != card.id]
    known = log.memory(card.after)
    return [*siblings, *(part for part in card.after if part not in known)]


def _lines(card: Card, answers: list[Account], today: CardToday) -> Iterator[str]:
    yield card.id
    yield from _wrapped(card.front, "  ")
    for answer in answers:
        yield ""
        yield from _answer_lines(answer)
    yield ""
    for words in _today_words(card, today):
        yield from _wrapped(words, "")


def _answer_lines(answer: Account) -> Iterator[str]:
    event = answer.event
    grade = "" if event.grade is None else f" {event.grade} {GRADES[event.grade]}"
    yield f"{event.day}{grade}"
    if not answer.ease:
        yield from _wrapped(answer.interval, "  ")
        return
    yield from _wrapped(f"interval  {answer.interval}", "  ")
    yield from _wrapped(f"ease      {answer.ease}", "  ")
    if answer.due:
        yield from _wrapped(f"due       {answer.due}", "  ")


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


def _today_words(card: Card, today: CardToday) -> Iterator[str]:
    """Yield what it means for today, a sentence each."""
    memory = today.memory
    yield "New: not answered yet." if memory is None else _due(memory, today.on)
    if memory and today.recall is not None:
        lapses = counted(memory.lapses, "lapse")
        yield f"Predicted recall today: {today.recall * 100:.0f} %. {lapses} so far."
        if is_leech(memory):
            yield "A leech: it fails again and again. Write it anew, or take it apart:"
            yield f"{card.path}:{card.line}"
    if today.suspended:
        yield "Suspended: it is not asked until `lpcards resume`."
    elif today.buried:
        yield "Buried: it is left alone until tomorrow."
    else:
        yield from _turn(today)


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


def _turn(today: CardToday) -> Iterator[str]:
    """Yield whether it comes today; if not, though it could, why it waits."""
    memory, on = today.memory, today.on
    if today.comes:
        yield TURNS[today.comes]
    elif memory and memory.last == on:
        yield "Answered today: it does not count twice."
    elif memory is None or memory.due <= on:
        if today.waits_for:
            yield f"It waits for {', '.join(today.waits_for)}."
        else:
            yield "It waits for another day: today's limits or the settings keep it."


def _answer_json(answer: Account) -> dict[str, object]:
    memories = (answer.before, answer.after)
    return {
        "event": event_json(answer.event),
        "rule": answer.rule,
        "interval": [memory.interval if memory else None for memory in memories],
        "ease": [memory.ease / 100 if memory else None for memory in memories],
        "due": answer.after.due.isoformat() if answer.after else None,
        "words": {"interval": answer.interval, "ease": answer.ease, "due": answer.due},
    }


def _today_json(today: CardToday) -> dict[str, object]:
    memory = today.memory
    return {
        "day": today.on.isoformat(),
        "due": memory.due.isoformat() if memory else None,
        "days": (memory.due - today.on).days if memory else None,
        "recall": None if today.recall is None else round(today.recall, 4),
        "lapses": memory.lapses if memory else 0,
        "leech": bool(memory and is_leech(memory)),
        "suspended": today.suspended,
        "buried": today.buried,
        "comes": today.comes or None,
        "waits_for": today.waits_for,
    }
