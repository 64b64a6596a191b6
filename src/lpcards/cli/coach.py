"""`lpcards coach`: what `check` knows of a strong answer, on any text typed or pasted."""

from typing import TYPE_CHECKING

import click

from lpcards.cli.options import complete_principles, json_option
from lpcards.story.models import STEPS
from lpcards.study.authoring.given_text import STDIN
from lpcards.study.authoring.text_to_coach import coaching_of
from lpcards.study.messages import say_json
from lpcards.study.workspace import Workspace

if TYPE_CHECKING:
    from lpcards.advice.coaching import Coaching


STEPS_AND_PROBE = (*STEPS, "probe")


@click.command("coach")
@click.argument("file", metavar="[FILE]", default=STDIN, type=click.Path(allow_dash=True))
@click.option(
    "--step",
    type=click.Choice(STEPS_AND_PROBE),
    help="The text is this step alone, or the answer to a follow-up.",
)
@click.option(
    "--principle",
    "principles",
    multiple=True,
    metavar="PRINCIPLE",
    help="Only phrases that weaken stories of this principle or of any. Repeatable.",
    shell_complete=complete_principles,
)
@click.option("--strict", is_flag=True, help="Exit with 1 if there is anything to improve.")
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
    """Point out what weakens an answer, in any text.

    And what to do about it. FILE is a text, a Word file, a saved page or a transcript (- or
    nothing for standard input), or a story, by its id or its file.
    """
    workspace = ctx.ensure_object(Workspace)
    coaching, source = coaching_of(workspace, file, step or "", principles)
    if as_json:
        from lpcards.advice.coaching import coaching_json

        say_json({**source, **coaching_json(coaching)})
    else:
        _print(coaching)
    ctx.exit(1 if strict and coaching.remarks else 0)


def _print(coaching: "Coaching") -> None:
    from lpcards.terminal.coaching_lines import coaching_lines
    from lpcards.terminal.terminal import print_lines

    print_lines(lambda width: coaching_lines(coaching, width))
