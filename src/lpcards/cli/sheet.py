"""`lpcards sheet`: each story on one page, and the weakest cards, for the night before."""

import os
import sys

import click

from lpcards.cli.options import complete_principles, complete_stories, json_option
from lpcards.english.printable import counted
from lpcards.index.card_index import CardIndex
from lpcards.study.authoring.sheet_material import (
    StorySheet,
    pictures_of_sheet,
    sheet_json,
    sheet_of,
    stories_for_sheet,
)
from lpcards.study.messages import note, say, say_json
from lpcards.study.notices import notice_of
from lpcards.study.workspace import Workspace

NAME = "sheet.html"


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
    help="Write a page to print; without FILE it says where.",
)
@click.option("--open", "shown", is_flag=True, help="Show that page in the browser.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@json_option
@click.pass_obj
def sheet_command(
    workspace: Workspace,
    stories: tuple[str, ...],
    principles: tuple[str, ...],
    out: str | None,
    shown: bool,
    paper: str,
    as_json: bool,
) -> None:
    """Show each story on one page, for the night before.

    Your weakest cards are on one more page. It shows your own stories (the examples if you have
    none), or each STORY that you name.
    """
    for words in notice_of(workspace.index):
        note(words)
    _refuse_story_as_file(workspace.index, out)
    chosen = stories_for_sheet(workspace.index, stories, principles)
    sheet = sheet_of(workspace, chosen, named=bool(stories or principles))
    path = _written(workspace.index, sheet, paper, out) if shown or out is not None else None
    if shown and path:
        from lpcards.study.browser import open_in_browser

        open_in_browser(path)
    if as_json:
        say_json({**sheet_json(sheet), "path": path})
    elif path:
        say(f"{path}: {counted(len(sheet.pages), 'page')}")
    else:
        _print(sheet)


def _refuse_story_as_file(index: CardIndex, out: str | None) -> None:
    if any(story.id == out for story in index.stories()):
        raise click.UsageError(f"--html {out} names a file: put the story first, or --html last")


def _written(index: CardIndex, sheet: StorySheet, paper: str, out: str | None) -> str:
    from lpcards.sharing.page_fitting import PAPERS
    from lpcards.sharing.sheet_html import document_of
    from lpcards.study.browser import write_page

    media = pictures_of_sheet(index, sheet)
    page = document_of(sheet.pages, PAPERS[paper], media)
    return os.path.abspath(write_page(page, NAME, out or None))


def _print(sheet: StorySheet) -> None:
    from lpcards.study.authoring.sheet_printing import print_sheet

    print_sheet(sheet)
    if sys.stdout.isatty():
        note("To print:\n  lpcards sheet --html --open")
