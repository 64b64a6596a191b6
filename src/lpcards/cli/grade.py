"""`lpcards grade`: an answer without a terminal."""

import click

from lpcards.cards.card import Card
from lpcards.cli.options import complete_cards, json_option
from lpcards.english.printable import span
from lpcards.index.card_index import CardIndex
from lpcards.log import Answered, Log
from lpcards.log.event_log import answered_json
from lpcards.memory.sm2 import GRADES
from lpcards.study.card_record import is_open, shown
from lpcards.study.messages import say, say_json
from lpcards.study.naming import named_card
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

LONGEST_KEY = 200


def _key(_: click.Context, __: click.Parameter, key: str | None) -> str:
    """Return a key, "" if none is given; a usage error for what is none."""
    if key is None:
        return ""
    if not 0 < len(key) <= LONGEST_KEY or any(not "!" <= one <= "~" for one in key):
        raise click.BadParameter(
            f"{key!a} is not a key: write at most {LONGEST_KEY} ASCII characters, no spaces"
        )
    return key


@click.command("grade")
@click.argument("card", shell_complete=complete_cards)
@click.argument("grade", type=click.IntRange(0, 5))
@click.option("--seconds", type=click.FloatRange(0, 86_400), help="How long the answer took.")
@click.option(
    "--missed", metavar="N,N", default="", help="The items of a checklist that were missed, from 1."
)
@click.option(
    "--once",
    callback=_key,
    metavar="KEY",
    help="Record it once, however often it is sent with this key, such as a UUID.",
)
@click.option("--cram", is_flag=True, help="Log the answer without changing the schedule.")
@json_option
@click.pass_obj
def grade_command(
    workspace: Workspace,
    card: str,
    grade: int,
    seconds: float | None,
    missed: str,
    once: str,
    cram: bool,
    as_json: bool,
) -> None:
    """Answer a card without a terminal.

    GRADE is 0 blackout, 1 wrong, 2 nearly, 3 hard, 4 good or 5 perfect. The first answer of a
    study day counts; a later one is a drill. A card that is not due yet is answered by the rule
    for early answers. An open question has no answer to grade yet: write one in `review` or in
    its file.
    """
    log = workspace.writing()
    answered = log.answered(once, card, grade) if once else None
    if answered is None:
        asked = _askable(workspace.index, log, card)
        answered = log.answer(
            asked.id,
            grade,
            workspace.moment(),
            seconds=seconds,
            shown=shown(asked),
            details={"missed": _positions(missed, asked)} if missed else {},
            cram=cram,
            once=once,
        )
    _say_result(answered, as_json=as_json)


def _say_result(answered: Answered, *, as_json: bool) -> None:
    if as_json:
        say_json(answered_json(answered))
    else:
        say(_outcome(answered))


def _askable(index: CardIndex, log: Log, name: str) -> Card:
    try:
        card = named_card(index, name)
    except UserFault:
        if log.memory([name]):
            raise UserFault(f"{name} is retired: no story here has it") from None
        raise
    if is_open(card.id):
        raise UserFault(
            f"{card.id} is an open question, and there is no answer to grade yet: write one in "
            f"`lpcards review`, or in {card.path}:{card.line} (`lpcards edit {card.scenario}`)"
        )
    if card.id in log.suspended():
        raise UserFault(f"{card.id} is suspended; `lpcards resume {card.id}` asks it again")
    return card


def _positions(missed: str, card: Card) -> list[int]:
    try:
        positions = [int(one) - 1 for one in missed.split(",")]
    except ValueError:
        raise UserFault(f"--missed {missed!r}: write numbers with commas, such as 1,3") from None
    if not all(0 <= position < len(card.items) for position in positions):
        raise UserFault(f"--missed {missed!r}: {card.id} has {len(card.items)} items")
    return sorted(set(positions))


def _outcome(answered: Answered) -> str:
    event = answered.event
    grade = event.grade or 0
    words = f"{event.card}: {grade} {GRADES[grade]}"
    if answered.repeated:
        return f"{words} (already recorded with this key)"
    if answered.counted in {"drill", "cram"} or answered.memory is None:
        return f"{words} ({answered.counted}: the schedule stays as it was)"
    memory = answered.memory
    return f"{words}; next in {span((memory.due - memory.last).days)}, on {memory.due}"
