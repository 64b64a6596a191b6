"""`lpcards hub`: a PostgreSQL database made a hub, and people let in."""

import sys
from collections.abc import Iterator
from shlex import quote

import click

from lpcards.cli.options import json_option
from lpcards.study.messages import say, say_json, say_lines
from lpcards.study.workspace import Workspace
from lpcards.sync.hub_address import HubAddress
from lpcards.sync.hub_schema import COACHES, LEARNERS, VERSION
from lpcards.system.problem import UserFault

INIT, ADD = "init", "add"
SHORTEST = 8


@click.command("hub")
@click.argument("action", type=click.Choice([INIT, ADD]))
@click.argument("url")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--coach", is_flag=True, help="Add coaches, who see counts of answers alone.")
@click.option("--new-password", is_flag=True, help="Give those who are there another password.")
@click.option("--ask", is_flag=True, help="Ask for the password, or read it: no file is made.")
@click.option(
    "--to",
    "folder",
    type=click.Path(exists=True, file_okay=False),
    default=".",
    metavar="FOLDER",
    help="Where the files with the passwords go (here).",
)
@json_option
@click.pass_obj
def hub_command(
    _: Workspace,
    action: str,
    url: str,
    names: tuple[str, ...],
    coach: bool,
    new_password: bool,
    ask: bool,
    folder: str,
    as_json: bool,
) -> None:
    """Make a hub of a PostgreSQL database, and let learners in.

    `init URL` makes it, as a role that may make roles and may make things in the database; doing
    it twice changes nothing. `add URL NAME...` makes a login for each learner, with a random
    password in the file NAME.pgpass, which is for them alone.
    """
    address = HubAddress(url)
    if action == INIT:
        if names:
            raise click.UsageError("`hub init` takes no names: `hub add` does")
        _init(address, as_json=as_json)
        return
    if not names:
        raise click.UsageError("whom? `lpcards hub add URL NAME...`")
    if ask and len(names) > 1:
        raise click.UsageError("--ask takes one name")
    from lpcards.sync.hub_admin import add_members

    members = add_members(
        address,
        names,
        folder=folder,
        password=_password() if ask else "",
        group=COACHES if coach else LEARNERS,
        anew=new_password,
    )
    if as_json:
        say_json([{**member._asdict(), "coach": coach} for member in members])
        return
    for member in members:
        say(f"{member.name}: {member.file or 'done'}")
    if not ask:
        say(
            "Each file is for its owner alone. Its line goes into their ~/.pgpass "
            "(chmod 600 ~/.pgpass)."
        )


def _init(address: HubAddress, *, as_json: bool) -> None:
    from lpcards.sync.hub_admin import make_hub

    has_changed = make_hub(address)
    if as_json:
        say_json({"hub": address.shown, "version": VERSION, "changed": has_changed})
        return
    for line in _next_steps(address, has_changed=has_changed):
        (say_command if line.startswith(" ") else say)(line)


def say_command(line: str) -> None:
    """Print a command in one piece, for who pastes it."""
    say_lines([line])


def _next_steps(address: HubAddress, *, has_changed: bool) -> Iterator[str]:
    yield f"The hub {'is ready' if has_changed else 'was ready, nothing was changed'}."
    yield ""
    yield "A learner, such as anna:"
    yield f"    lpcards hub add {quote(address.shown)} anna"
    yield (
        "Give anna the file anna.pgpass in a safe way: its line goes into ~/.pgpass on her "
        "machines, for her alone (`chmod 600 ~/.pgpass`). There her answers meet with"
    )
    yield f"    lpcards sync {quote(address.shown_for('anna'))}"
    yield ""
    yield "A coach, who sees how many answers each learner gave a day, and no word:"
    yield f"    lpcards hub add --coach {quote(address.shown)} carl"
    yield f"    psql {quote(address.shown_for('carl', proof=True))} -c 'TABLE lpcards.counts'"


def _password() -> str:
    """Ask twice for a password, without showing it; or read it where nobody sits there."""
    if sys.stdin.isatty():
        password = str(
            click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        )
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if len(password) < SHORTEST:
        raise UserFault(f"a password has at least {SHORTEST} characters")
    return password
