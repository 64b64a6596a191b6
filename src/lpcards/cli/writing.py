"""`new`, `ids`, `schema`: writing stories."""

import json
import os
import re
from collections.abc import Mapping
from typing import NamedTuple

import click

from lpcards.drafts.notes import LONGEST_SHORT
from lpcards.english.printable import counted
from lpcards.index.card_index import Compiled
from lpcards.story.json_schema import json_schema
from lpcards.story.new_ids import with_ids
from lpcards.story.principles import PRINCIPLES
from lpcards.story.reading import problems_of, read_source
from lpcards.story.scalars import one_line
from lpcards.story.template import new_scenario
from lpcards.story.tree import tree_of
from lpcards.study.content_files import path_of
from lpcards.study.naming import complete_all_principles, complete_stories, must_be_among
from lpcards.study.open_content import Desk
from lpcards.study.private_files import private_folder, write_whole
from lpcards.study.saying import json_option, say, say_json
from lpcards.system.disk import write_new
from lpcards.system.problem import UserFault

SCHEMA_NAME = "lpcards.schema.json"
DEFAULT = "ownership"


@click.command("new")
@click.argument("story_id", metavar="[ID]", required=False)
@click.option(
    "--from",
    "notes",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Make it of notes in prose; `-` reads them from standard input.",
)
@click.option("--title", default="", help="What the story is called.")
@click.option("--short", default="", help="Two or three words that give nothing away.")
@click.option(
    "--principle",
    default="",
    metavar="PRINCIPLE",
    shell_complete=complete_all_principles,
    help="What it is told for; without it `ownership`.",
)
@json_option
@click.pass_obj
def new_command(
    desk: Desk,
    story_id: str | None,
    notes: str | None,
    title: str,
    short: str,
    principle: str,
    as_json: bool,
) -> None:
    """Start a story of your own, in the first content folder.

    ID names it for good: lower-case words joined by hyphens, such as `late-invoices`. Without notes
    it is a commented template. With --from it is made of your notes, their own words and no others:
    mark the parts with `S:` `T:` `A:` `R:` `Reflection:` and questions with `Q:` and `A:`, or do
    not; what is a guess says so.
    """
    _refuse_unknown(principle or DEFAULT, desk.compiled)
    title, short = one_line(title), one_line(short)
    if len(short) > LONGEST_SHORT:
        raise UserFault(f"--short stands on every card: at most {LONGEST_SHORT} characters")
    if notes is not None:
        given = _Given(story_id, title, short, principle)
        story_id, path, written = _of_notes(desk, notes, given, asking=not as_json)
    elif story_id is None:
        raise click.UsageError("Missing argument 'ID'.")
    else:
        path = _place(desk, story_id, principle)
        written = _template(story_id, title, short, principle or DEFAULT)
    _write_new(path, written, first_folder(desk))
    say_json({"path": path, "id": story_id}) if as_json else say(
        f"{path}\n`lpcards edit {story_id}` opens it; "
        f"`lpcards check {story_id}` says what is missing."
    )


class _Given(NamedTuple):
    """What the learner said of a story besides its notes ("": nothing)."""

    id: str | None
    title: str
    short: str
    principle: str


def _of_notes(desk: Desk, notes: str, given: _Given, *, asking: bool) -> tuple[str, str, str]:
    """Return id, path and text of a story; nothing is asked before it is known where it goes."""
    from lpcards.cli.drafting import confirmed, drafted, story_text

    if given.id is not None:
        refuse_bad_id(given.id)
    story_id, draft = drafted(notes, given.id, given.title, given.short)
    path = _place(desk, story_id, given.principle)
    draft = confirmed(draft, notes) if asking else draft
    return story_id, path, story_text(draft, story_id, given.principle)


def _place(desk: Desk, story_id: str, principle: str) -> str:
    """Return where a new story goes; raise UserFault where it cannot."""
    refuse_bad_id(story_id)
    path = os.path.join(first_folder(desk), principle or DEFAULT, f"{story_id}.yaml")
    refuse_taken(desk, story_id, path)
    return path


