"""`lpcards preview`: the cards in a browser, as Anki shows them."""

import os
import sys
from collections.abc import Iterable

import click

from lpcards.anki.media_files import media_in
from lpcards.anki.notes import Note
from lpcards.anki.preview_page import page_of
from lpcards.cards.card import Card
from lpcards.cli.options import json_option, selecting
from lpcards.english.printable import counted
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.story.media_kinds import counted_media
from lpcards.study.browser import open_in_browser, write_page
from lpcards.study.messages import note, say, say_json
from lpcards.study.naming import selection_of
from lpcards.study.notices import notice_of
from lpcards.study.with_anki.stories_to_read import StoriesToRead
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
    titles = {story.id: story.title for story in index.stories()}
    stories = StoriesToRead(index).by_story({card.scenario for card in cards})
    page = page_of(cards, titles, stories, _embedded(index, cards, stories.values()))
    path = os.path.abspath(write_page(page, NAME, out))
    if as_json:
        say_json({"path": path, "cards": len(cards)})
        return
    say(f"{path}: {counted(len(cards), 'card')}")
    if not no_open and sys.stdout.isatty():
        open_in_browser(path)


def _embedded(index: CardIndex, cards: Iterable[Card], stories: Iterable[Note]) -> dict[str, str]:
    """Return the `data:` addresses of the pictures and sounds that cards and stories show."""
    names = {name for card in cards for _, name in card.media}
    names.update(media_in(field for one in stories for field in one.fields))
    if not names:
        return {}
    from lpcards.study.embedded_media import data_addresses  # here: few stories have any

    files = (one for some in index.media().values() for one in some.values())
    addresses = data_addresses(one for one in files if one.name in names)
    if left := names - addresses.keys():
        note(f"{counted_media(left)} left out: a page with more is slow in a browser")
    return addresses
