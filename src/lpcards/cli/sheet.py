"""`lpcards sheet`: each story on one page, and the weakest cards, for the night before."""

import os
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

import click

from lpcards.cards.card import Card, card_json
from lpcards.cards.choices import Story
from lpcards.english.printable import counted
from lpcards.index.card_index import Compiled
from lpcards.index.selection import Selection
from lpcards.memory.sm2 import memory_json
from lpcards.sharing.night_sheet import Page, Weak, page_json, page_of, weak_page, weakest
from lpcards.story.models import Guide, Scenario
from lpcards.study.content_files import named_story
from lpcards.study.naming import complete_principles, complete_stories, must_be_among
from lpcards.study.noticing import notice_of
from lpcards.study.open_content import Desk
from lpcards.study.saying import json_option, note, say, say_json
from lpcards.system.problem import UserFault

NAME = "sheet.html"


class Sheet(NamedTuple):
    """All that the night before needs."""

    stories: list[Page]
    weak: list[Weak]
    cards: dict[str, Card]

    @property
    def pages(self) -> list[Page]:
        """The stories' pages, and the one of the weakest cards."""
        return [*self.stories, *([weak_page(self.weak, self.cards)] if self.weak else [])]


@click.command("sheet")
@click.argument("stories", nargs=-1, metavar="[STORY]...", shell_complete=complete_stories)
@click.option(
    "--principle",
    "principles",
    multiple=True,
    metavar="PRINCIPLE",
    help="Only stories that serve it. Repeatable.",
    shell_complete=complete_principles,
)
@click.option(
    "--html",
    "out",
    is_flag=False,
    flag_value="",
    metavar="[FILE]",
    help="As a page to print; where, if no FILE is named, is said.",
)
@click.option("--open", "shown", is_flag=True, help="Show that page in the browser.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@json_option
@click.pass_obj
def sheet_command(
    desk: Desk,
    stories: tuple[str, ...],
    principles: tuple[str, ...],
    out: str | None,
    shown: bool,
    paper: str,
    as_json: bool,
) -> None:
    """Put each story on one page, for the night before.

    Your weakest cards are on another. Your own stories, or all if you have none; or those
    named.
    """
    for words in notice_of(desk.compiled):
        note(words)
    _refuse_story_as_file(desk.compiled, out)
    sheet = _sheet(desk, _chosen(desk.compiled, stories, principles), bool(stories or principles))
    path = _written(sheet, paper, out) if shown or out is not None else None
    if shown and path:
        from lpcards.study.browser import open_in_browser

        open_in_browser(path)
    if as_json:
        say_json(_told(sheet, path))
    elif path:
        say(f"{path}: {counted(len(sheet.pages), 'page')}")
    else:
        _print(sheet)


def _refuse_story_as_file(compiled: Compiled, out: str | None) -> None:
    if any(story.id == out for story in compiled.stories()):
        raise click.UsageError(f"--html {out} names a file: put the story first, or --html last")


def _chosen(compiled: Compiled, names: tuple[str, ...], principles: tuple[str, ...]) -> list[Story]:
    """Return the stories that are meant. Raises UserFault for names of nothing."""
    told = [story for story in compiled.stories() if story.type == "scenario"]
    wanted = [named_story(compiled, name) for name in names]
    must_be_among(wanted, [story.id for story in told], "story (a guide has no sheet)")
    known = {name for story in told for name in (story.principle, *story.also)}
    must_be_among(principles, known, "principle with stories")
    if wanted:
        told = [story for name in wanted for story in told if story.id == name]
    if principles:
        return [one for one in told if {one.principle, *one.also} & {*principles}]
    return told if wanted else [story for story in told if story.own] or told


def _sheet(desk: Desk, stories: list[Story], named: bool) -> Sheet:
    compiled = desk.compiled
    told = (story for story in compiled.stories() if story.type == "guide")
    guides = [file for file in _read(told) if isinstance(file, Guide)]
    level = compiled.settings.level or ""
    pages = [page_of(file, guides, level) for file in _read(stories) if isinstance(file, Scenario)]
    if not pages:
        raise UserFault("there is no story yet; `lpcards new` starts one")
    weak = _weak(desk, [story.id for story in stories] if named else [])
    found = ((one.card, compiled.card(one.card)) for one in weak)
    return Sheet(pages, weak, {name: card for name, card in found if card})


def _read(stories: Iterable[Story]) -> Iterable[Scenario | Guide | None]:
    """Yield the files of the stories, read again: the cache holds cards, no stories."""
    from lpcards.index.scan import bytes_of
    from lpcards.story.reading import read_source

    return (read_source(story.path, bytes_of(story.path)).file for story in stories)


def _weak(desk: Desk, stories: list[str]) -> list[Weak]:
    """Return the weakest cards of the stories (none: of all) that are not suspended."""
    log = desk.reading()
    suspended = log.suspended()
    remembered = {card: memory for card, memory in log.remembered() if card not in suspended}
    known = desk.compiled.entries(remembered, Selection(scenarios=tuple(stories)))
    return weakest(((card, remembered[card]) for card in known), _day(desk))


def _day(desk: Desk) -> date:
    """Return the day on which it has to be known: that of the interview, else tomorrow."""
    today = desk.moment().day
    day = desk.compiled.settings.interview or today
    return day if day > today else today + timedelta(1)


def _written(sheet: Sheet, paper: str, out: str | None) -> str:
    from lpcards.sharing.paper import PAPERS, document_of
    from lpcards.study.browser import write_page

    page = document_of(sheet.pages, PAPERS[paper])
    return os.path.abspath(write_page(page, NAME, out or None))


def _told(sheet: Sheet, path: str | None) -> dict[str, object]:
    return {
        "stories": [page_json(page) for page in sheet.stories],
        "weakest": [
            card_json(sheet.cards[one.card])
            | {"memory": memory_json(one.memory), "recall": one.recall}
            for one in sheet.weak
        ],
        "path": path,
    }


def _print(sheet: Sheet) -> None:
    from lpcards.study.sheet_lines import pages_lines
    from lpcards.terminal.printing import print_lines

    print_lines(lambda width: pages_lines(sheet.pages, width))
    if sys.stdout.isatty():
        note("To print: lpcards sheet --html --open")
