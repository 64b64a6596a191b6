"""`lpcards export`: the cards for other programs and for paper."""

import json
import os
import sys
from collections.abc import Callable

import click

from lpcards.cards.card import Card, card_json
from lpcards.cli.options import selecting
from lpcards.english.printable import counted, printable
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.sharing.exports import as_csv, as_markdown
from lpcards.study.messages import note, say
from lpcards.study.naming import selection_of
from lpcards.study.notices import notice_of
from lpcards.study.workspace import Workspace
from lpcards.system.private_files import write_whole

Titles = dict[str, str]
Links = dict[str, dict[str, str]]
BOM = "\ufeff"


def _csv(cards: list[Card], _: Titles, __: Links) -> str:
    return as_csv(cards)


def _json(cards: list[Card], _: Titles, __: Links) -> str:
    return json.dumps([card_json(card) for card in cards]) + "\n"


FORMATS: dict[str, Callable[[list[Card], Titles, Links], str]] = {
    "csv": _csv,
    "json": _json,
    "markdown": as_markdown,
}


@click.command("export")
@selecting
@click.option("--format", "wanted", type=click.Choice(list(FORMATS)), required=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write to FILE instead of the screen.",
)
@click.option(
    "--bom",
    is_flag=True,
    help="Begin CSV with the mark by which Excel knows UTF-8.",
)
@click.option(
    "--redact",
    is_flag=True,
    help="Replace names, employers, contact data, money and dates, to share it. "
    "See `lpcards docs privacy`.",
)
@click.pass_obj
def export_command(
    workspace: Workspace,
    named: Selection,
    wanted: str,
    out: str | None,
    bom: bool,
    redact: bool,
) -> None:
    """Write the cards as CSV, JSON or Markdown."""
    if bom and wanted != "csv":
        raise click.UsageError(f"--bom goes with --format csv, not with {wanted}")
    index = workspace.index
    for words in notice_of(index):
        note(words)
    cards = list(index.cards(selection_of(index, named)))
    if redact:
        from lpcards.study.redacted_export import redacted

        text, report = redacted(workspace, cards, wanted, FORMATS[wanted])
    else:
        titles = {story.id: story.title for story in index.stories()}
        text, report = FORMATS[wanted](cards, titles, _links(index, out)), []
    if bom:
        text = f"{BOM}{text}"
    if out is None:
        _print(text)
    else:
        say(f"{write_whole(out, _encoded(text))}: {counted(len(cards), 'card')}")
    for words in report:
        note(words)


def _links(index: CardIndex, out: str | None) -> Links:
    """Return by story where its pictures and sounds are, as seen from the file `out`."""
    media = index.media()
    if not media:
        return {}
    from urllib.parse import quote  # here: few stories have any

    folder = os.path.dirname(os.path.abspath(out)) if out else os.getcwd()
    return {
        story: {one.target: quote(os.path.relpath(one.path, folder)) for one in some.values()}
        for story, some in media.items()
    }


def _print(text: str) -> None:
    """Write to standard output: byte for byte to a pipe, nothing raw to a terminal."""
    if sys.stdout.isatty():
        click.echo(printable(text.replace("\r\n", "\n")), nl=False)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(_encoded(text))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")
