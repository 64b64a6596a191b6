"""`lpcards` by itself: where you stand, what comes next, and how to begin."""

import sys
from collections.abc import Iterator

import click

from lpcards.study.day_words import unwritten_words
from lpcards.study.interview_day import sheet_for_the_eve
from lpcards.study.messages import note, say
from lpcards.study.notices import notice_of
from lpcards.study.outlook import outlook_lines, timed_day_words
from lpcards.study.planner import planner_in
from lpcards.study.today import day_of
from lpcards.study.workspace import Workspace

WELCOME = (
    "lpcards asks you about your interview stories, a few minutes a day.",
    "",
    "Begin:         lpcards review",
    "All commands:  lpcards --help",
)


def greet(ctx: click.Context, workspace: Workspace) -> None:
    """Show where the learner stands; to whom is no terminal, what `due` says."""
    if not sys.stdout.isatty():
        from lpcards.cli.due import due_command

        ctx.invoke(due_command)
        return
    for words in notice_of(workspace.index):
        note(words)
    if sheet := sheet_for_the_eve(workspace):
        from lpcards.study.authoring.sheet_printing import print_sheet  # here: on two days only

        print_sheet(sheet)
    for words in _lines(workspace):
        say(words)


def _lines(workspace: Workspace) -> Iterator[str]:
    index, log, on = workspace.index, workspace.reading(), workspace.moment().day
    if not log.count():
        yield from WELCOME
        return
    day, planner = day_of(index, log, on), planner_in(index, log, workspace.rules, on)
    yield from timed_day_words(day, planner)
    yield from outlook_lines(index, log, planner)
    yield from filter(None, [unwritten_words(index, log, on)])
    yield ""
    if day.queue.total or day.queue.drills:
        yield "Today's cards:  lpcards review"
    yield "All commands:   lpcards --help"
