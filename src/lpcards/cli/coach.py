"""`lpcards coach`: what `check` knows of a strong answer, on any text typed or pasted."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from lpcards.index.card_index import Compiled
from lpcards.index.selection import Selection
from lpcards.story.models import STEPS, Guide, Scenario
from lpcards.study.content_files import from_here, path_of
from lpcards.study.naming import complete_principles, must_be_among
from lpcards.study.open_content import Desk
from lpcards.study.saying import json_option, note, say_json
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from lpcards.advice.coaching import AnswerText, Coaching
    from lpcards.story.reading import Source

MOST_BYTES = 100_000
"""Two hours of speech."""
STDIN = "-"
EVERY = "all"
"""The principle of a guide that holds for every story."""
STEPS_AND_PROBE = (*STEPS, "probe")


@click.command("coach")
@click.argument("file", metavar="[FILE]", default=STDIN, type=click.Path(allow_dash=True))
@click.option(
    "--step",
    type=click.Choice(STEPS_AND_PROBE),
    help="The text is this step alone, or the answer to a probe.",
)
@click.option(
    "--principle",
    "principles",
    multiple=True,
    metavar="PRINCIPLE",
    help="Only the phrases that sink a story of this principle, or any. Repeatable.",
    shell_complete=complete_principles,
)
@click.option("--strict", is_flag=True, help="Leave with 1 if there is anything to improve.")
@json_option
@click.pass_context
def coach_command(
    ctx: click.Context,
    file: str,
    step: str | None,
    principles: tuple[str, ...],
    strict: bool,
    as_json: bool,
) -> None:
    """Mark what weakens an answer, in any text.

    It says what to do about it, too. FILE is plain text (- or nothing for standard input), or a
    story, by its id or its file.
    """
    desk = ctx.ensure_object(Desk)
    coaching, source = _coached(desk, file, step or "", principles)
    if as_json:
        from lpcards.advice.coaching import coaching_json

        say_json({**source, **coaching_json(coaching)})
    else:
        _print(coaching)
    ctx.exit(1 if strict and coaching.remarks else 0)


def _coached(
    desk: Desk, file: str, step: str, principles: tuple[str, ...]
) -> "tuple[Coaching, dict[str, str | None]]":
    """Return what there is to say, and what of: the `file` or the `story`."""
    from lpcards.advice.coaching import coached, sinking_phrases

    _refuse_unknown(desk.compiled, principles)
    story = _story(desk.compiled, file)
    if story and step:
        raise click.UsageError(f"{file} is a story: it says itself which step is which")
    level = desk.compiled.settings.level or ""
    answer = _answer_of_story(story, file, level) if story else _answer(desk, file, step, level)
    chosen = Selection(kinds=("disqualifier",), principles=_narrowed(principles))
    phrases = sinking_phrases(desk.compiled.cards(chosen))
    ignored = [ignore.rule for ignore in story.ignore] if story else []
    source = {
        "file": None if story or file == STDIN else file,
        "story": story.id if story else None,
    }
    return coached(answer, phrases, ignored), source


def _refuse_unknown(compiled: Compiled, principles: Iterable[str]) -> None:
    known = {name for story in compiled.stories() for name in (story.principle, *story.also)}
    must_be_among(principles, known, "principle with cards")


def _narrowed(principles: tuple[str, ...]) -> tuple[str, ...]:
    return (*principles, EVERY) if principles else ()


def _story(compiled: Compiled, name: str) -> Scenario | None:
    """Return the story that has this id, or is in this file; None if it names plain text."""
    path = _path_of_story(compiled, name)
    if path is None:
        return None
    source = _read(path)
    if isinstance(source.file, Guide):
        raise UserFault(f"{name} is a guide, and tells no story: `lpcards check` looks at it")
    if source.file is None:
        error = next(problem for problem in source.problems if problem.severity == "error")
        raise UserFault(str(from_here(error)))
    return source.file


def _path_of_story(compiled: Compiled, name: str) -> str | None:
    from lpcards.index.scan import ENDINGS

    if name == STDIN or os.path.exists(name):
        return name if name.endswith(ENDINGS) else None
    return path_of(compiled, name)


def _read(path: str) -> "Source":
    from lpcards.index.scan import bytes_of
    from lpcards.story.reading import read_source

    return read_source(path, bytes_of(path))


def _answer_of_story(story: Scenario, name: str, level: str) -> "AnswerText":
    from lpcards.advice.coaching import answer_of_story

    answer = answer_of_story(story, level)
    if not answer.parts:
        raise UserFault(f"{name} says nothing yet: its steps have no `example`")
    return answer


def _answer(desk: Desk, file: str, step: str, level: str) -> "AnswerText":
    from lpcards.advice.coaching import answer_of, targets_of

    text = _text_of(desk, file)
    if not text.strip():
        raise UserFault(f"{_name_of(file)}: there is nothing to coach; it is empty")
    return answer_of(text, targets_of(_guides(desk.compiled), level), step)


def _guides(compiled: Compiled) -> Iterator[Guide]:
    """Yield the guides for every story: they know the seconds of a level."""
    for story in compiled.stories():
        if story.type == "guide" and story.principle == EVERY:
            guide = _read(story.path).file
            if isinstance(guide, Guide):
                yield guide


def _name_of(file: str) -> str:
    return "standard input" if file == STDIN else file


def _text_of(desk: Desk, file: str) -> str:
    """Return a file's text; raise UserFault where there is none to be had."""
    from lpcards.story.decoding import text_of_paste

    data = _bytes_of(desk, file)
    if len(data) > MOST_BYTES:
        raise UserFault(
            f"{_name_of(file)}: more than {MOST_BYTES:,} bytes, or two hours of speech, are no "
            "answer; coach one answer at a time"
        )
    text, faults = text_of_paste(data)
    if text is None:
        raise UserFault(str(faults[0].at(_name_of(file))))
    return text


def _bytes_of(desk: Desk, file: str) -> bytes:
    if file == STDIN and sys.stdin.isatty():
        note("Type or paste your answer, then press Enter and Ctrl-D.")
    try:
        with click.open_file(file, "rb") as opened:
            data: bytes = opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UserFault(f"there is no file and no story {file!r}{_hint(desk, file)}") from None
    return data


def _hint(desk: Desk, file: str) -> str:
    """Return what may have been meant."""
    from lpcards.story.fault import meant

    guess = meant(file, [story.id for story in desk.compiled.stories()])
    return f"; did you mean {guess!r}?" if guess else "; - takes standard input"


def _print(coaching: "Coaching") -> None:
    from lpcards.study.coaching_lines import coaching_lines
    from lpcards.terminal.printing import print_lines

    print_lines(lambda width: coaching_lines(coaching, width))
