"""`lpcards new`: a story of one's own is begun."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from lpcards.cli.options import complete_all_principles, json_option
from lpcards.drafts.notes import LONGEST_SHORT, StoryDraft
from lpcards.english.printable import printable
from lpcards.index.card_index import CardIndex
from lpcards.story.principles import EVERY_STORY, PRINCIPLES
from lpcards.story.template import new_scenario
from lpcards.story.yaml_emitter import one_line
from lpcards.study.authoring.given_notes import (
    Notes,
    counted_stories,
    lines_of_stories,
    notes_from,
)
from lpcards.study.authoring.new_files import (
    DEFAULT,
    SCHEMA_NAME,
    place_of,
    write_story,
)
from lpcards.study.authoring.story_of_notes import (
    GivenNames,
    WrittenStory,
    ranked_principles,
    what_is_named,
    write_each_story_of,
    write_story_of,
)
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
    help="Make it from notes: text, Word, a web page, a sheet, a transcript; `-` reads them "
    "from standard input.",
)
@click.option(
    "--split/--no-split",
    default=None,
    help="Where the notes hold several stories: a file of each, or one story of all.",
)
@click.option("--title", default="", help="What the story is called.")
@click.option("--short", default="", help="Two or three words that give nothing away.")
@click.option(
    "--principle",
    default="",
    metavar="PRINCIPLE",
    shell_complete=complete_all_principles,
    help="Which principle it is for; without it, the one that your notes fit best.",
)
@json_option
@click.pass_obj
def new_command(
    workspace: Workspace,
    story_id: str | None,
    notes: str | None,
    split: bool | None,
    title: str,
    short: str,
    principle: str,
    as_json: bool,
) -> None:
    """Start a story of your own.

    ID names it for good: lower-case words joined by hyphens, such as `late-invoices`. Without
    notes you get a form to fill in. --from makes it from your notes, in your own words only. Mark
    the parts with `S:` `T:` `A:` `R:` `Reflection:`, or with headings in any of ten languages, and
    questions with `Q:` and `A:`, or let it guess; guesses are marked. Several stories in one file
    are listed, and become a file each if you say yes.
    """
    principle = _principle(principle, workspace.index)
    names = GivenNames(story_id or "", one_line(title), one_line(short), principle)
    if len(names.short) > LONGEST_SHORT:
        raise UserFault(f"--short is shown on every card: at most {LONGEST_SHORT} characters")
    if notes is not None:
        asks = not as_json and notes != "-" and sys.stdin.isatty() and sys.stdout.isatty()
        stories = _of_notes(workspace, notes_from(notes), names, split, asks=asks)
    elif split is not None:
        raise click.UsageError("--split is for notes: `lpcards new --from FILE --split`")
    elif story_id is None:
        raise click.UsageError(
            "name the story: `lpcards new late-invoices`; --from names it for you"
        )
    else:
        stories = [WrittenStory(story_id, place_of(workspace, story_id, principle))]
        write_story(workspace, stories[0].path, _template(names))
    _say(stories, as_json=as_json)


def _of_notes(
    workspace: Workspace, notes: Notes, names: GivenNames, split: bool | None, *, asks: bool
) -> list[WrittenStory]:
    """Write the story of the notes, or each of them."""
    confirmed = partial(_confirmed, workspace, names) if asks else None
    if len(notes.stories) == 1 or split is False:
        return [write_story_of(workspace, notes, names, confirmed)]
    if not (split or (asks and _is_wanted(notes))):
        what = "nothing was written" if asks else "`--split` makes a file of each"
        rows = "".join(f"\n  {line}" for line in lines_of_stories(notes))
        raise UserFault(
            f"{counted_stories(notes)}; {what}, `--no-split` makes one story of all of it:{rows}"
        )
    return write_each_story_of(workspace, notes, names, confirmed)


def _is_wanted(notes: Notes) -> bool:
    """Ask whether each story is to have a file."""
    from rich.text import Text

    from lpcards.study import clock
    from lpcards.terminal.conversation import Left, conversation

    def yes_meant(line: str) -> bool:
        if line.lower() not in {"y", "yes", "n", "no", "q"}:
            raise UserFault("y and n are the keys; Enter says yes.")
        return line.lower() in {"y", "yes"}

    with conversation(clock.monotonic) as talk:
        talk.say(f"{counted_stories(notes)}:")
        talk.show(Text(f"  {printable(line)}") for line in lines_of_stories(notes))
        try:
            return talk.ask(yes_meant, "", "Make a file of each? Enter yes, n no") is not False
        except Left:
            return False


def _say(stories: list[WrittenStory], *, as_json: bool) -> None:
    """Say what was written, and what of the notes is named instead of placed."""
    if as_json:
        rows = [_row(story) for story in stories]
        say_json(rows[0] if len(rows) == 1 else {"stories": rows})
        return
    for story in stories:
        say(story.path)
        for words in what_is_named(story):
            say(words)
    if len(stories) == 1:
        name = stories[0].id
        say(f"`lpcards edit {name}` opens it; `lpcards check {name}` says what is missing.")
    else:
        say(
            "`lpcards edit ID` opens one, by its file's name; `lpcards check` says what is missing."
        )


def _row(story: WrittenStory) -> dict[str, Any]:
    row: dict[str, Any] = {"path": story.path, "id": story.id}
    if story.draft:
        row["left"] = [one._asdict() for one in story.draft.left]
        row["doubtful"] = [{"line": line, "name": name} for line, name in story.draft.doubtful]
    return row


def _confirmed(
    workspace: Workspace, names: GivenNames, draft: StoryDraft, refuse: Callable[[str], None]
) -> StoryDraft:
    """Ask the learner for the names that are not given, and put to them what is proposed."""
    from lpcards.study import clock
    from lpcards.study.authoring.draft_dialogue import Confirming, Open
    from lpcards.study.authoring.page_import import known_principles
    from lpcards.terminal.conversation import conversation

    known = known_principles(workspace.index)
    ids = list(dict.fromkeys([*ranked_principles(draft), *known]))
    given = (not names.title, not names.short, not names.principle)
    with conversation(clock.monotonic) as talk:
        return Confirming(draft, talk, Open(*given, ids, known, refuse)).finished()


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
