"""Which principle a story is told for: the option decides, the notes say it, or one is asked."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import click
from rich.text import Text

from lpcards.drafts.page import Walkthrough, principle_named, principle_of_title, spoken_of
from lpcards.english.printable import printable
from lpcards.story.principles import short_principle
from lpcards.study import clock
from lpcards.study.naming import principles_named
from lpcards.system.problem import UserFault
from lpcards.terminal.conversation import Left, conversation
from lpcards.terminal.text_lines import hanging


def principle_of(
    wanted: str | None, page: Walkthrough, known: Mapping[str, str], *, asks: bool
) -> str:
    """Return the id of the principle `wanted`, or of the page's own; "": it is to be filled in.

    `known` are the names of principles by id; `asks`: somebody is there to be asked.
    """
    if wanted is not None:
        return _known(wanted, known)
    found = principle_of_title(page.title, known)
    return found or (_asked(page, known) if asks else "")


def principle_lines(ids: Sequence[str], width: int) -> Iterator[Text]:
    """Yield the lines of a numbered list of principles, by the names that people say."""
    room = len(str(len(ids)))
    for number, name in enumerate(ids, 1):
        mark = Text(f"  {number:>{room}} ")
        yield from hanging(mark, Text(printable(short_principle(name))), width)


def principle_meant(line: str, ids: Sequence[str], known: Mapping[str, str]) -> str:
    """Return the principle that a line names: by its number in a list, or as people say it.

    Raises UserFault.
    """
    if not line.isdecimal():
        return _known(line, known)
    if not 1 <= int(line) <= len(ids):
        raise UserFault(f"The numbers go from 1 to {len(ids)}.")
    return ids[int(line) - 1]


def _known(wanted: str, known: Mapping[str, str]) -> str:
    return principle_named(wanted, known) or principles_named([wanted], known, "story for")[0]


def _asked(page: Walkthrough, known: Mapping[str, str]) -> str:
    """Ask which principle the story is told for; Enter leaves it open, or takes what is hinted."""
    hints = spoken_of(page, known)[:1]
    ids = list(dict.fromkeys([*hints, *known]))
    enter = f"Enter takes {short_principle(hints[0])}." if hints else "Enter leaves it open."
    with conversation(clock.monotonic) as talk:
        talk.say("Which principle is it for? The page does not say.")
        meant = partial(principle_meant, ids=ids, known=known)
        try:
            return talk.ask(
                meant, *principle_lines(ids, talk.width), f"A number or a name. {enter}"
            ) or "".join(hints)
        except Left:
            raise click.Abort from None
