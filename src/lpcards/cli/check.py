"""`lpcards check`: every fault of every file, and advice on what would make a story stronger."""

import difflib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

from lpcards.cli.options import complete_stories
from lpcards.english.printable import counted
from lpcards.study.authoring.found_problems import counts_of, found_problems
from lpcards.study.content_files import named_path
from lpcards.study.messages import say, say_json, say_lines
from lpcards.study.workspace import Workspace
from lpcards.system.problem import Problem

Counts = tuple[int, int]
"""How many stories and cards were looked at."""

TEXT, JSON, GITHUB = "text", "json", "github"


def _completed(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(rule) for rule in _rules() if rule.startswith(begun)]


def _known(_: click.Context, __: click.Parameter, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse names of no rule."""
    known = _rules() if chosen else {}
    for rule in chosen:
        if rule not in known:
            close = difflib.get_close_matches(rule, known, n=1)
            remedy = f"did you mean {close[0]!r}?" if close else "--list-rules has all"
            raise click.BadParameter(f"{rule!r} is not a rule; {remedy}")
    return chosen


def _rules() -> dict[str, str]:
    from lpcards.index.kept_advice import rules

    return rules()


@click.command("check")
@click.argument("story", required=False, shell_complete=complete_stories)
@click.option("--all", "whole", is_flag=True, help="All advice, not just what matters most.")
@click.option("--strict", is_flag=True, help="Exit with 1 on advice too.")
@click.option(
    "--rule",
    "chosen",
    multiple=True,
    metavar="NAME",
    callback=_known,
    shell_complete=_completed,
    help="Only this rule's advice (repeatable). Errors are always shown.",
)
@click.option("--no-advice", is_flag=True, help="Errors only, no advice.")
@click.option("--list-rules", is_flag=True, help="List the rules and exit.")
@click.option(
    "--format",
    "form",
    type=click.Choice([TEXT, JSON, GITHUB]),
    help="How to answer; `github` annotates a workflow. [default: text]",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON; the same as --format json.")
@click.pass_context
def check_command(
    ctx: click.Context,
    story: str | None,
    whole: bool,
    strict: bool,
    chosen: tuple[str, ...],
    no_advice: bool,
    list_rules: bool,
    form: str | None,
    as_json: bool,
) -> None:
    """Check your stories: errors first, then advice.

    All stories, or one STORY. A terminal shows what matters most of each, and asks you what the
    story leaves open. Exits with 1 on errors.
    """
    for_people = not (form or as_json or strict) and sys.stdout.isatty()
    form = _form(form, as_json=as_json)
    if chosen and no_advice:
        raise click.UsageError("--rule asks for advice and --no-advice for none: choose one")
    if list_rules:
        _list(form)
        return
    workspace = ctx.ensure_object(Workspace)
    workspace.keep_quiet()
    path = named_path(workspace.index, story) if story else None
    problems = found_problems(workspace, chosen, path, no_advice=no_advice)
    counts = counts_of(workspace, path)
    if for_people:
        _show(counts, problems, whole=whole or bool(chosen))
        if not (chosen or no_advice) and sys.stdin.isatty():
            _ask(workspace, {problem.path for problem in problems})
    else:
        _SAY[form](counts, problems)
    errors = any(problem.severity == "error" for problem in problems)
    ctx.exit(1 if errors or (strict and problems) else 0)


def _form(form: str | None, *, as_json: bool) -> str:
    if as_json and form not in (None, JSON):
        raise click.UsageError(f"--json means --format json: choose --json or --format {form}")
    return JSON if as_json else form or TEXT


def _list(form: str) -> None:
    rules = _rules()
    if form == JSON:
        say_json([{"rule": name, "finds": says} for name, says in rules.items()])
    else:
        width = max(map(len, rules))
        say_lines(f"{name:{width}}  {says}" for name, says in rules.items())


def _say_json(counts: Counts, problems: list[Problem]) -> None:
    stories, cards = counts
    listed = [problem._asdict() for problem in problems]
    say_json({"scenarios": stories, "cards": cards, "problems": listed})


def _say_text(counts: Counts, problems: list[Problem]) -> None:
    say_lines(_line(problem) for problem in problems)
    say_lines([_sum(counts, problems)])


def _show(counts: Counts, problems: list[Problem], *, whole: bool) -> None:
    """Show errors as everywhere, then what matters most of each file, or the `whole` of it."""
    from lpcards.terminal.advice_lines import MOST, advice_lines
    from lpcards.terminal.terminal import print_lines

    errors = [problem for problem in problems if problem.severity == "error"]
    for error in errors:
        say(_line(error))
    if errors:
        say("")
    files: dict[str, list[Problem]] = {}
    for problem in problems[len(errors) :]:
        files.setdefault(problem.path, []).append(problem)
    print_lines(lambda width: advice_lines(files, width, whole=whole))
    say(_sum(counts, problems))
    if not whole and any(len(advice) > MOST for advice in files.values()):
        say("That is what matters most in each file; `--all` shows everything.")


def _ask(workspace: Workspace, paths: Iterable[str]) -> None:
    """Ask what the stories leave open, if anything, and write down what is answered."""
    from lpcards.study import clock
    from lpcards.study.authoring.open_questions import answer_now, open_questions
    from lpcards.terminal.conversation import conversation

    questions = open_questions(workspace, sorted(map(os.path.abspath, paths)))
    if questions:
        say("")
        with conversation(clock.monotonic, plain=workspace.index.settings.screen_reader) as talk:
            answer_now(questions, workspace, talk)


def _say_annotations(counts: Counts, problems: list[Problem]) -> None:
    say_lines(annotation(problem) for problem in problems)
    say_lines([_sum(counts, problems)])


_SAY: dict[str, Callable[[Counts, list[Problem]], None]] = {
    TEXT: _say_text,
    JSON: _say_json,
    GITHUB: _say_annotations,
}


def annotation(problem: Problem) -> str:
    """Return the problem as a command of GitHub's workflows.

    What such a command takes for its own signs is written as `%` and hex digits.
    """
    level = "error" if problem.severity == "error" else "warning"
    values = {
        "file": problem.path,
        "line": problem.line,
        "col": problem.column,
        "title": f"lpcards {problem.rule}",
    }
    properties = ",".join(f"{key}={_value(str(value))}" for key, value in values.items())
    return f"::{level} {properties}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _line(problem: Problem) -> str:
    line = str(problem).replace("\n", "\\n")  # a line is a problem, whatever a file is called
    return line if problem.severity == "error" else f"{line} (advice: {problem.rule})"


def _sum(counts: Counts, problems: Iterable[Problem]) -> str:
    stories, cards = counts
    count = Counter(problem.severity for problem in problems)
    errors, advice = count["error"], count["advice"]
    found = f"{counted(errors, 'error')}, {advice} to improve" if errors or advice else "all well"
    return f"{counted(stories, 'story')}, {counted(cards, 'card')}: {found}"
