"""`lpcards due`: what is due today, in three numbers."""

import sys
from datetime import date

import click

from lpcards.cli.options import json_option, selecting, sitting_options
from lpcards.day.study_day import day_json
from lpcards.english.printable import counted
from lpcards.index.selection import Selection
from lpcards.study.day_words import day_words, words_of_settings
from lpcards.study.messages import note, say, say_json
from lpcards.study.naming import selection_of
from lpcards.study.notices import ends_of, notice_of
from lpcards.study.today import SittingOptions, cards_failed, day_of, limits_reached, queue_today
from lpcards.study.workspace import Workspace
from lpcards.system.trace import is_heard, trace


@click.command("due")
@selecting
@sitting_options
@click.option(
    "--short", "briefly", is_flag=True, help="Just the number, if any, for a shell prompt."
)
@json_option
@click.pass_obj
def due_command(
    workspace: Workspace,
    named: Selection,
    options: SittingOptions,
    failed_today: bool,
    briefly: bool,
    as_json: bool,
) -> None:
    """Say how many cards are due today."""
    if briefly:
        _say_briefly(workspace, named, options, as_json=as_json)
        return
    log, on = workspace.reading(), workspace.moment().day
    chosen = selection_of(workspace.index, named)
    if failed_today:
        _say_failed(len(cards_failed(workspace.index, log, on, chosen)), on, as_json=as_json)
        return
    day = day_of(workspace.index, log, on, chosen, options)
    queue = day.queue
    for words in notice_of(workspace.index):
        note(words)
    if as_json:
        followed = workspace.index.settings.follow
        say_json(day_json(day, on) | ({"follow": followed} if followed != "none" else {}))
        return
    for words in day_words(day, on):
        say(words)
    if day.is_whole and not options.only and not limits_reached(workspace.index, log, on):
        for words in ends_of(workspace.index, queue, chosen):
            say(words)
    for words in words_of_settings(workspace.index, log, on):
        say(words)


def _say_briefly(
    workspace: Workspace, named: Selection, options: SittingOptions, *, as_json: bool
) -> None:
    """Say how many cards are due, or nothing; the next time the kept line may do (`__main__`)."""
    if as_json:
        raise click.UsageError("--short is for people, --json for scripts: choose one")
    workspace.keep_quiet()
    from lpcards.index import prompt_line
    from lpcards.study.prompt_answer import PromptInputs

    inputs = PromptInputs(workspace) if sys.argv[1:] == prompt_line.ASKED else None
    if is_heard() and inputs:
        kept = "not current" if prompt_line.remembered() is None else "current"
        trace("the kept line is %s; counting all the same", kept)
    log, on = workspace.reading(), workspace.moment().day
    chosen = selection_of(workspace.index, named)
    total = queue_today(workspace.index, log, on, chosen, options).total
    line = f"{total}\n" if total else ""
    click.echo(line, nl=False)
    if inputs and not (workspace.index.has_unread() or workspace.index.faults_of_settings):
        inputs.keep(line, workspace.index.settings.rollover)


def _say_failed(cards: int, on: date, *, as_json: bool) -> None:
    """Say how many cards were failed today; asked again, none of them counts."""
    if as_json:
        none = dict.fromkeys(("due", "new", "total", "drills"), 0)
        say_json({"day": on.isoformat(), **none, "failed": cards})
        return
    say(f"You failed {counted(cards, 'card')} today." if cards else "You failed no card today.")
