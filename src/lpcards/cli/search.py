"""`lpcards search`: words looked for in stories, guides and cards."""

import sys
from collections.abc import Iterator

import click

from lpcards.cli.options import complete_principles, complete_stories, json_option
from lpcards.english.printable import on_a_line
from lpcards.index.selection import Selection
from lpcards.story.excerpt import excerpt
from lpcards.study.content_files import seen_from_here
from lpcards.study.messages import note, say_json, say_lines
from lpcards.study.naming import selection_of
from lpcards.study.notices import notice_of
from lpcards.study.searching import Search, search
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

SHOWN = 10
"""So many passages a terminal shows, unless --most names another number."""


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--scenario",
    multiple=True,
    metavar="STORY",
    help="Only in this story. Repeatable.",
    shell_complete=complete_stories,
)
@click.option(
    "--principle",
    multiple=True,
    metavar="PRINCIPLE",
    help="Only in stories of this principle. Repeatable.",
    shell_complete=complete_principles,
)
@click.option(
    "--most",
    type=click.IntRange(1),
    metavar="N",
    help=f"Show N passages at most. [default: {SHOWN} on a terminal, else all]",
)
@json_option
@click.pass_obj
def search_command(
    workspace: Workspace,
    words: tuple[str, ...],
    scenario: tuple[str, ...],
    principle: tuple[str, ...],
    most: int | None,
    as_json: bool,
) -> None:
    """Search stories, guides and cards for words.

    Finds the passages that have all WORDS, your own stories first. Case and accents do not
    matter, and a word may go on: `deploy` finds `deployed`. Words in quotation marks must
    stand together: '"dead letter"'. Exits with 1 if nothing is found.
    """
    for_people = not as_json and sys.stdout.isatty()
    chosen = selection_of(workspace.index, Selection(scenario, principle))
    found = search(workspace, " ".join(words), chosen, most or (SHOWN if for_people else None))
    for remark in notice_of(workspace.index):
        note(remark)
    if as_json:
        say_json([hit._asdict() for one in found.passages for hit in one.hits(found.wanted)])
    elif for_people:
        _show(found)
    else:
        say_lines(_plain_lines(found))
    if not found.passages:
        raise UserFault(found.remark)
    if found.remark:
        note(found.remark)


def _plain_lines(found: Search) -> Iterator[str]:
    for passage in found.passages:
        for hit in passage.hits(found.wanted):
            yield on_a_line(f"{seen_from_here(hit.path)}:{hit.line}: {hit.text}")


def _show(found: Search) -> None:
    from rich.text import Text

    from lpcards.terminal.found_passages import passage_lines
    from lpcards.terminal.terminal import print_lines
    from lpcards.terminal.text_lines import QUIET, wrapped

    def lines(width: int) -> Iterator[Text]:
        for passage in found.passages:
            pieces = excerpt(passage.text.text, found.wanted)
            line = passage.hits(found.wanted)[0].line
            yield from passage_lines(
                passage.id, pieces, f"{seen_from_here(passage.path)}:{line}", width
            )
        if found.more:
            yield from wrapped(Text(f"and {found.more:,} more: `--most N` shows N", QUIET), width)

    print_lines(lines)
