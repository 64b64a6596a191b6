"""`lpcards mock`: an interviewer's loop of questions, stories and probes."""

import os
from typing import Any

import click

from lpcards.cli.options import complete_all_principles, json_option
from lpcards.cli.rehearse import plain_option, refuse_without_terminal, speak_option
from lpcards.study import clock
from lpcards.study.messages import note, say_json
from lpcards.study.naming import principles_named
from lpcards.study.notices import notice_of
from lpcards.study.sitting_sync import synced_sitting
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

SEEDS = 10_000


@click.command("mock")
@click.option(
    "--minutes",
    type=click.IntRange(1, 600),
    default=45,
    metavar="N",
    show_default=True,
    help="How long it takes.",
)
@click.option(
    "--principles",
    metavar="A,B,...",
    shell_complete=complete_all_principles,
    help="Only questions about these principles.",
)
@click.option(
    "--seed", type=click.IntRange(0), metavar="N", help="The same N gives the same questions."
)
@click.option("--last", is_flag=True, help="Show the last debrief again.")
@speak_option
@plain_option
@json_option
@click.pass_obj
def mock_command(
    workspace: Workspace,
    minutes: int,
    principles: str | None,
    seed: int | None,
    last: bool,
    speak: bool,
    plain: bool,
    as_json: bool,
) -> None:
    """Sit a mock interview.

    You hear questions, pick a story for each, and answer follow-ups; a debrief says what was
    missing. No story comes twice. The schedule stays as it is.
    """
    for words in notice_of(workspace.index):
        note(words)
    if last or as_json:
        _show_last(workspace, as_json=as_json)
        return
    refuse_without_terminal("mock")
    click.get_current_context().with_resource(synced_sitting(workspace))
    chosen = _principles(workspace, principles)
    seed = workspace.moment().at % SEEDS if seed is None else seed
    _interview(workspace, chosen, minutes, seed, speak=speak, plain=plain)


def _principles(workspace: Workspace, option: str | None) -> tuple[str, ...]:
    """Return the principles of the option; UserFault for one without questions."""
    names = tuple(name.strip() for name in (option or "").split(",") if name.strip())
    stories = workspace.index.stories()
    known = {question.principle for story in stories for question in story.asked}
    return principles_named(names, known, "question about")


def _show_last(workspace: Workspace, *, as_json: bool) -> None:
    from lpcards.practice.debrief import debrief_json, debrief_of, last_loop
    from lpcards.study.rehearsing.telling_words import MarkedLine, debrief_lines, say_marked

    debrief = debrief_of(last_loop(workspace.reading().told_aloud()))
    if as_json:
        say_json(debrief and debrief_json(debrief))
    else:
        say_marked(
            debrief_lines(debrief)
            if debrief
            else [MarkedLine("No mock interview yet: lpcards mock")]
        )


def _interview(
    workspace: Workspace,
    principles: tuple[str, ...],
    minutes: int,
    seed: int,
    *,
    speak: bool,
    plain: bool,
) -> None:
    from lpcards.cards.choices import questions_of
    from lpcards.practice.choosing import drawn
    from lpcards.study.rehearsing.mock_interview import MockInterview
    from lpcards.study.rehearsing.tellable import TellableStories
    from lpcards.study.rehearsing.telling_session import telling_session

    stories = TellableStories(workspace)
    questions = drawn(questions_of(stories.files, principles), seed)
    if not questions:
        raise UserFault("there are no questions yet: stories have them under `asked`")
    loop = os.urandom(4).hex()
    kept = []

    def write(story: str, details: dict[str, Any]) -> None:
        about = {"loop": loop, "seed": seed, "minutes": minutes}
        kept.append(
            workspace.writing().note("mock", story, workspace.moment(), {**about, **details})
        )

    plain = plain or workspace.index.settings.screen_reader
    try:
        with telling_session(clock.monotonic, plain=plain, speak=speak, minutes=minutes) as session:
            MockInterview(questions, stories, seed, session, write).run()
    finally:
        _say_debrief(kept)


def _say_debrief(kept: list[Any]) -> None:
    """Say what the loop came to, however it ended."""
    from lpcards.practice.debrief import debrief_of
    from lpcards.study.rehearsing.telling_words import MarkedLine, debrief_lines, say_marked

    debrief = debrief_of(kept)
    say_marked(
        debrief_lines(debrief) if debrief else [MarkedLine("Nothing was said, nothing is kept.")]
    )
