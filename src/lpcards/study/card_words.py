"""What there is to say of a card: why it comes when it comes, what is remembered, its history."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.cards.leech import is_leech
from lpcards.english.printable import counted, span
from lpcards.index.card_index import CardIndex
from lpcards.log import Log
from lpcards.memory.explained import Account, accounts
from lpcards.memory.sm2 import GRADES, Memory, Rules, strength_words
from lpcards.study.card_record import described, history_of
from lpcards.study.card_today import CardToday, card_today
from lpcards.study.followed import own_day
from lpcards.study.question_words import question_of
from lpcards.study.workspace import Workspace


class CardReasons(NamedTuple):
    """Why a card comes back when it does: its answers, and what they mean for today."""

    card: Card
    answers: list[Account]
    today: CardToday


def reasons_of(workspace: Workspace, card: Card) -> CardReasons:
    """Return why a card comes back when it does."""
    log, on = workspace.reading(), workspace.moment().day
    live = {event.id for event in log.live(card.id)}
    answers = list(accounts(log.events(card.id), live, workspace.rules))
    today = card_today(workspace.index, log, card, on)
    own = own_day(log, card.id, workspace.rules)
    return CardReasons(card, answers, today._replace(own_due=own))


def account_words(answer: Account) -> tuple[str, list[tuple[str, str]]]:
    """Return when an answer was given and how it was graded; then what it did, name and words.

    What changed nothing has one row without a name.
    """
    event = answer.event
    grade = "" if event.grade is None else f" {event.grade} {GRADES[event.grade]}"
    rows = [row for row in answer.words.items() if row[1]]
    return f"{event.day}{grade}", rows if len(rows) > 1 else [("", answer.interval)]


def today_words(card: Card, today: CardToday, index: CardIndex) -> Iterator[str]:
    """Yield what it means for today, a sentence each."""
    memory = today.memory
    yield "New: not answered yet." if memory is None else _due(memory, today.on)
    if today.own_due:
        yield f"That is Anki's day (`follow: anki`); its own would be {today.own_due}."
    if memory and today.recall is not None:
        lapses = counted(memory.lapses, "lapse")
        yield f"Predicted recall today: {today.recall:.0%}. {lapses} so far."
        if is_leech(memory):
            yield "A leech: it fails again and again. Rewrite it, or split it:"
            yield f"{card.path}:{card.line}"
    if today.suspended:
        yield "Suspended: it is not asked until `lpcards resume`."
    elif today.buried:
        yield "Buried: it is left alone until tomorrow."
    else:
        yield from _turn(today, index)


def _due(memory: Memory, on: date) -> str:
    days = (memory.due - on).days
    if days > 0:
        return f"Due in {counted(days, 'day')}, on {memory.due}."
    late = f", overdue by {counted(-days, 'day')}" if days else ""
    return f"Due {'since ' + str(memory.due) if days else 'today'}{late}."


TURNS = {
    "review": "It comes today",
    "new": "It comes today as a new card",
    "drill": "It was answered today and comes again as a drill",
}
REASONS = {
    "missed": "you missed it in an interview",
    "early": "it is asked early, for the interview",
}


def _turn(today: CardToday, index: CardIndex) -> Iterator[str]:
    """Yield whether it comes today; if not, though it could, why it waits."""
    memory, on = today.memory, today.on
    if today.comes:
        because = REASONS.get(today.because)
        yield f"{TURNS[today.comes]}{f': {because}' if because else ''}."
    elif memory and memory.last == on:
        yield "Answered today: it does not count twice."
    elif memory is None or memory.due <= on:
        if today.waits_for:
            others = ", ".join(question_of(index, card) for card in today.waits_for)
            yield f"It waits for {others}."
        else:
            yield "It waits for another day: today's limits or the settings hold it back."


def memory_lines(card: Card, log: Log, rules: Rules) -> list[str]:
    """Return what is remembered of a card, and its history, line by line."""
    memory = log.memory([card.id]).get(card.id)
    if memory is None:
        lines = ["new: not answered yet"]
    else:
        own = own_day(log, card.id, rules)
        anki_s = f" (Anki's day; its own is {own})" if own else ""
        lines = [
            f"due {memory.due}{anki_s}, interval {span(memory.interval)}, {strength_words(memory)}",
            f"{memory.repetitions} right in a row, {counted(memory.lapses, 'lapse')}",
        ]
    if card.id in log.suspended():
        lines.append("suspended")
    if (flag := log.flags().get(card.id)) is not None:
        lines.append(f"flagged: {flag}" if flag else "flagged")
    return lines + [described(event) for event in history_of(log, card.id)]
