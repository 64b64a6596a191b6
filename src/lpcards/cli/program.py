"""The program: its commands, imported when they are called, and what their outcome is worth."""

import contextlib
import importlib
import io
import os
import sys
from typing import NoReturn

import click

from lpcards import __version__
from lpcards.cli.commands import grouped_help_lines, help_lines, module_of
from lpcards.english.printable import printable
from lpcards.study.messages import note
from lpcards.study.workspace import Workspace
from lpcards.system import disk
from lpcards.system.problem import UserFault
from lpcards.system.standard_output import Unsaid, is_of_output, named_output
from lpcards.system.trace import listen, trace

FAULT, INTERRUPTED, OURS = 1, 130, 70


class Commands(click.Group):
    """Commands by name, each imported when it is asked for."""

    def invoke(self, ctx: click.Context) -> None:
        """Run a command and let all that it said leave, while it is known what it has done."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except OSError as fault:
            if not is_of_output(fault):
                raise
            raise Unsaid(fault, _done(ctx.obj)) from None
        except (UserFault, click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as fault:
            if ctx.obj is None or disk.is_of_the_disk(fault) or not ctx.obj.is_cache_damaged():
                raise
            from lpcards.study.crash_report import damaged_cache

            raise damaged_cache() from fault

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names, in the order of a day."""
        return list(help_lines())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command."""
        name = module_of(cmd_name)
        module = importlib.import_module(f"lpcards.cli.{name}") if name else None
        command: click.Command | None = getattr(module, f"{cmd_name}_command", None)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        widest = max(map(len, help_lines()))
        for title, lines in grouped_help_lines().items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), line) for name, line in lines.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say which command may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as fault:
            from difflib import get_close_matches

            meant = get_close_matches(args[0], help_lines(), n=1)
            if not meant:
                raise
            raise click.UsageError(f"{fault.message} Did you mean `{meant[0]}`?", ctx) from None


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.option(
    "--content",
    multiple=True,
    type=click.Path(),
    envvar="LPCARDS_CONTENT",
    metavar="DIR",
    help="Use this folder of stories and nothing else (repeatable).",
)
@click.option(
    "--db", type=click.Path(), envvar="LPCARDS_DB", metavar="FILE", help="The log of your answers."
)
@click.option("--now", envvar="LPCARDS_NOW", metavar="ISO-TIME", help="Pretend it is this time.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    envvar="LPCARDS_DEBUG",
    help="Say on standard error what is opened, read and decided.",
)
@click.version_option(__version__, "-V", "--version", prog_name="lpcards")
@click.pass_context
def cli(
    ctx: click.Context,
    content: tuple[str, ...],
    db: str | None,
    now: str | None,
    verbose: bool,
) -> None:
    """Train your interview stories a few minutes a day.

    Without COMMAND: where you stand today, and the next step.
    """
    if verbose:
        _trace_to_stderr(str(ctx.invoked_subcommand))
    if "" in (*content, db, now):
        raise click.UsageError("an option is empty: give it a value or leave it out", ctx)
    ctx.obj = ctx.with_resource(Workspace(content, db, now))
    if ctx.invoked_subcommand is None:
        from lpcards.cli.greeting import greet

        greet(ctx, ctx.obj)


def _trace_to_stderr(command: str) -> None:
    """Write what is traced to standard error, from now on; begin with what runs here."""
    import logging
    import platform
    import sqlite3

    logging.raiseExceptions = False  # a reader of the trace who goes away is no fault
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(relativeCreated)6d ms  %(message)s"))
    logger = logging.getLogger("lpcards")
    logger.handlers[:], logger.propagate = [handler], False
    logger.setLevel(logging.DEBUG)
    listen(lambda line: logger.debug("%s", printable(line)))
    system = f"{platform.system()} {platform.release()}"
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    trace("lpcards %s, %s, %s; command: %s", __version__, python, system, command)


def _done(workspace: Workspace | None) -> str:
    """Say in a word what this run has changed for good."""
    if workspace is not None and workspace.has_recorded:
        return "recorded"
    return "done" if disk.made else ""


def main() -> NoReturn:
    """Run the command line and leave with the exit code that the outcome deserves."""
    _ready_streams()
    sys.exit(_outcome())


def _ready_streams() -> None:
    """Have all three streams, and let no character be too much for a terminal's encoding."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # it was closed: a file must not take its place
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  for good
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
            if name == "stdout":
                sys.stdout = named_output(stream)


def _outcome() -> int:
    """Run the command; return its exit code once all that it said has left."""
    try:
        code = cli.main(prog_name="lpcards", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001  the last resort
        words, code = _verdict(fault)
        _say(words)
    return code if isinstance(code, int) else 0


def _verdict(fault: BaseException) -> tuple[str, int]:
    """Return what to say of a fault, and the exit code it deserves."""
    if isinstance(fault, UserFault):
        return f"lpcards: {fault}", FAULT
    if isinstance(fault, click.ClickException):
        return _usage(fault), fault.exit_code
    if isinstance(fault, (click.Abort, KeyboardInterrupt)):
        return "", INTERRUPTED
    if isinstance(fault, (Unsaid, OSError)):
        return _verdict_on_file(fault)
    return _verdict_on_others(fault)


def _verdict_on_file(fault: Unsaid | OSError) -> tuple[str, int]:
    if isinstance(fault, Unsaid):
        return fault.verdict()
    if is_of_output(fault):
        return Unsaid(fault, "").verdict()
    return f"lpcards: {fault.filename or 'a file'}: {fault.strerror or fault}", FAULT


def _verdict_on_others(fault: BaseException) -> tuple[str, int]:
    """Return the verdict on a fault that no command expects."""
    from lpcards.study.crash_report import fault_of_disk, report

    if words := fault_of_disk(fault):
        return f"lpcards: {words}", FAULT
    return f"lpcards: {report(fault)}", OURS


def _usage(fault: click.ClickException) -> str:
    screen = io.StringIO()
    fault.show(screen)
    return screen.getvalue().rstrip().expandtabs(4)  # click lists choices behind tabs


def _say(words: str) -> None:
    """Say the last words, and drop what could not be written: Python would complain about it."""
    with contextlib.suppress(OSError):
        if words:
            note(words)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
