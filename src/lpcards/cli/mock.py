"""`lpcards mock`: an interviewer's loop of questions, stories and probes."""

import click

from lpcards.cli.options import complete_all_principles, json_option
from lpcards.cli.rehearse import plain_option, refuse_without_terminal, speak_option, type_option
from lpcards.study import clock
from lpcards.study.messages import note, say_json
from lpcards.study.notices import notice_of
from lpcards.study.sitting_sync import synced_sitting
from lpcards.study.workspace import Workspace


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
@type_option
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
    typing: bool,
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
    from lpcards.study.rehearsing.mock_loop import principles_asked

    chosen = principles_asked(workspace, (principles or "").split(","))
    how = {"typing": typing, "speak": speak, "plain": plain}
    _interview(workspace, chosen, minutes, seed, **how)


def _show_last(workspace: Workspace, *, as_json: bool) -> None:
    from lpcards.practice.debrief import debrief_json, debrief_of, last_loop
    from lpcards.study.rehearsing.said_lines import say_marked
    from lpcards.study.rehearsing.telling_words import MarkedLine, debrief_lines

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
    seed: int | None,
    *,
    typing: bool,
    speak: bool,
    plain: bool,
) -> None:
    from lpcards.study.rehearsing.mock_interview import MockInterview
    from lpcards.study.rehearsing.mock_loop import MockLoop
    from lpcards.study.rehearsing.part_typing import listen_command, none_typed, typing_in
    from lpcards.study.rehearsing.said_lines import say_marked
    from lpcards.study.rehearsing.telling_session import telling_session

    loop = MockLoop(workspace, minutes, principles, seed)
    plain = plain or workspace.index.settings.screen_reader
    listen = listen_command(workspace, typing=typing)
    try:
        with telling_session(clock.monotonic, plain=plain, speak=speak, minutes=minutes) as session:
            typed = typing_in(workspace, session, listen) if typing else none_typed
            MockInterview(loop, session, typed).run()
    finally:
        say_marked(loop.lines())
