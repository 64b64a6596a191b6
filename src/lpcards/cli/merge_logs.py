"""`lpcards merge`: other machines' logs, united with this one."""

import click

from lpcards.cli.options import json_option
from lpcards.english.printable import counted
from lpcards.study.messages import say, say_json
from lpcards.study.workspace import Workspace

LATER = "dated more than a day ahead of this machine's clock"


@click.command("merge")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(dir_okay=False), metavar="FILE..."
)
@json_option
@click.pass_obj
def merge_command(workspace: Workspace, files: tuple[str, ...], as_json: bool) -> None:
    """Merge other machines' logs into this one.

    Merging twice changes nothing. Each FILE is a log, or what `lpcards log` printed (`-` reads
    standard input). Events dated more than a day ahead of this machine's clock are left out until
    then.
    """
    paths = ["/dev/stdin" if file == "-" else file for file in files]
    merged = workspace.writing().merge(paths, workspace.moment())
    if as_json:
        say_json(merged._asdict())
        return
    say(f"{counted(merged.added, 'event')} added, {merged.known} already known")
    if merged.future:
        say(f"Left out: {merged.future} ({LATER})")
