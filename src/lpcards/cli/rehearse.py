"""`lpcards rehearse`: a story said aloud against the clock."""

import sys
from typing import TYPE_CHECKING

import click

from lpcards.cards.choices import Story
from lpcards.cli.options import complete_stories, json_option
from lpcards.study import clock
from lpcards.study.content_files import named_story
from lpcards.study.messages import note, say_json
from lpcards.study.notices import notice_of
from lpcards.study.sitting_sync import synced_sitting
from lpcards.study.workspace import Workspace

if TYPE_CHECKING:
    from lpcards.study.rehearsing.rehearsed_story import RehearsedStory
    from lpcards.study.rehearsing.tellable import TellableStories
    from lpcards.study.rehearsing.telling_session import TellingSession

type_option = click.option(
    "--type/--no-type", "typing", default=False, help="Type it instead of saying it."
)
speak_option = click.option("--speak", is_flag=True, help="Have questions read aloud.")
plain_option = click.option(
    "--plain", is_flag=True, help="Plain lines, nothing redrawn (for screen readers)."
)


@click.command("rehearse")
@click.argument("story", required=False, shell_complete=complete_stories)
@click.option("--history", is_flag=True, help="Show earlier rehearsals, with times and misses.")
@type_option
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
    from lpcards.study.rehearsing.said_lines import say_marked
    from lpcards.study.rehearsing.tellable import TellableStories
    from lpcards.study.rehearsing.telling_words import history_lines

    tellable = TellableStories(workspace, reading=True)
    tellings = tellable.tellings_of(name) if name else tellable.tellings
    if as_json:
        say_json([telling_json(telling) for telling in tellings])
    else:
        say_marked(history_lines(tellings))


def _rehearse(workspace: Workspace, name: str, *, typing: bool, speak: bool, plain: bool) -> None:
    from lpcards.study.rehearsing.part_typing import listen_command, none_typed, typing_in
    from lpcards.study.rehearsing.rehearsal import Rehearsal
    from lpcards.study.rehearsing.rehearsed_story import keep_rehearsal, proposed_stories
    from lpcards.study.rehearsing.said_lines import say_marked
    from lpcards.study.rehearsing.tellable import TellableStories
    from lpcards.study.rehearsing.telling_session import telling_session

    tellable = TellableStories(workspace)
    proposals = proposed_stories(tellable, name)
    rehearsal: Rehearsal | None = None
    plain = plain or workspace.index.settings.screen_reader
    listen = listen_command(workspace, typing=typing)
    try:
        with telling_session(clock.monotonic, plain=plain, speak=speak) as session:
            rehearsed = _chosen(tellable, proposals, session)
            if rehearsed is not None:
                typed = typing_in(workspace, session, listen) if typing else none_typed
                rehearsal = Rehearsal(rehearsed, session, typed)
                rehearsal.run()
    finally:
        if rehearsal is not None:
            say_marked(keep_rehearsal(workspace, rehearsal.rehearsed, rehearsal.results))


def _chosen(
    tellable: "TellableStories", stories: list[Story], session: "TellingSession"
) -> "RehearsedStory | None":
    """Propose the stories; return the one that the learner takes."""
    from lpcards.study.rehearsing.rehearsed_story import rehearsed_story
    from lpcards.study.rehearsing.story_choice import STOPPED, StoryProposal

    def lines(at: int) -> tuple[str, ...]:
        return rehearsed_story(tellable, stories[at]).lines()

    at = StoryProposal([story.title for story in stories], lines, session.terminal).run()
    return None if at == STOPPED else rehearsed_story(tellable, stories[at])
