"""`lpcards review`: today's session in the terminal."""

import sys
from itertools import chain
from typing import TYPE_CHECKING

import click

from lpcards.cli.options import refuse_contradiction, selecting, sitting_options
from lpcards.index.selection import Selection
from lpcards.study import clock
from lpcards.study.day_words import pause_words, unwritten_words
from lpcards.study.messages import note, say
from lpcards.study.naming import selection_of
from lpcards.study.notices import notice_of
from lpcards.study.sitting_choice import SittingChoice
from lpcards.study.sitting_sync import synced_sitting
from lpcards.study.today import SittingOptions, day_of
from lpcards.study.workspace import Workspace

if TYPE_CHECKING:
    from lpcards.study.reviewing.next_card import Feed


@click.command("review")
@selecting
@sitting_options
@click.option("--ahead", is_flag=True, help="Then go on with cards due later, the nearest first.")
@click.option("--cram", is_flag=True, help="Ask every selected card; the schedule stays as it is.")
@click.option("--plain", is_flag=True, help="Plain lines, nothing redrawn (for screen readers).")
@click.option("--type/--no-type", "typing", default=None, help="Type the answers.")
@click.pass_obj
def review_command(
    workspace: Workspace,
    named: Selection,
    options: SittingOptions,
    failed_today: bool,
    ahead: bool,
    cram: bool,
    plain: bool,
    typing: bool | None,
) -> None:
    """Ask today's cards.

    Space shows the answer, 0-5 grades it, ? lists all keys.
    """
    _refuse_without_terminal()
    refuse_contradiction({"ahead": ahead, "cram": cram, "failed-today": failed_today})
    chosen = selection_of(workspace.index, named)
    choice = SittingChoice(chosen, options, ahead, cram, failed_today)
    click.get_current_context().with_resource(synced_sitting(workspace))
    if choice.is_usual and workspace.is_new and not _welcomed(workspace, plain=plain):
        return
    index, log, on = workspace.index, workspace.writing(), workspace.moment().day
    for words in filter(None, (*notice_of(index, log), unwritten_words(index, log, on))):
        note(words)
    day = day_of(index, log, on, chosen, options)
    if choice.is_kept_by(day):
        for words in pause_words(day, on):
            say(words)
        return
    from lpcards.study.reviewing.next_card import feed_for  # here: in a pause nothing is asked

    feed = feed_for(workspace, day, choice)
    settings = index.settings
    _run(
        workspace,
        feed,
        options.minutes,
        plain=plain or settings.screen_reader,
        typing=settings.type if typing is None else typing,
    )


def _welcomed(workspace: Workspace, *, plain: bool) -> bool:
    """Have the learner's first minute; say whether to go on."""
    from lpcards.study.reviewing.first_minute import FirstMinute
    from lpcards.terminal.conversation import conversation

    plain = plain or workspace.index.settings.screen_reader
    with conversation(clock.monotonic, plain=plain) as talk:
        return FirstMinute(workspace, talk).goes_on()


def _refuse_without_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "review needs a terminal; without one use `lpcards next` and `lpcards grade`"
        )


def _run(workspace: Workspace, feed: "Feed", minutes: int, *, plain: bool, typing: bool) -> None:
    """Sit down for so many minutes (0: the settings' ones)."""
    from lpcards.study.own_commands import own_command
    from lpcards.study.reviewing.review_loop import ReviewSitting
    from lpcards.study.reviewing.sitting import Sitting
    from lpcards.study.reviewing.summary import summary_lines
    from lpcards.study.reviewing.time_limit import time_limit_in
    from lpcards.terminal.terminal import at_terminal

    sitting: Sitting | None = None
    listen = own_command(workspace, "listen") if typing else None
    try:
        with at_terminal(clock.monotonic, plain=plain) as terminal:
            limit = time_limit_in(workspace, minutes, terminal.monotonic)
            sitting = Sitting(workspace, feed, limit, typing=typing)
            ReviewSitting(sitting, workspace, terminal, listen).run()
    finally:
        if sitting is not None:
            for line in chain(sitting.unwritten_lines(), summary_lines(sitting.tally, workspace)):
                say(line)
