"""Where a hub is: a URL as PostgreSQL's own programs take it, read with care for what is secret.

Over a network the server has to prove who it is, unless the URL says that it need not. Nothing that
is said of a URL holds its password, nor what may be a part of one.
"""

import os
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from lpcards.story.hub_urls import HUBS
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType

MISSING = "a hub needs the package psycopg: `pip install 'lpcards[hub]'`"
FORM = "it has to look like postgresql://anna@hub.example.com/lpcards"
ENCODED = "In a password write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23 and % as %25"
TAKEN = frozenset(
    (
        *("user", "password", "host", "hostaddr", "port", "dbname", "service", "passfile"),
        *("sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding"),
        *("gssencmode", "connect_timeout"),
    )
)
"""What a URL may set: where the hub is, and who is who. The rest of libpq's is ours to decide."""
SHOWN = frozenset(("user", "host", "hostaddr", "port", "dbname", "service"))
NAMELESS = f"{HUBS[0]}..."
PROVEN = "verify-full"
PORTS = range(1, 65_536)


class HubAddress:
    """A hub: its URL as somebody wrote it, and its name. Nothing is loaded to name it."""

    def __init__(self, url: str) -> None:
        """Keep the URL; what is wrong with it is said once it is used."""
        self._url = url
        self.shown = _shown(url)

    @property
    def name(self) -> str:
        """Its name in the log's account."""
        return f"hub {self.shown}"

    @cached_property
    def parameters(self) -> "Mapping[str, str]":
        """Libpq's parameters; a UserFault says what is wrong with the URL, and nothing of it."""
        found = _parsed(self._url)
        if self.shown == NAMELESS:
            raise _mistyped()
        strange = sorted(found.keys() - TAKEN)
        if strange:
            raise UserFault(f"the hub's URL may not set {strange[0]!r}: leave it out")
        if "," in f"{found.get('host')}{found.get('hostaddr')}":
            raise UserFault("the hub's URL names several servers: it has to name one")
        return {**found, **_proof(found)}

    def shown_for(self, user: str, *, proof: bool = False) -> str:
        """Return the URL with which somebody else goes there; `proof`: by another program."""
        more = []
        if self.parameters.get("sslmode", PROVEN) != PROVEN:
            more = [f"sslmode={self.parameters['sslmode']}"]
        elif proof and "sslmode" in self.parameters:
            more = [f"sslmode={PROVEN}", "sslrootcert=system"]
        return _shown(self._url, user, more)


def psycopg_module() -> "ModuleType":
    """Import psycopg; a UserFault says how to install it."""
    try:
        import psycopg
    except ImportError:
        raise UserFault(MISSING) from None
    return psycopg


def _parsed(url: str) -> dict[str, str]:
    psycopg_module()
    from psycopg import Error
    from psycopg.conninfo import conninfo_to_dict

    if not url.startswith(HUBS):
        raise UserFault(f"this is not the URL of a hub: {FORM}")
    try:
        given = {name: str(value) for name, value in conninfo_to_dict(url).items() if value}
    except (Error, UnicodeError):
        raise _mistyped() from None
    port, place = given.get("port", "1"), f"{given.get('host')}{given.get('dbname')}"
    if not (port.isascii() and port.isdigit() and int(port) in PORTS) or "@" in place:
        raise _mistyped()
    return given


def _mistyped() -> UserFault:
    return UserFault(f"the hub's URL cannot be read: {FORM}. {ENCODED}")


def _shown(url: str, user: str = "", more: "Iterable[str]" = ()) -> str:
    """Return a URL without what is secret, or may be: of a wrong one that is nearly all."""
    rest, _, query = url.partition("://")[2].partition("?")
    who, at, where = rest.rpartition("@")
    port = where.partition("/")[0].rpartition("]")[2].partition(":")[2]
    if not url.startswith(HUBS) or "@" in query or not (port or "1").isdigit():
        return NAMELESS
    name = user or who.partition(":")[0]
    kept = [part for part in query.split("&") if part.partition("=")[0] in SHOWN]
    if user:
        kept = [part for part in kept if not part.startswith("user=")]
    words = "&".join((*kept, *more))
    return f"{HUBS[0]}{name}{'@' if name or at else ''}{where}{'?' if words else ''}{words}"


def _proof(found: "Mapping[str, str]") -> dict[str, str]:
    """Return what has the server prove who it is; nothing where the URL speaks of it."""
    known = {**_of_service(found), **found}
    if "sslmode" in known or _is_here(known):
        return {}
    own = os.path.expanduser("~/.postgresql/root.crt")
    roots = known.get("sslrootcert") or (own if os.path.exists(own) else _roots_of_system())
    return {"sslmode": PROVEN, "sslrootcert": roots, "gssencmode": "disable"}


def _roots_of_system() -> str:
    """Return where the system has its roots: libpq may have been built for another one."""
    import ssl

    return ssl.get_default_verify_paths().cafile or "system"


def _of_service(found: "Mapping[str, str]") -> dict[str, str]:
    """Return what the environment and a service's file say of the hub."""
    from psycopg.pq import Conninfo

    with _service(found.get("service")):
        options = {one.keyword.decode(): one.val for one in Conninfo.get_defaults()}
    names = ["host", "hostaddr", "sslrootcert"]
    if found.get("service") or os.environ.get("PGSERVICE"):
        names.append("sslmode")
    values = {name: options.get(name) for name in names}
    found_ones = {name: value.decode() for name, value in values.items() if value}
    if "sslmode" in names and found_ones.get("sslmode") == "prefer":  # what it is by default
        del found_ones["sslmode"]
    return found_ones


@contextmanager
def _service(name: str | None) -> "Iterator[None]":
    before = os.environ.get("PGSERVICE")
    if name:
        os.environ["PGSERVICE"] = name
    try:
        yield
    finally:
        if name:
            del os.environ["PGSERVICE"]
            if before is not None:
                os.environ["PGSERVICE"] = before


def _is_here(known: "Mapping[str, str]") -> bool:
    return is_local(known.get("hostaddr") or known.get("host", ""))


def is_local(host: str) -> bool:
    """Say whether a host is this machine, so that no network lies between."""
    if host.startswith(("/", "@")) or host in {"", "localhost"}:
        return True
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
