"""`lpcards why`: a card's days explained, answer by answer, and what they mean for today."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

import click

from lpcards.cards.card import Card
from lpcards.cards.leech import is_leech
from lpcards.cli.options import complete_cards, json_option
from lpcards.cli.stats import columns
from lpcards.english.printable import counted
from lpcards.index.card_index import CardIndex
from lpcards.memory.explained import Account, account_json, accounts
from lpcards.memory.sm2 import GRADES, Memory
from lpcards.story.markup import in_words
from lpcards.study.card_today import CardToday, card_today, card_today_json
from lpcards.study.followed import own_day
from lpcards.study.messages import say_json, say_lines
from lpcards.study.naming import named_card
from lpcards.study.question_words import question_of
from lpcards.study.workspace import Workspace


@click.command("why")
@click.argument("card", shell_complete=complete_cards)
@json_option
@click.pass_obj
def why_command(workspace: Workspace, card: str, as_json: bool) -> None:
    """Explain why a card comes back when it does.

    Answer by answer: what each did to its interval and ease, and by which rule.
    """
    found = named_card(workspace.index, card)
    log, on = workspace.reading(), workspace.moment().day
    live = {event.id for event in log.live(found.id)}
    answers = list(accounts(log.events(found.id), live, workspace.rules))
    today = card_today(workspace.index, log, found, on)
    today = today._replace(own_due=own_day(log, found.id, workspace.rules))
    if as_json:
        say_json(
            {
                "card": found.id,
                "answers": [account_json(answer) for answer in answers],
                "today": card_today_json(today),
            }
        )
        return
    say_lines(_lines(found, answers, today, workspace.index))


def _lines(card: Card, answers: list[Account], today: CardToday, index: CardIndex) -> Iterator[str]:
    yield from _wrapped(in_words(card.front), "")
    for answer in answers:
        yield ""
        yield from _answer_lines(answer)
    yield ""
    for words in _today_words(card, today, index):
        yield from _wrapped(words, "")
    yield ""
    yield card.id


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


def _today_words(card: Card, today: CardToday, index: CardIndex) -> Iterator[str]:
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
    "review": "It comes today.",
    "new": "It comes today as a new card.",
    "drill": "It was answered today and comes again as a drill.",
}


def _turn(today: CardToday, index: CardIndex) -> Iterator[str]:
    """Yield whether it comes today; if not, though it could, why it waits."""
    memory, on = today.memory, today.on
    if today.comes:
        yield TURNS[today.comes]
    elif memory and memory.last == on:
        yield "Answered today: it does not count twice."
    elif memory is None or memory.due <= on:
        if today.waits_for:
            others = ", ".join(question_of(index, card) for card in today.waits_for)
            yield f"It waits for {others}."
        else:
            yield "It waits for another day: today's limits or the settings hold it back."
