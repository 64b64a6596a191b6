"""`lpcards new`: a story of one's own is begun."""

import os
import sys
from typing import NamedTuple

import click

from lpcards.cli.options import complete_all_principles, json_option
from lpcards.drafts.notes import LONGEST_SHORT, StoryDraft
from lpcards.index.card_index import CardIndex
from lpcards.story.principles import EVERY_STORY, PRINCIPLES
from lpcards.story.template import new_scenario
from lpcards.story.yaml_emitter import one_line
from lpcards.study.authoring.new_files import (
    DEFAULT,
    SCHEMA_NAME,
    first_folder,
    refuse_bad_id,
    refuse_taken,
    write_schema,
)
from lpcards.study.messages import say, say_json
from lpcards.study.naming import must_be_among
from lpcards.study.workspace import Workspace
from lpcards.system.disk import write_new
from lpcards.system.private_files import private_folder
from lpcards.system.problem import UserFault


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
    workspace: Workspace,
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
    _refuse_unknown(principle or DEFAULT, workspace.index)
    title, short = one_line(title), one_line(short)
    if len(short) > LONGEST_SHORT:
        raise UserFault(f"--short stands on every card: at most {LONGEST_SHORT} characters")
    if notes is not None:
        given = _Given(story_id, title, short, principle)
        story_id, path, written = _of_notes(workspace, notes, given, asking=not as_json)
    elif story_id is None:
        raise click.UsageError("Missing argument 'ID'.")
    else:
        path = _place(workspace, story_id, principle)
        written = _template(story_id, title, short, principle or DEFAULT)
    _write_new(path, written, first_folder(workspace))
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


def _of_notes(
    workspace: Workspace, notes: str, given: _Given, *, asking: bool
) -> tuple[str, str, str]:
    """Return id, path and text of a story; nothing is asked before it is known where it goes."""
    from lpcards.study.authoring.story_of_notes import drafted, story_text

    if given.id is not None:
        refuse_bad_id(given.id)
    story_id, draft = drafted(notes, given.id, given.title, given.short)
    path = _place(workspace, story_id, given.principle)
    draft = _confirmed(draft, notes) if asking else draft
    return story_id, path, story_text(draft, story_id, given.principle)


def _confirmed(draft: StoryDraft, source: str) -> StoryDraft:
    """Put what is proposed to the learner, if somebody sits at a terminal."""
    if source == "-" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return draft
    from lpcards.study import clock
    from lpcards.study.authoring.draft_dialogue import Confirming
    from lpcards.terminal.conversation import conversation

    with conversation(clock.monotonic) as talk:
        return Confirming(draft, talk).finished()


def _place(workspace: Workspace, story_id: str, principle: str) -> str:
    """Return where a new story goes; raise UserFault where it cannot."""
    refuse_bad_id(story_id)
    path = os.path.join(first_folder(workspace), principle or DEFAULT, f"{story_id}.yaml")
    refuse_taken(workspace, story_id, path)
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


def _refuse_unknown(principle: str, index: CardIndex) -> None:
    known = {story.principle for story in index.stories() if story.type == "guide"}
    must_be_among([principle], {*PRINCIPLES, *known} - {EVERY_STORY}, "principle")
