"""`lpcards import`: a page pasted from the web becomes a story, and what it lacks is named."""

import os
import sys
from collections.abc import Iterator

import click

from lpcards.cli.imported import Imported, lines_of, report_of
from lpcards.cli.principle_question import principle_of
from lpcards.drafts.page import (
    Names,
    StoryData,
    Walkthrough,
    mark_of,
    names_of,
    paste_of,
    refusal_of,
    story_data_of,
    walkthrough_of,
)
from lpcards.index.card_index import Compiled
from lpcards.index.scan import ENDINGS
from lpcards.story.decoding import text_of_paste
from lpcards.story.principles import PRINCIPLES
from lpcards.story.reading import read_source
from lpcards.story.yaml_emitter import file_text
from lpcards.study.naming import complete_all_principles
from lpcards.study.new_files import SCHEMA_NAME, refuse_bad_id, refuse_taken, write_schema
from lpcards.study.open_content import Desk
from lpcards.study.private_files import private_folder
from lpcards.study.saying import json_option, note, say, say_json, wrapped
from lpcards.system.disk import write_new
from lpcards.system.problem import UserFault

MOST_BYTES = 200_000
"""A walkthrough has ten thousand."""

STDIN = "-"
_MARK = "Imported from a page; its mark: "
_ANEW = "`--id NAME` imports it all the same, under that name"
_FILL_IN = "FILL IN `principle` below: the page does not say which it is told for. Then it loads."


@click.command("import")
@click.argument("page", metavar="PAGE", type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--principle",
    metavar="PRINCIPLE",
    help="Which principle the story is told for.",
    shell_complete=complete_all_principles,
)
@click.option("--id", "story_id", metavar="ID", help="The story's id, if not one of the title.")
@click.option("--own", is_flag=True, help="It is your own story, not somebody's example.")
@click.option("--dry-run", is_flag=True, help="Show the file; write nothing.")
@json_option
@click.pass_obj
def import_command(
    desk: Desk,
    page: str,
    principle: str | None,
    story_id: str | None,
    own: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make a story of a pasted page.

    PAGE is a STAR walkthrough, saved as text (- for standard input). All that it holds goes
    into a file in the first content folder, and nothing else; what is missing or guessed is
    named. Nothing is ever overwritten.
    """
    paste = paste_of(_text_of(page))
    read = walkthrough_of(paste)
    if refusal := refusal_of(paste, read):
        raise UserFault(f"{_name_of(page)}: {refusal}")
    mark = mark_of(paste)
    names = _chosen(desk, story_id, read) if story_id else _made_up(desk, mark, read)
    known = _known(desk.compiled)
    asks = not as_json and sys.stdin.isatty()
    chosen = principle_of(principle, read, known, asks=asks)
    made = _made(desk, read, story_data_of(read, names, chosen, known, own=own), mark)
    if not dry_run:
        _write(desk, made)
    _tell(desk, made, dry_run=dry_run, as_json=as_json)


def _name_of(page: str) -> str:
    return "standard input" if page == STDIN else page


def _text_of(page: str) -> str:
    """Return the page's text; raise UserFault where its bytes are none."""
    if page == STDIN and sys.stdin.isatty():
        note("Paste the page, then press Enter and Ctrl-D.")
    with click.open_file(page, "rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UserFault(f"{_name_of(page)}: more than {MOST_BYTES:,} bytes are no single page")
    text, faults = text_of_paste(data)
    if text is None:
        raise UserFault(str(faults[0].at(_name_of(page))))
    return text


def _files_in(folder: str) -> Iterator[str]:
    for inside, _, names in os.walk(folder):
        yield from (os.path.join(inside, name) for name in names if name.endswith(ENDINGS))


def _is_marked(path: str, mark: str) -> bool:
    try:
        with open(path, "rb") as file:
            return f"{_MARK}{mark}".encode() in file.read(1000)
    except OSError:
        return False


def _chosen(desk: Desk, story_id: str, page: Walkthrough) -> Names:
    """Return the names of a story whose id was given; raise UserFault if it cannot have it."""
    refuse_bad_id(story_id)
    refuse_taken(desk, story_id)
    return names_of(page.title)._replace(id=story_id)


def _made_up(desk: Desk, mark: str, page: Walkthrough) -> Names:
    """Return names made from the title; raise UserFault if the page is there already."""
    folder = desk.sources.folders[0].path
    if before := next((path for path in _files_in(folder) if _is_marked(path, mark)), None):
        raise UserFault(f"this page was imported before: {before} ({_ANEW})")
    stories = desk.compiled.stories()
    same = next((story for story in stories if page.title and story.title == page.title), None)
    if same:
        raise UserFault(f"there is a story of this title already: {same.path} ({_ANEW})")
    files = (os.path.splitext(os.path.basename(path))[0] for path in _files_in(folder))
    return names_of(page.title, {*(story.id for story in stories), *files})


_NOT_OTHERS = {*PRINCIPLES, "all"}


def _known(compiled: Compiled) -> dict[str, str]:
    """Return the names of all principles by id: the sixteen, and those that guides name."""
    guides = (story for story in compiled.stories() if story.type == "guide")
    others = {story.principle: story.short for story in guides}
    return PRINCIPLES | {id_: name for id_, name in others.items() if id_ not in _NOT_OTHERS}


def _made(desk: Desk, page: Walkthrough, story: StoryData, mark: str) -> Imported:
    """Return an import; raise UserFault if its file could not be read."""
    principle = story.data["principle"]
    has_one = isinstance(principle, str)
    folder = desk.sources.folders[0].path
    inside = os.path.join(folder, principle) if has_one else folder
    path = os.path.join(inside, f"{story.data['id']}.yaml")
    schema = f"yaml-language-server: $schema={'../' if has_one else ''}{SCHEMA_NAME}"
    remarks = (schema, f"{_MARK}{mark}")
    text = file_text(story.data, remarks if has_one else (_FILL_IN, *remarks))
    problems = read_source(path, text.encode()).problems
    for problem in problems:
        if problem.severity == "error" and problem.rule != "required":
            raise UserFault(f"the page makes no story that could be read: {problem.message}")
    return Imported(page, story, path, text)


def _write(desk: Desk, made: Imported) -> None:
    private_folder(os.path.dirname(made.path))
    write_schema(desk.sources.folders[0].path)
    write_new(made.path, made.text.encode())


def _tell(desk: Desk, made: Imported, *, dry_run: bool, as_json: bool) -> None:
    """Say what became of the page; a dry run shows the file, and the rest beside it."""
    if as_json:
        say_json({**report_of(made), "written": not dry_run})
        return
    if dry_run:
        click.echo(made.text, nl=False)
    for line in lines_of(made, cards=None if dry_run else _cards(desk, made)):
        note(line) if dry_run else say(line if made.path in line else wrapped(line))


def _cards(desk: Desk, made: Imported) -> int:
    """Return how many cards the story has, now that it is there."""
    stories = desk.reload().stories()
    return next((story.cards for story in stories if story.id == made.story.data["id"]), 0)
