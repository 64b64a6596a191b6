"""`lpcards rehearse`: a story said aloud against the clock."""

import sys
from typing import TYPE_CHECKING

import click

from lpcards.cards.choices import Story
from lpcards.cli.options import complete_stories, json_option
from lpcards.index.selection import Selection
from lpcards.study import clock
from lpcards.study.content_files import named_story
from lpcards.study.messages import note, say, say_json
from lpcards.study.notices import notice_of
from lpcards.study.sitting_sync import synced_sitting
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from lpcards.practice.script import Script, SpokenPart
    from lpcards.study.rehearsing.rehearsal import Rehearsal, Typing
    from lpcards.study.rehearsing.tellable import TellableStories
    from lpcards.study.rehearsing.telling_session import TellingSession

speak_option = click.option("--speak", is_flag=True, help="Have questions read aloud.")
plain_option = click.option(
    "--plain", is_flag=True, help="Plain lines, nothing redrawn (for screen readers)."
)


@click.command("rehearse")
@click.argument("story", required=False, shell_complete=complete_stories)
@click.option("--history", is_flag=True, help="Show earlier rehearsals, with times and misses.")
@click.option("--type/--no-type", "typing", default=False, help="Type it instead of saying it.")
@speak_option
@plain_option
@json_option
@click.pass_obj
def rehearse_command(
    workspace: Workspace,
    story: str | None,
    history: bool,
    typing: bool,
    speak: bool,
    plain: bool,
    as_json: bool,
) -> None:
    """Say a story aloud against the clock.

    Then answer follow-ups, and tick what you said. Without STORY it proposes the one that you
    left alone longest. The schedule stays as it is.
    """
    for words in notice_of(workspace.index):
        note(words)
    name = named_story(workspace.index, story) if story else ""
    if history or as_json:
        _show_history(workspace, name, as_json=as_json)
        return
    refuse_without_terminal("rehearse")
    click.get_current_context().with_resource(synced_sitting(workspace))
    _rehearse(workspace, name, typing=typing, speak=speak, plain=plain)


def refuse_without_terminal(command: str) -> None:
    """Raise a usage error where nobody can see a clock."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        remedy = "--history" if command == "rehearse" else "--last"
        raise click.UsageError(f"{command} needs a terminal; {remedy} shows the earlier ones")


def _show_history(workspace: Workspace, name: str, *, as_json: bool) -> None:
    from lpcards.practice.debrief import telling_json
    from lpcards.study.rehearsing.tellable import TellableStories
    from lpcards.study.rehearsing.telling_words import history_lines, say_marked

    tellable = TellableStories(workspace, reading=True)
    tellings = tellable.tellings_of(name) if name else tellable.tellings
    if as_json:
        say_json([telling_json(telling) for telling in tellings])
    else:
        say_marked(history_lines(tellings))


def _rehearse(workspace: Workspace, name: str, *, typing: bool, speak: bool, plain: bool) -> None:
    from lpcards.study.rehearsing.tellable import TellableStories
    from lpcards.study.rehearsing.telling_session import telling_session

    tellable = TellableStories(workspace)
    proposals = _proposals(tellable, name)
    rehearsal = None
    story: Story | None = None
    plain = plain or workspace.index.settings.screen_reader
    try:
        with telling_session(clock.monotonic, plain=plain, speak=speak) as session:
            story = _chosen(tellable, proposals, session)
            if story is not None:
                rehearsal = _rehearsal(workspace, tellable, story, session, typing=typing)
                rehearsal.run()
    finally:
        if rehearsal is not None and story is not None:
            _keep(workspace, tellable, story, rehearsal)


def _proposals(tellable: "TellableStories", name: str) -> list[Story]:
    """Return the stories to propose: the one named, or those that there are by need."""
    from lpcards.practice.choosing import by_need

    if name:
        return [tellable.story(name)]
    stories = {story.id: story for story in tellable.stories if tellable.script(story).parts}
    if not stories:
        raise UserFault("no story has steps to say yet; `lpcards new ID` begins one")
    return [stories[story] for story in by_need(stories, tellable.tellings)]


def _chosen(
    tellable: "TellableStories", stories: list[Story], session: "TellingSession"
) -> Story | None:
    """Propose the stories; return the one that the learner takes."""
    from lpcards.study.rehearsing.story_choice import STOPPED, StoryProposal
    from lpcards.study.rehearsing.telling_words import proposal_lines

    def lines(at: int) -> tuple[str, ...]:
        story = stories[at]
        before = tellable.tellings_of(story.id)
        script = _script(tellable, story)
        last = before[-1] if before else None
        return proposal_lines(last, script.seconds, script.level, own=story.own)

    at = StoryProposal([story.title for story in stories], lines, session.terminal).run()
    return None if at == STOPPED else stories[at]


def _script(tellable: "TellableStories", story: Story) -> "Script":
    script = tellable.script(story)
    if not script.parts:
        raise UserFault(f"{story.id} has no steps to say yet: write them in {story.path}")
    return script


def _rehearsal(
    workspace: Workspace,
    tellable: "TellableStories",
    story: Story,
    session: "TellingSession",
    *,
    typing: bool,
) -> "Rehearsal":
    from lpcards.practice.choosing import probes_in_need
    from lpcards.practice.telling_record import last_results
    from lpcards.study.rehearsing.rehearsal import Rehearsal

    script, before = _script(tellable, story), tellable.tellings_of(story.id)
    parts = [*script.parts, *probes_in_need(script.probes, before)]
    plain = session.terminal.surface.plain
    typed = _typing(workspace, plain=plain) if typing else lambda _: None
    return Rehearsal(story.short, parts, last_results(before), session, typed)


def _typing(workspace: Workspace, *, plain: bool) -> "Typing":
    from lpcards.terminal.typed_answer import TypedAnswer

    chosen = Selection(kinds=("disqualifier",))

    def typed(part: "SpokenPart") -> TypedAnswer:
        items = tuple(range(len(part.card.items)))
        cards = lambda: workspace.index.cards(chosen)  # noqa: E731
        return TypedAnswer(part.card, items, cards, is_open=not plain)

    return typed


def _keep(
    workspace: Workspace, tellable: "TellableStories", story: Story, rehearsal: "Rehearsal"
) -> None:
    """Log what was said, however it ended, and say what it came to."""
    from lpcards.practice.telling_record import as_details, telling_of
    from lpcards.study.rehearsing.telling_words import say_marked, telling_lines

    if not rehearsal.results:
        say("Nothing was said, nothing is kept.")
        return
    details = as_details(rehearsal.results, finished=rehearsal.finished)
    telling = telling_of(
        workspace.writing().note("rehearse", story.id, workspace.moment(), details)
    )
    before = tellable.tellings_of(story.id)
    if telling is not None:
        say_marked(telling_lines(telling, story.title, before[-1] if before else None))
