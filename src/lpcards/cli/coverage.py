"""`lpcards coverage`: stories against principles and common questions, and the gaps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

import click
from rich.console import Console
from rich.text import Text

from lpcards.cards.choices import Story
from lpcards.cards.story_coverage import (
    Coverage,
    CoveredQuestion,
    coverage_json,
)
from lpcards.cli.options import json_option
from lpcards.english.printable import counted, printable
from lpcards.study.messages import note, say_json, say_lines
from lpcards.study.stories_covered import HOW_WORDS, stories_covered
from lpcards.study.workspace import Workspace
from lpcards.terminal.text_lines import column_letters, flowed, hanging, sign_table, text_width

SIGNS = {"told": "#", "pivot": "+", "also": "o", "": "."}
LEGEND = (*(f"{SIGNS[how]} {words}" for how, words in HOW_WORDS.items()), f"{SIGNS['']} not")
MARKS = {"asked": "!", "alike": "~"}
MOST_NAMED = 4


@click.command("coverage")
@click.option("--examples", is_flag=True, help="Count the examples, too.")
@json_option
@click.pass_obj
def coverage_command(workspace: Workspace, examples: bool, as_json: bool) -> None:
    """Compare your stories with principles and questions.

    It ends with the gaps: a principle with fewer than two stories, a story that would be told
    for everything, stories that name no question.
    """
    stories, found, names = stories_covered(workspace.index, examples=examples)
    if as_json:
        listed = [{"id": story.id, "short": story.short} for story in stories]
        say_json({"stories": listed, **coverage_json(found, names)})
        return
    if not stories:
        note("No story of your own yet; --examples shows the examples.")
    say_lines(map(printable, _lines(stories, found, names, text_width(Console().width))))


def _lines(
    stories: Sequence[Story], found: Coverage, names: Mapping[str, str], width: int
) -> Iterator[str]:
    labels = column_letters([story.id for story in stories])
    if stories:
        yield from _flowed((f"{labels[story.id]} {story.short}" for story in stories), width)
        yield ""
        rows = [
            (names[name], [SIGNS[served.get(story.id, "")] for story in stories])
            for name, served in found.principles.items()
        ]
        yield from sign_table([*labels.values()], rows, width)
        yield ""
        yield from _flowed(LEGEND, width)
        yield ""
        yield from _question_lines(found.questions, labels, names, width)
    yield from _gap_lines(stories, found, names, width)


def _question_lines(
    questions: Sequence[CoveredQuestion],
    labels: dict[str, str],
    names: Mapping[str, str],
    width: int,
) -> Iterator[str]:
    for principle, asked in groupby(questions, attrgetter("principle")):
        yield names.get(principle, "Met in interviews")
        for question in asked:
            yield from _wrapped(f"{question.ask} -> {_answering(question, labels)}", width, "  ")
        yield ""
    if questions:
        yield from _wrapped("! the story names this question   ~ one like it", width)
        yield ""


def _answering(asked: CoveredQuestion, labels: dict[str, str]) -> str:
    """Return who answers a question, the best first; the last of many as a number."""
    answering = [f"{labels[name]}{MARKS.get(how, '')}" for name, how in asked.stories.items()]
    more = len(answering) - MOST_NAMED
    named = " ".join([*answering[:MOST_NAMED], *([f"+{more}"] if more > 0 else [])])
    return named or "no story yet"


def _gap_lines(
    stories: Sequence[Story], found: Coverage, names: Mapping[str, str], width: int
) -> Iterator[str]:
    shorts = {story.id: story.short for story in stories}
    yield f"{counted(len(stories), 'story')}, {found.answered} of {len(found.questions)} questions"
    for name in found.thin:
        served = [shorts[story] for story in found.principles[name]]
        words = f"only {served[0]}" if served else "no story"
        yield from _wrapped(f"{names[name]}: {words}", width, "- ")
    if found.overused:
        words = f"{shorts[found.overused]} would be your first choice for {found.overused_for} of"
        yield from _wrapped(
            f"{words} {found.answered} questions: give other stories a pivot", width, "- "
        )
    for story in found.unasked:
        yield from _wrapped(
            f"{shorts[story]}: no question under `asked`, so none leads to it", width, "- "
        )


def _flowed(parts: Iterable[str], width: int) -> list[str]:
    return [line.plain for line in flowed(parts, width)]


def _wrapped(words: str, width: int, mark: str = "") -> list[str]:
    return [line.plain for line in hanging(Text(mark), Text(words), width)]
