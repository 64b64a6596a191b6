"""`lpcards why`: a card's days explained, answer by answer, and what they mean for today."""

from collections.abc import Iterator
from textwrap import wrap

import click

from lpcards.cli.options import complete_cards, json_option
from lpcards.cli.stats import columns
from lpcards.index.card_index import CardIndex
from lpcards.memory.explained import Account, account_json
from lpcards.story.markup import in_words
from lpcards.study.card_today import card_today_json
from lpcards.study.card_words import CardReasons, account_words, reasons_of, today_words
from lpcards.study.messages import say_json, say_lines
from lpcards.study.naming import named_card
from lpcards.study.workspace import Workspace


@click.command("why")
@click.argument("card", shell_complete=complete_cards)
@json_option
@click.pass_obj
def why_command(workspace: Workspace, card: str, as_json: bool) -> None:
    """Explain why a card comes back when it does.

    Answer by answer: what each did to its interval and ease, and by which rule. With FSRS to its
    stability and difficulty.
    """
    found = named_card(workspace.index, card)
    reasons = reasons_of(workspace, found)
    if as_json:
        say_json(
            {
                "card": found.id,
                "answers": [account_json(answer) for answer in reasons.answers],
                "today": card_today_json(reasons.today),
            }
        )
        return
    say_lines(_lines(reasons, workspace.index))


def _lines(reasons: CardReasons, index: CardIndex) -> Iterator[str]:
    card = reasons.card
    yield from _wrapped(in_words(card.front), "")
    for answer in reasons.answers:
        yield ""
        yield from _answer_lines(answer)
    yield ""
    for words in today_words(card, reasons.today, index):
        yield from _wrapped(words, "")
    yield ""
    yield card.id


COLUMN = 10
"""So wide is at least the column of what the words are about."""


def _answer_lines(answer: Account) -> Iterator[str]:
    head, rows = account_words(answer)
    yield head
    width = max(COLUMN, *(len(name) + 2 for name, _ in rows)) if rows[0][0] else 0
    for name, words in rows:
        yield from _wrapped(f"{name:<{width}}{words}" if name else words, "  ", width)


def _wrapped(words: str, margin: str, hanging: int = 0) -> list[str]:
    return wrap(
        words,
        columns(),
        initial_indent=margin,
        subsequent_indent=margin + " " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
