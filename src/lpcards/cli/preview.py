"""`lpcards preview`: the cards in a browser, as Anki shows them."""

import os
import sys
import tempfile
from typing import Any

import click

from lpcards.anki.preview import page_of
from lpcards.cli.desk import Desk
from lpcards.cli.filing import write_whole
from lpcards.cli.naming import selecting, selection_of
from lpcards.cli.noticing import notice_of
from lpcards.cli.saying import json_option, note, say, say_json
from lpcards.folders import cache_folder
from lpcards.words import counted

NAME = "preview.html"
PRIVATE = 0o600


@click.command("preview")
@selecting
@click.option("--out", type=click.Path(dir_okay=False), metavar="FILE", help="Where to.")
@click.option("--no-open", is_flag=True, help="Do not open it in the browser.")
@json_option
@click.pass_obj
def preview_command(
    desk: Desk,
    /,
    out: str | None,
    no_open: bool,
    as_json: bool,
    **told: Any,  # noqa: ANN401
) -> None:
    """Show the cards in the browser, as Anki shows them: light and dark, desktop and phone."""
    compiled = desk.compiled
    for words in notice_of(compiled):
        note(words)
    cards = list(compiled.cards(selection_of(compiled, told)))
    page = page_of(cards, {story.id: story.title for story in compiled.stories()})
    path = os.path.abspath(write_page(page, NAME, out))
    if as_json:
        say_json({"path": path, "cards": len(cards)})
        return
    say(f"{path}: {counted(len(cards), 'card')}")
    if not no_open and sys.stdout.isatty():
        open_in_browser(path)


def write_page(page: str, name: str, out: str | None) -> str:
    """Write the page and return where; where the cache cannot be written, among what is temporary.

    `name` is its name there; `out` is a path of the learner's choice.

    Own stories stand in it, so it is nobody else's to read.
    """
    if out:
        return write_whole(out, page.encode())
    folder = cache_folder()
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        return write_whole(os.path.join(folder, name), page.encode(), PRIVATE)
    except OSError:
        folder = tempfile.mkdtemp(prefix="lpcards-")
        return write_whole(os.path.join(folder, name), page.encode(), PRIVATE)


def open_in_browser(path: str) -> None:
    """Show the file in the browser; without a screen a text browser would take the terminal."""
    import webbrowser
    from urllib.request import pathname2url

    screens = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform == "darwin" or any(os.environ.get(name) for name in screens):
        webbrowser.open(f"file://{pathname2url(path)}")
