"""`lpcards new`: a story of one's own is begun."""

import sys

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
    place_of,
    write_story,
)
from lpcards.study.authoring.story_of_notes import GivenNames, WrittenStory, write_story_of
from lpcards.study.messages import say, say_json
from lpcards.study.naming import principles_named
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


@click.command("new")
@click.argument("story_id", metavar="[ID]", required=False)
@click.option(
    "--from",
    "notes",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="Make it from notes in prose; `-` reads them from standard input.",
)
@click.option("--title", default="", help="What the story is called.")
@click.option("--short", default="", help="Two or three words that give nothing away.")
@click.option(
    "--principle",
    default="",
    metavar="PRINCIPLE",
    shell_complete=complete_all_principles,
    help="Which principle it is for; without it `ownership`.",
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
    """Start a story of your own.

    ID names it for good: lower-case words joined by hyphens, such as `late-invoices`. Without
    notes you get a form to fill in. --from makes it from your notes, in your own words only. Mark
    the parts with `S:` `T:` `A:` `R:` `Reflection:`, and questions with `Q:` and `A:`, or let it
    guess; guesses are marked.
    """
    principle = _principle(principle, workspace.index)
    names = GivenNames(story_id or "", one_line(title), one_line(short), principle)
    if len(names.short) > LONGEST_SHORT:
        raise UserFault(f"--short is shown on every card: at most {LONGEST_SHORT} characters")
    if notes is not None:
        asks = not as_json and notes != "-" and sys.stdin.isatty() and sys.stdout.isatty()
        story = write_story_of(workspace, notes, names, _confirmed if asks else None)
    elif story_id is None:
        raise click.UsageError(
            "name the story: `lpcards new late-invoices`; --from names it for you"
        )
    else:
        story = WrittenStory(story_id, place_of(workspace, story_id, principle))
        write_story(workspace, story.path, _template(names))
    say_json({"path": story.path, "id": story.id}) if as_json else say(
        f"{story.path}\n`lpcards edit {story.id}` opens it; "
        f"`lpcards check {story.id}` says what is missing."
    )


def _confirmed(draft: StoryDraft) -> StoryDraft:
    """Put what is proposed to the learner."""
    from lpcards.study import clock
    from lpcards.study.authoring.draft_dialogue import Confirming
    from lpcards.terminal.conversation import conversation

    with conversation(clock.monotonic) as talk:
        return Confirming(draft, talk).finished()


def _template(names: GivenNames) -> str:
    name = names.id.replace("-", " ")
    return new_scenario(
        names.id,
        names.title or name.capitalize(),
        names.principle or DEFAULT,
        names.short or name[:LONGEST_SHORT].strip().capitalize(),
        f"../{SCHEMA_NAME}",
    )


def _principle(words: str, index: CardIndex) -> str:
    """Return the id of the principle that `words` name; "" of none."""
    if not words:
        return ""
    of_guides = (story.principle for story in index.stories() if story.type == "guide")
    known = [name for name in (*PRINCIPLES, *of_guides) if name != EVERY_STORY]
    return principles_named([words], known, "story for")[0]
