"""`lpcards debrief`: what happened in an interview, written down after it."""

import sys

import click

from lpcards.cli.options import json_option
from lpcards.practice.interview_record import (
    BEST,
    AskedQuestion,
    record_json,
    records_of,
)
from lpcards.study import clock
from lpcards.study.debriefing import (
    Debriefing,
    interview_called,
    past_interviews,
    record_lines,
)
from lpcards.study.messages import say, say_json, say_lines
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


@click.command("debrief")
@click.argument("company", nargs=-1)
@click.option(
    "--question", multiple=True, metavar="TEXT", help="What you were asked; one at a time."
)
@click.option("--story", default="", metavar="STORY", help="Which of your stories you told.")
@click.option("--missed", multiple=True, metavar="CARD", help="A card of it that you missed.")
@click.option("--went", type=click.IntRange(1, BEST), help=f"How it went, 1 to {BEST}.")
@click.option("--note", default="", metavar="TEXT", help="What else there is to say.")
@click.option("--show", is_flag=True, help="Show what was kept, and ask nothing.")
@json_option
@click.pass_obj
def debrief_command(
    workspace: Workspace,
    company: tuple[str, ...],
    question: tuple[str, ...],
    story: str,
    missed: tuple[str, ...],
    went: int | None,
    note: str,
    show: bool,
    as_json: bool,
) -> None:
    """Write down an interview: what was asked, told and missed.

    Without COMPANY it is the last one that was. A question goes into the story that you told; if
    you had none, `review` asks for one. Cards that you missed come first. Without a terminal the
    options say it.
    """
    named = " ".join(company)
    if show:
        _show(workspace, named, as_json=as_json)
        return
    if len(question) > 1:
        raise click.UsageError("one --question at a time: run it once for each, with its story")
    words = "".join(question)
    if (story or missed) and not words:
        raise click.UsageError("--story and --missed belong to a --question")
    if words or went or note:
        asked = AskedQuestion(words, story, missed, note)
        _keep(workspace, named, asked, went or 0, as_json=as_json)
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "debrief needs a terminal; without one use --question, --story, --missed, --went"
        )
    _talk(workspace, named)


def _keep(
    workspace: Workspace, company: str, asked: AskedQuestion, went: int, *, as_json: bool
) -> None:
    debriefing = Debriefing(workspace, interview_called(workspace, company))
    words = []
    if asked.question:
        story = debriefing.story(asked.story).id if asked.story else ""
        cards = debriefing.cards_named(asked.missed, story)
        words.append(debriefing.keep(asked._replace(story=story, missed=cards)))
    if went or not asked.question:
        debriefing.keep_outcome(went, "" if asked.question else asked.note)
        words.append("Kept how it went.")
    if as_json:
        say_json({"interviews": [record_json(debriefing.record())]})
        return
    say_lines(words)


def _talk(workspace: Workspace, company: str) -> None:
    from lpcards.study.debrief_dialogue import DebriefDialogue, chosen_interview
    from lpcards.terminal.conversation import Left, conversation
    from lpcards.terminal.hangup import leaving_at_hangup

    plain = workspace.index.settings.screen_reader
    interview, past = interview_called(workspace, company), past_interviews(workspace)
    with leaving_at_hangup(), conversation(clock.monotonic, plain=plain) as talk:
        try:
            if not company:
                interview = chosen_interview(talk, past, workspace)
        except Left:
            return
        DebriefDialogue(workspace, interview, talk).run()


def _show(workspace: Workspace, company: str, *, as_json: bool) -> None:
    kept = records_of(workspace.reading().live(""))
    if company:
        kept = [one for one in kept if one.company.casefold() == company.casefold()]
    if as_json:
        say_json({"interviews": [record_json(record) for record in kept]})
        return
    if not kept:
        where = f" at {company}" if company else ""
        command = f"lpcards debrief {company}".rstrip()
        raise UserFault(f"nothing was kept of an interview{where} yet; `{command}` asks about one")
    for record in kept:
        say("\n".join(record_lines(workspace.index, record)))
