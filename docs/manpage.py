# ruff: noqa: INP001  it lies beside the pages, which are no package
"""The man page, made from the commands: `python docs/manpage.py > docs/lpcards.1`."""

import inspect
import re
import sys
from collections.abc import Iterator

import click

from lpcards import __doc__ as about
from lpcards import __version__
from lpcards.cli.commands import help_lines
from lpcards.cli.program import cli

HEAD = r"""
.SH NAME
lpcards \- {about}
.SH SYNOPSIS
.B lpcards
.RI [ OPTIONS ] " COMMAND " [ ARGUMENTS ]...
.SH DESCRIPTION
"""
DESCRIPTION = """\
Your stories are text files. Every day for ten minutes the terminal asks you what
you are about to forget.

Without settings it starts with the stories that come with it: `lpcards review`.

`lpcards docs` lists the pages of the manual, `lpcards docs TOPIC` shows one."""
EXITS = {
    "0": "Done.",
    "1": "The content or the request is at fault; a sentence on standard error says how.",
    "2": "Wrong usage.",
    "130": "Interrupted.",
    "70": "A fault of the program; the file with the traceback is named.",
}
FILES = {
    "~/.local/share/lpcards/reviews.db": "The log of your answers.",
    "~/.local/share/lpcards/content": "Your stories.",
    "~/.config/lpcards/lpcards.yaml": "Your settings.",
    "~/.local/state/lpcards": "Tracebacks, and this machine's name in the log.",
    "~/.cache/lpcards": "What is made from the stories; it can be thrown away.",
}


def page() -> str:
    """Return the whole page as roff."""
    text = "\n".join(line for line in _lines() if line) + "\n"
    return re.sub(r"^(\.S[HS] .*\n)\.PP\n", r"\1", text, flags=re.MULTILINE)


def _lines() -> Iterator[str]:
    yield f'.TH LPCARDS 1 "" "lpcards {__version__}" "User Commands"'
    yield HEAD.strip().format(about=escaped(str(about).splitlines()[0].partition(": ")[0].lower()))
    yield from paragraphs(DESCRIPTION)
    context = click.Context(cli, info_name="lpcards")
    shown = {"-h, --help": "Show the options; after a command, its own."}
    yield from _section("OPTIONS", {**dict(_options(cli, context)), **shown})
    yield ".SH COMMANDS"
    for name in help_lines():
        yield from _command(name, context)
    yield from _section("ENVIRONMENT", _environment())
    yield from _section("EXIT STATUS", EXITS)
    yield from _section("FILES", FILES)
    yield from paragraphs(
        "On macOS all but the cache is in `~/Library/Application Support/lpcards`."
    )


def _command(name: str, above: click.Context) -> Iterator[str]:
    command = cli.get_command(above, name)
    if command is None:
        raise LookupError(name)
    context = click.Context(command, above, name)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f'.SS "{escaped(f"lpcards {name} {usage}")}"'
    yield from paragraphs(inspect.cleandoc(command.help or ""))
    yield from _listed(dict(_options(command, context)))


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for one in command.get_params(context):
        record = one.get_help_record(context)
        if record and isinstance(one, click.Option) and "--help" not in one.opts:
            yield record


def _environment() -> dict[str, str]:
    told = {str(one.envvar): _as_option(one) for one in cli.params if one.envvar}
    return {**told, "NO_COLOR": "No colors."}


def _as_option(one: click.Parameter) -> str:
    several = "; several are joined by a colon" if one.multiple else ""
    return f"The same as {max(one.opts, key=len)}{several}."


def _section(title: str, listed: dict[str, str]) -> Iterator[str]:
    yield f".SH {title}"
    yield from _listed(listed)


def _listed(listed: dict[str, str]) -> Iterator[str]:
    for name, words in listed.items():
        yield f".TP\n.B {escaped(name)}\n{styled(words)}"


def paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs, set off from one another; those behind a backspace keep their lines."""
    for part in text.split("\n\n"):
        kept = part.startswith("\b\n")
        words = part.removeprefix("\b\n")
        yield ".PP"
        yield ".nf" if kept else ""
        yield (
            "\n".join(map(styled, words.splitlines())) if kept else styled(" ".join(words.split()))
        )
        yield ".fi" if kept else ""


def styled(words: str) -> str:
    """Return a line of text for roff, what stands in backquotes in bold."""
    return re.sub(r"`([^`]+)`", r"\\fB\1\\fR", escaped(words))


def escaped(words: str) -> str:
    """Return words that roff takes for nothing but words."""
    text = words.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq")
    return rf"\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    sys.stdout.write(page())
