"""Which principle a page is told for: the option decides, the title says it, or one is asked."""

from collections.abc import Mapping
from functools import partial

import click

from lpcards.drafts.page import Walkthrough, principle_named, principle_of_title, spoken_of
from lpcards.study import clock
from lpcards.study.naming import principles_named
from lpcards.terminal.conversation import Left, conversation


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


def _known(wanted: str, known: Mapping[str, str]) -> str:
    return principle_named(wanted, known) or principles_named([wanted], known, "story for")[0]


def _asked(page: Walkthrough, known: Mapping[str, str]) -> str:
    """Ask which principle the story is told for; Enter leaves it open, or takes what is hinted."""
    hint = next(iter(spoken_of(page, known)), "")

    enter = f"Enter takes {hint}." if hint else "Enter leaves it open."
    with conversation(clock.monotonic) as talk:
        talk.say("Which principle is it for? The page does not say.", ", ".join(known))
        try:
            return talk.ask(partial(_known, known=known), enter) or hint
        except Left:
            raise click.Abort from None
