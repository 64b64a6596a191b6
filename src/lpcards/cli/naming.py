"""Cards and stories as they are named on the command line: ids, globs, completion, options."""

import os
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from lpcards.card import Card
from lpcards.compiled import Compiled, Selection
from lpcards.principles import PRINCIPLES
from lpcards.problem import UserFault

Command = TypeVar("Command", bound=Callable[..., Any])


def named_card(compiled: Compiled, card_id: str) -> Card:
    """Return the card of that id, or of the id it has now; raise UserFault if there is none."""
    card = compiled.card(card_id) or compiled.card(compiled.aliases.get(card_id, ""))
    if card is None:
        raise UserFault(f"there is no card {card_id!r}{_meant(card_id, compiled.card_ids())}")
    return card


def named_story(compiled: Compiled, story_id: str) -> str:
    """Return the id if a story or guide has it; raise UserFault if none has."""
    ids = [story.id for story in compiled.stories()]
    if story_id not in ids:
        raise UserFault(
            f"there is no story {story_id!r}{_meant(story_id, ids) or _faulty(compiled)}"
        )
    return story_id


def named_path(compiled: Compiled, story_id: str) -> str:
    """Return the path of a story; one that cannot be loaded goes by its file's name."""
    for path in compiled.faulty:
        if os.path.splitext(os.path.basename(path))[0] == story_id:
            return path
    name = named_story(compiled, story_id)
    return next(one.path for one in compiled.stories() if one.id == name)


def _faulty(compiled: Compiled) -> str:
    return "; a content file could not be loaded: `lpcards check`" if compiled.faulty else ""


def _meant(wrong: str, ids: Iterable[str]) -> str:
    from difflib import get_close_matches

    meant = get_close_matches(wrong, list(ids), n=1, cutoff=0.6)
    return f"; did you mean {meant[0]!r}?" if meant else ""


def cards_named(compiled: Compiled, names: Iterable[str]) -> list[Card]:
    """Return the cards that ids and globs name; raise UserFault where one names nothing."""
    found: dict[str, Card] = {}
    for name in names:
        if _is_glob(name):
            matched = list(compiled.cards(Selection(globs=(name,))))
            if not matched:
                raise UserFault(f"no card's id matches {name!r}")
            found.update((card.id, card) for card in matched)
        else:
            card = named_card(compiled, name)
            found[card.id] = card
    return list(found.values())


def _completed(listed: Callable[[Compiled], Iterable[str]]) -> Callable[..., list[str]]:
    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
        from lpcards.cli.desk import Desk

        told = ctx.find_root().params
        try:
            with Desk(told.get("content") or (), told.get("db"), None) as desk:
                return [word for word in listed(desk.compiled) if word.startswith(incomplete)]
        except (UserFault, OSError):
            return []

    return complete


complete_cards = _completed(lambda compiled: compiled.card_ids())
complete_stories = _completed(lambda compiled: [story.id for story in compiled.stories()])


@_completed
def complete_principles(compiled: Compiled) -> Iterable[str]:
    """Complete the principles that stories and guides are told for."""
    return sorted({story.principle for story in compiled.stories()} - {"all"})


@_completed
def complete_all_principles(compiled: Compiled) -> Iterable[str]:
    """Complete every principle that a story may be told for."""
    return sorted({*PRINCIPLES, *(story.principle for story in compiled.stories())} - {"all"})


@_completed
def complete_kinds(compiled: Compiled) -> Iterable[str]:
    """Complete the kinds of card."""
    return compiled.kinds()


def selecting(command: Command) -> Command:
    """Give a command the options that select cards, and globs on card ids."""
    options = (
        click.argument("globs", nargs=-1, metavar="[CARD]...", shell_complete=complete_cards),
        _option("--scenario", "STORY", "Only this story.", complete_stories),
        _option("--principle", "PRINCIPLE", "Only this principle.", complete_principles),
        _option("--kind", "KIND", "Only this kind of card.", complete_kinds),
    )
    for option in options:
        command = option(command)
    return command


def _option(
    name: str, metavar: str, words: str, complete: Callable[..., list[str]]
) -> Callable[[Command], Command]:
    return click.option(
        name, multiple=True, metavar=metavar, help=f"{words} Repeatable.", shell_complete=complete
    )


def selection_of(compiled: Compiled, told: dict[str, Any]) -> Selection:
    """Return the selection of a command's options; raise UserFault for names of nothing."""
    chosen = Selection(
        scenarios=tuple(named_story(compiled, one) for one in told["scenario"]),
        principles=tuple(told["principle"]),
        kinds=tuple(told["kind"]),
        globs=tuple(_named(compiled, one) for one in told["globs"]),
    )
    _refuse_unknown(chosen, compiled)
    return chosen


def _named(compiled: Compiled, name: str) -> str:
    """Return a glob that matches something: as given, a story's, or the id that a card has now."""
    if any(story.id == name for story in compiled.stories()):
        return f"{name}/*"
    return (
        name if _is_glob(name) and cards_named(compiled, [name]) else named_card(compiled, name).id
    )


def _is_glob(name: str) -> bool:
    return any(char in name for char in "*?[")


def _refuse_unknown(chosen: Selection, compiled: Compiled) -> None:
    if chosen.kinds:
        must_be_among(chosen.kinds, compiled.kinds(), "kind of card")
    if chosen.principles:
        known = {name for story in compiled.stories() for name in (story.principle, *story.also)}
        must_be_among(chosen.principles, known, "principle with cards")


def must_be_among(wanted: Iterable[str], known: Iterable[str], noun: str) -> None:
    """Raise UserFault for the first of `wanted` that is not `known`."""
    for one in wanted:
        if one not in known:
            raise UserFault(f"there is no {noun} {one!r}{_meant(one, known)}")
