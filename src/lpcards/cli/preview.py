"""`lpcards preview`: the cards in a browser, as Anki shows them."""

import os
import sys

import click

from lpcards.anki.preview_page import page_of
from lpcards.cli.options import json_option, selecting
from lpcards.english.printable import counted
from lpcards.index.selection import Selection
from lpcards.study.browser import open_in_browser, write_page
from lpcards.study.messages import note, say, say_json
from lpcards.study.naming import selection_of
from lpcards.study.notices import notice_of
from lpcards.study.workspace import Workspace

NAME = "preview.html"


@click.command("preview")
@selecting
@click.option("--out", type=click.Path(dir_okay=False), metavar="FILE", help="Where to.")
@click.option("--no-open", is_flag=True, help="Do not open it in the browser.")
@json_option
@click.pass_obj
def preview_command(
    workspace: Workspace,
    named: Selection,
    out: str | None,
    no_open: bool,
    as_json: bool,
) -> None:
    """Show the cards in the browser, as Anki shows them.

    Light and dark, desktop and phone.
    """
    index = workspace.index
    for words in notice_of(index):
        note(words)
    cards = [card for card in index.cards(selection_of(index, named)) if card.note]
    page = page_of(cards, {story.id: story.title for story in index.stories()})
    path = os.path.abspath(write_page(page, NAME, out))
    if as_json:
        say_json({"path": path, "cards": len(cards)})
        return
    say(f"{path}: {counted(len(cards), 'card')}")
    if not no_open and sys.stdout.isatty():
        open_in_browser(path)
