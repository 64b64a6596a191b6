"""A hub made and run: its schema and roles, and the learners and coaches who may use it.

All that this does is done as a role that may make roles and may make things in the database. It
need not be a superuser. A password goes to the server as a SCRAM verifier only, so that the server
can log what it likes.
"""

import os
import re
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from lpcards.english.printable import counted
from lpcards.sync.hub_address import HubAddress, is_local
from lpcards.sync.hub_connection import HubFault, Unreached, connected, patiently
from lpcards.sync.hub_schema import COACHES, LEARNERS, SCHEMA, STEPS, VERSION
from lpcards.system.disk import write_new
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from psycopg import Connection

    Database = Connection[Any]

NAME = re.compile(r"(?!pg_|lpcards_)[a-z][a-z0-9_.-]{0,62}")
RESERVED = frozenset(("public", "none"))
MOST_CONNECTIONS = 10
"""How many a learner has at once: a server has some hundred for all of them."""
RIGHTS = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
STRANGE = """SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolcanlogin OR rolsuper
    OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
    OR EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid))"""
OWNER = "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = %s"
LOCK = "LOCK TABLE lpcards.hub IN EXCLUSIVE MODE"
"""Learners read the table meanwhile; a lock that would hold this one up needs rights to change it.
"""
HAS_TABLE = "SELECT to_regclass('lpcards.hub') IS NOT NULL"
KEPT = "SELECT events FROM lpcards.learners WHERE learner = %s AND events > 0"
ROLE = """SELECT pg_has_role(rolname, %s, 'MEMBER') AND NOT (rolsuper OR rolcreaterole)
    FROM pg_roles WHERE rolname = %s"""


class Member(NamedTuple):
    """Somebody who may use a hub: their name, and the file that lets them in ("": none)."""

    name: str
    file: str


def make_hub(address: HubAddress) -> bool:
    """Make a hub, or bring one up to date; say whether anything was there to do.

    Raises HubFault where what is there is not ours to change, or newer.
    """

    def work() -> bool:
        with connected(address) as connection:
            return _made(connection)

    return patiently(work)


def _made(connection: "Database") -> bool:
    _refuse_others_schema(connection)
    made = [_make_role(connection, role) for role in (LEARNERS, COACHES)]
    version = _version(connection)
    if version > VERSION:
        raise HubFault(f"the hub is of version {version}, newer than this lpcards: update it first")
    _take_steps(connection, version)
    connection.execute("UPDATE lpcards.hub SET version = %s WHERE version < %s", [VERSION] * 2)
    return any(made) or version < VERSION


def _take_steps(connection: "Database", version: int) -> None:
    """Take the steps from a version on; whoever makes the same hub meanwhile waits, or fails."""
    from psycopg import errors

    try:
        for step in STEPS[version:]:
            for statement in step:
                connection.execute(statement)
    except (errors.UniqueViolation, errors.DuplicateSchema):
        raise Unreached("somebody else makes the hub just now") from None


def _refuse_others_schema(connection: "Database") -> None:
    """Refuse a schema that somebody else made: they might have left anything in it."""
    if _value(connection, "SHOW server_encoding") != "UTF8":
        raise HubFault("the database has to be in UTF-8: make one with ENCODING 'UTF8'")
    owner, user = _value(connection, OWNER, SCHEMA), _value(connection, "SELECT current_user")
    if owner is None:
        return
    if owner != user:
        raise HubFault(f"the schema {SCHEMA} is there and belongs to {owner}: go on as {owner}")
    if not _value(connection, HAS_TABLE):
        raise HubFault(
            f"the schema {SCHEMA} is there and is no hub: remove it, or use another database"
        )


def _version(connection: "Database") -> int:
    if not _value(connection, HAS_TABLE):
        return 0
    connection.execute(LOCK)
    return int(_value(connection, "SELECT version FROM lpcards.hub"))


