"""`lpcards import`: a page pasted from the web becomes a story, and what it lacks is named."""

import sys

import click

from lpcards.cli.options import complete_all_principles, json_option
from lpcards.drafts.import_report import Imported, import_json, import_lines
from lpcards.drafts.page import mark_of, paste_of, refusal_of, story_data_of, walkthrough_of
from lpcards.study.authoring.given_text import given_text, name_of_source, words_for_pictures
from lpcards.study.authoring.page_import import (
    known_principles,
    made_of_page,
    names_given,
    names_made_up,
    write_import,
)
from lpcards.study.authoring.principle_question import principle_of
from lpcards.study.messages import note, say, say_json
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

MOST_BYTES = 200_000
"""A walkthrough has ten thousand."""
TOO_MUCH = f"more than {MOST_BYTES:,} bytes: that is not a single page"
INVITATION = "Paste the page, then press Enter and Ctrl-D."


@click.command("import")
@click.argument("page", metavar="PAGE", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--principle",
    metavar="PRINCIPLE",
    help="Which principle the story is for.",
    shell_complete=complete_all_principles,
)
@click.option(
    "--id", "story_id", metavar="ID", help="The story's id; without it, one made from the title."
)
@click.option("--own", is_flag=True, help="It is your own story, not an example.")
@click.option("--dry-run", is_flag=True, help="Show the file; write nothing.")
@json_option
@click.pass_obj
def import_command(
    workspace: Workspace,
    page: str,
    principle: str | None,
    story_id: str | None,
    own: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make a story from a pasted page.

    PAGE is a STAR walkthrough, saved as text or HTML (- for standard input). What it says, and
    nothing else, goes into a file in your content folder; what is missing or guessed is listed.
    Nothing is ever overwritten.
    """
    given = given_text(page, MOST_BYTES, TOO_MUCH, INVITATION)
    paste = paste_of(words_for_pictures(given.unmarked, note))
    read = walkthrough_of(paste)
    if refusal := refusal_of(paste, read):
        raise UserFault(f"{name_of_source(page)}: {refusal}")
    mark = mark_of(paste)
    names = (
        names_given(workspace, story_id, read) if story_id else names_made_up(workspace, mark, read)
    )
    known = known_principles(workspace.index)
    asks = not as_json and sys.stdin.isatty() and sys.stdout.isatty()
    chosen = principle_of(principle, read, known, asks=asks)
    made = made_of_page(workspace, read, story_data_of(read, names, chosen, known, own=own), mark)
    if not dry_run:
        write_import(workspace, made)
    _say(workspace, made, dry_run=dry_run, as_json=as_json)


def _say(workspace: Workspace, made: Imported, *, dry_run: bool, as_json: bool) -> None:
    """Say what became of the page; a dry run shows the file, and the rest beside it."""
    if as_json:
        say_json({**import_json(made), "written": not dry_run})
        return
    if dry_run:
        click.echo(made.text, nl=False)
    for line in import_lines(made, cards=None if dry_run else _cards(workspace, made)):
        note(line) if dry_run else say(line)


def _cards(workspace: Workspace, made: Imported) -> int:
    """Return how many cards the story has, now that it is there."""
    stories = workspace.reload().stories()
    return next((story.cards for story in stories if story.id == made.story.data["id"]), 0)
