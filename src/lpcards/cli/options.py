"""Options that commands share, what they complete to, and the values that they give."""

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from lpcards.index.selection import Selection
from lpcards.story.principles import EVERY_STORY, PRINCIPLES
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from lpcards.index.card_index import CardIndex

DRY = "This was a dry run: nothing was written"


def _completed(listed: "Callable[[CardIndex], Iterable[str]]") -> Callable[..., list[str]]:
    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
        from lpcards.study.workspace import Workspace

        options = ctx.find_root().params
        try:
            with Workspace(options.get("content") or (), options.get("db"), None) as workspace:
                workspace.keep_quiet()
                return [word for word in listed(workspace.index) if word.startswith(incomplete)]
        except (UserFault, OSError):
            return []

    return complete


complete_cards = _completed(lambda index: index.card_ids())
complete_stories = _completed(lambda index: [story.id for story in index.stories()])


@_completed
def complete_principles(index: "CardIndex") -> Iterable[str]:
    """Complete the principles of stories and guides."""
    return sorted({story.principle for story in index.stories()} - {EVERY_STORY})


@_completed
def complete_all_principles(index: "CardIndex") -> Iterable[str]:
    """Complete every principle that a story may have."""
    return sorted({*PRINCIPLES, *(story.principle for story in index.stories())} - {EVERY_STORY})


@_completed
def complete_kinds(index: "CardIndex") -> Iterable[str]:
    """Complete the kinds of card."""
    return index.kinds()


def selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that select cards; it takes them as `named`, a Selection."""

    @functools.wraps(command)
    def run(
        *args: Any,  # noqa: ANN401
        globs: tuple[str, ...],
        scenario: tuple[str, ...],
        principle: tuple[str, ...],
        kind: tuple[str, ...],
        **options: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        return command(*args, named=Selection(scenario, principle, kind, globs), **options)

    decorated: Callable[..., Any] = run
    options = (
        click.argument("globs", nargs=-1, metavar="[CARD]...", shell_complete=complete_cards),
        _option("--scenario", "STORY", "Only this story.", complete_stories),
        _option("--principle", "PRINCIPLE", "Only this principle.", complete_principles),
        _option("--kind", "KIND", "Only this kind of card.", complete_kinds),
    )
    for option in options:
        decorated = option(decorated)
    return decorated


def _option(
    name: str, metavar: str, words: str, complete: Callable[..., list[str]]
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        name, multiple=True, metavar=metavar, help=f"{words} Repeatable.", shell_complete=complete
    )


json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


def day_named(ctx: click.Context, _: click.Parameter, words: str | None) -> date | None:
    """Return the day that an option names, seen from today; a usage error for what is none."""
    if words is None:
        return None
    from lpcards.english.dates import dates_meant, unread  # here: few prompts name a day

    readings = dates_meant(words, ctx.find_root().obj.moment().day)
    if len(readings) != 1:
        raise click.BadParameter(unread(words, readings))
    return readings[0]


def sitting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a sitting; it takes them as `options`, and `failed_today`."""
    from lpcards.study.today import SittingOptions  # here: other commands have no sitting

    @functools.wraps(command)
    def run(
        *args: Any,  # noqa: ANN401
        minutes: int | None,
        anyway: bool,
        new_only: bool,
        due_only: bool,
        failed_today: bool,
        **others: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        apart = {"new-only": new_only, "due-only": due_only, "failed-today": failed_today}
        refuse_contradiction(apart)
        only = "new" if new_only else "due" if due_only else ""
        options = SittingOptions(only, minutes or 0, anyway=anyway)
        return command(*args, options=options, failed_today=failed_today, **others)

    decorated: Callable[..., Any] = run
    for option in (
        click.option("--anyway", is_flag=True, help="Even during a pause."),
        click.option(
            "--failed-today",
            is_flag=True,
            help="Today's failed cards again; the schedule stays as it is.",
        ),
        click.option("--due-only", is_flag=True, help="Only cards that are due, nothing new."),
        click.option("--new-only", is_flag=True, help="Only new cards."),
        click.option(
            "--minutes",
            type=click.IntRange(1, 600),
            metavar="N",
            help="As many cards as fit into N minutes at your pace, those due first.",
        ),
    ):
        decorated = option(decorated)
    return decorated


def refuse_contradiction(flags: Mapping[str, bool]) -> None:
    """Raise a usage error for options that were given and exclude one another."""
    given = [flag for flag, is_given in flags.items() if is_given]
    if len(given) > 1:
        from lpcards.study.sitting_choice import contradiction  # here: prompts have few flags

        if words := contradiction(given):
            raise click.UsageError(words)