def _make_role(connection: "Database", role: str) -> bool:
    """Make a group role; say whether it was not there. It may come from another database's hub."""
    strange = _value(connection, STRANGE, [role])
    if strange:
        raise HubFault(f"the role {role} is there and may do more than a group of ours")
    if _value(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
        return False
    from psycopg import errors

    try:
        connection.execute(f"CREATE ROLE {role} NOLOGIN {RIGHTS}")
    except (errors.UniqueViolation, errors.DuplicateObject):
        raise Unreached(f"somebody else makes the role {role} just now") from None
    return True


def add_members(
    address: HubAddress,
    names: Sequence[str],
    *,
    folder: str,
    password: str = "",
    group: str = LEARNERS,
    anew: bool = False,
) -> list[Member]:
    """Let people use a hub, all of them or none.

    Each gets a random password in a new file NAME.pgpass (0600) in `folder`; or the one that has
    the `password` gets no file. With `anew` those who are there get another password.
    """
    for name in names:
        if not NAME.fullmatch(name) or name in RESERVED:
            raise UserFault(
                f"{name!r} cannot be a name here: it begins with a small letter and has small "
                "letters, digits and _ . - (at most 63), and does not begin with pg_ or lpcards_"
            )
    written: list[str] = []
    try:
        with connected(address) as connection:
            return [
                _add(connection, name, group, password, folder, written, anew=anew)
                for name in dict.fromkeys(names)
            ]
    except BaseException:
        for path in written:
            os.unlink(path)
        raise


def _add(
    connection: "Database",
    name: str,
    group: str,
    password: str,
    folder: str,
    written: list[str],
    *,
    anew: bool,
) -> Member:
    _refuse_unready(connection, name, group, anew=anew)
    file = "" if password else os.path.join(folder, f"{name}.pgpass")
    secret = password or secrets.token_urlsafe(24)
    _set_password(connection, name, group, secret, anew=anew)
    if file:
        _write(file, _line(connection, name, secret))
        written.append(file)
    return Member(name, file)


def _refuse_unready(connection: "Database", name: str, group: str, *, anew: bool) -> None:
    if not _value(connection, HAS_TABLE):
        raise HubFault("there is no hub here yet: `lpcards hub init` makes one")
    is_member = _value(connection, ROLE, group, name)
    if is_member is None and anew:
        raise UserFault(f"there is no {name} yet: leave out --new-password")
    if is_member is None and (kept := _value(connection, KEPT, name)):
        raise UserFault(
            f"the hub holds {counted(kept, 'event')} of a former {name}, which a new one would "
            "read: take another name, or delete them first (`lpcards docs sync`)"
        )
    if is_member is False:
        raise UserFault(f"the server has a role {name} already, of another kind: take another name")
    if is_member and not anew:
        raise UserFault(f"{name} is there already: --new-password gives them another password")


def _set_password(
    connection: "Database", name: str, group: str, password: str, *, anew: bool
) -> None:
    from psycopg import sql

    verifier = connection.pgconn.encrypt_password(
        password.encode(), name.encode(), b"scram-sha-256"
    ).decode()
    words = (
        "ALTER ROLE {name} PASSWORD {verifier}"
        if anew
        else f"CREATE ROLE {{name}} LOGIN INHERIT {RIGHTS} CONNECTION LIMIT {MOST_CONNECTIONS} "
        f"PASSWORD {{verifier}} IN ROLE {group}"
    )
    connection.execute(
        sql.SQL(words).format(name=sql.Identifier(name), verifier=sql.Literal(verifier))
    )


def _write(file: str, line: str) -> None:
    try:
        write_new(file, line.encode())
    except FileExistsError:
        raise UserFault(f"{file} is there already: move it away first") from None


def _line(connection: "Database", name: str, password: str) -> str:
    """Return the line of a password file (`~/.pgpass`) that lets somebody in.

    Where the server runs on this machine, learners know it by a name that nobody here does.
    """
    info = connection.info
    is_far = info.host and not is_local(info.host)
    parts = (info.host if is_far else "*", str(info.port), info.dbname, name, password)
    escaped = (part.replace("\\", "\\\\").replace(":", "\\:") for part in parts)
    return ":".join(escaped) + "\n"


def _value(connection: "Database", query: str, *values: object) -> Any:  # noqa: ANN401  whatever it is
    row = connection.execute(query, values).fetchone()
    return row[0] if row else None