def _template(story_id: str, title: str, short: str, principle: str) -> str:
    name = story_id.replace("-", " ")
    return new_scenario(
        story_id,
        title or name.capitalize(),
        principle,
        short or name[:LONGEST_SHORT].strip().capitalize(),
        f"../{SCHEMA_NAME}",
    )


def _write_new(path: str, text: str, folder: str) -> None:
    private_folder(os.path.dirname(path))
    write_schema(folder)
    write_new(path, text.encode())


def refuse_bad_id(story_id: str) -> None:
    """Raise UserFault for what is no id, with the one that may have been meant."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", story_id):
        slug = "-".join(re.findall(r"[a-z0-9]+", story_id.lower()))
        meant = f"; did you mean {slug!r}?" if slug else ""
        raise UserFault(f"{story_id!r} is no id: lower-case words joined by hyphens{meant}")


def _refuse_unknown(principle: str, compiled: Compiled) -> None:
    known = {story.principle for story in compiled.stories() if story.type == "guide"}
    must_be_among([principle], {*PRINCIPLES, *known} - {"all"}, "principle")


def refuse_taken(desk: Desk, story_id: str, path: str = "") -> None:
    """Raise UserFault where a story has that id, or something is in the place of its file.

    A story that cannot be read has its id, too.
    """
    taken = next((file.path for file in desk.compiled.files() if file.id == story_id), None)
    if os.path.lexists(path) or taken:
        raise UserFault(
            f"there is a story {story_id!r} already: {taken or path} "
            f"(`lpcards edit {story_id}` opens it; or give another id)"
        )


def first_folder(desk: Desk) -> str:
    """Return the folder that new files go into."""
    return desk.sources.folders[0].path


def write_schema(folder: str) -> None:
    """Put the JSON Schema beside the stories, so that editors complete and check them."""
    told = json.dumps(json_schema("content"), indent=1, ensure_ascii=False) + "\n"
    write_whole(os.path.join(folder, SCHEMA_NAME), told.encode())


@click.command("ids")
@click.argument(
    "files", nargs=-1, required=True, metavar="STORY...", shell_complete=complete_stories
)
@click.option("--dry-run", is_flag=True, help="Say what would be added; write nothing.")
@json_option
@click.pass_obj
def ids_command(desk: Desk, files: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Add missing ids to stories, in place, touching nothing else. STORY is an id or a file."""
    given = {path: _with_ids(path) for path in (_file_named(desk, name) for name in files)}
    added = {path: ids for path, (_, ids) in given.items()}
    for path, (text, ids) in given.items():
        if ids and not dry_run:
            write_whole(path, text)
    if as_json:
        say_json(
            {
                path: [{"line": line, "id": name} for line, name in ids]
                for path, ids in added.items()
            }
        )
        return
    _say_added(added)


def _file_named(desk: Desk, name: str) -> str:
    path = name if os.path.isfile(name) else path_of(desk.compiled, name)
    if path is None:
        raise click.UsageError(f"there is no file and no story {name!r}")
    return path


def _say_added(added: Mapping[str, list[tuple[int, str]]]) -> None:
    for path, ids in added.items():
        for line, name in ids:
            say(f"{path}:{line}: {name}")
    say(f"{counted(sum(map(len, added.values())), 'id')} added")


def _with_ids(path: str) -> tuple[bytes, list[tuple[int, str]]]:
    """Return a file's text with ids, and the ids; raise UserFault where it is not to be read."""
    with open(path, "rb") as file:
        before = file.read()
    told = (*problems_of(path, [*tree_of(before).faults]), *read_source(path, before).problems)
    for problem in told:
        if problem.severity == "error" and problem.rule != "required":
            raise UserFault(f"{problem} (mend that first: an id once given is there for good)")
    return with_ids(path, before)


@click.command("schema")
@click.argument("what", type=click.Choice(["content", "settings", "redact"]), default="content")
def schema_command(what: str) -> None:
    """Print the JSON Schema of content files, of lpcards.yaml, or of redact.yaml."""
    click.echo(json.dumps(json_schema(what), indent=1))
