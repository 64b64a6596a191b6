"""`lpcards check`: every fault of every file, and advice on what is missing."""

import os

import click

from lpcards.cli.desk import Desk
from lpcards.cli.saying import json_option, say_json, say_lines
from lpcards.problem import Problem
from lpcards.words import counted


@click.command("check")
@click.option("--strict", is_flag=True, help="Leave with 1 on advice too.")
@json_option
@click.pass_context
def check_command(ctx: click.Context, strict: bool, as_json: bool) -> None:
    """Check the content: faults as errors, gaps as advice. Leave with 1 on errors."""
    desk = ctx.ensure_object(Desk)
    problems = [_seen_from_here(problem) for problem in desk.compiled.problems()]
    stories = [story for story in desk.compiled.stories() if story.type == "scenario"]
    cards = sum(story.cards for story in desk.compiled.stories())
    errors = sum(problem.severity == "error" for problem in problems)
    if as_json:
        told = [problem._asdict() for problem in problems]
        say_json({"scenarios": len(stories), "cards": cards, "problems": told})
    else:
        say_lines(_line(problem) for problem in problems)
        say_lines([_sum(len(stories), cards, errors, len(problems) - errors)])
    ctx.exit(1 if errors or (strict and problems) else 0)


def _seen_from_here(problem: Problem) -> Problem:
    """Name the file as one would type it here."""
    inside = os.path.relpath(problem.path) if os.path.isabs(problem.path) else problem.path
    return problem._replace(path=problem.path if inside.startswith("..") else inside)


def _line(problem: Problem) -> str:
    told = str(problem).replace("\n", "\\n")  # a line is a problem, whatever a file is called
    return told if problem.severity == "error" else f"{told} (advice)"


def _sum(stories: int, cards: int, errors: int, advice: int) -> str:
    found = f"{counted(errors, 'error')}, {advice} to improve" if errors or advice else "all well"
    return f"{counted(stories, 'story')}, {counted(cards, 'card')}: {found}"
