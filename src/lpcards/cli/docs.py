"""`lpcards docs`: the manual, page by page."""

import os
import sys

import click

from lpcards.cli.options import json_option
from lpcards.english.printable import printable
from lpcards.study.manual import text_of, title_of, topics
from lpcards.study.messages import say_json, say_lines
from lpcards.system.problem import UserFault
from lpcards.terminal.progress_bar import DUMB

WIDEST = 100


def _topics(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    return [topic for topic in topics() if topic.startswith(incomplete)]


@click.command("docs")
@click.argument("topic", required=False, shell_complete=_topics)
@json_option
def docs_command(topic: str | None, as_json: bool) -> None:
    """Show the manual.

    The page on TOPIC; without TOPIC, a list of pages.
    """
    if topic is None:
        _list(as_json=as_json)
        return
    known = topics()
    if topic not in known:
        raise _unknown(topic, known)
    text = text_of(known[topic])
    if as_json:
        say_json({"topic": topic, "title": title_of(known[topic]), "text": text})
    elif sys.stdout.isatty():
        click.echo_via_pager(_rendered(text) if _can_show() else printable(text))
    else:
        say_lines(text.splitlines())


def _unknown(topic: str, known: dict[str, str]) -> UserFault:
    from lpcards.story.fault import closest

    guess = closest(topic, known)
    hint = f"did you mean `{guess}`?" if guess else "`lpcards docs` lists them"
    return UserFault(f"the manual has no page {topic!r}; {hint}")


def _list(*, as_json: bool) -> None:
    titles = {topic: title_of(path) for topic, path in topics().items()}
    if as_json:
        say_json([{"topic": topic, "title": title} for topic, title in titles.items()])
        return
    say_lines([*(f"{topic:<12} {title}" for topic, title in titles.items()), ""])
    say_lines(["`lpcards docs TOPIC` shows one."])


def _can_show() -> bool:
    """Say whether the terminal has styles and more letters than ASCII."""
    has_letters = "utf" in (sys.stdout.encoding or "").lower()
    return has_letters and os.environ.get("TERM", "") not in DUMB


def _rendered(text: str) -> str:
    """Return Markdown as a terminal shows it, at most 100 columns wide."""
    import io

    from rich.console import Console
    from rich.markdown import Markdown

    columns = os.get_terminal_size(sys.stdout.fileno()).columns or WIDEST
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=max(20, min(columns, WIDEST)))
    console.print(Markdown(text.replace("<br>", " · "), hyperlinks=False))
    return screen.getvalue()
