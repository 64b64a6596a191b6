"""`lpcards serve`: the page beside the terminal."""

import sys
from typing import TYPE_CHECKING

import click

from lpcards.cli.options import json_option
from lpcards.study.browser import open_address
from lpcards.study.clock import moment_at
from lpcards.study.messages import note, say, say_json
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from lpcards.web.served import Served

INSTALL = "the page needs a few packages more: `pip install 'lpcards[web]'`"
IN_NETWORK = """\
For a phone in the same Wi-Fi, scan this with its camera; or open
  {url}
The code works once, within an hour. Whoever has it sees your stories and answers for you: show it
to nobody. It is plain http: whoever runs or taps this network can read along. In a cafe, leave
`--lan` out."""
END = "The link works once. Enter shows a new one, Ctrl-C ends it."


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    metavar="N",
    help="Listen at this port; else at the last one, or one that is free.",
)
@click.option("--open/--no-open", "shown", default=None, help="Show the page in the browser.")
@click.option("--lan", is_flag=True, help="Let a phone in the same Wi-Fi in, by a QR code.")
@json_option
@click.pass_context
def serve_command(
    ctx: click.Context, port: int | None, shown: bool | None, lan: bool, as_json: bool
) -> None:
    """Learn in the browser.

    The same day, log and cards as here, both at once if you like. It can be reached from this
    machine alone, by a link that works once. At a terminal it opens the browser; Ctrl-C ends it.
    """
    moment_at(ctx.find_root().params["now"], 0)  # one that is none is said before anybody waits
    try:
        from lpcards.web.served import Served
    except ImportError as fault:
        if str(fault.name).partition(".")[0] == "lpcards":
            raise
        raise UserFault(INSTALL) from None
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    shown = at_terminal and not lan if shown is None else shown
    with Served(ctx.obj, port or 0, lan=lan) as served:
        served.run(
            lambda: _begin(served, shown=shown, as_json=as_json),
            (lambda: _say_links(served)) if at_terminal else None,
        )
    if at_terminal:
        note("")
    for line in served.ended_lines:
        note(line)


def _begin(served: "Served", *, shown: bool, as_json: bool) -> None:
    """Say where the page is, and show it."""
    if as_json:
        say_json(served.json())
        return
    url = _say_links(served)
    say(END)
    if shown:
        from threading import Thread

        Thread(target=open_address, args=[url], daemon=True).start()


def _say_links(served: "Served") -> str:
    """Say the links that let a browser in; return the one for this machine."""
    url = served.link()
    say(f"The page is at\n  {url}")
    if phone := served.phone_link():
        from lpcards.web.qr_code import qr_lines

        say(IN_NETWORK.format(url=phone))
        click.echo("\n".join(qr_lines(phone, colored=sys.stdout.isatty())))
    sys.stdout.flush()
    return url
