"""Over a network a hub proves who it is, or nothing goes there."""

import os
import shutil
import subprocess
import sys

import pytest

import hubs
import postgres
from lpcards.sync.hub_address import HubAddress
from lpcards.sync.hub_connection import HubFault
from lpcards.system.problem import UserFault

PROVEN = ("verify-full", "disable")


def asked(url):
    values = HubAddress(url).parameters
    return values.get("sslmode"), values.get("gssencmode")


@pytest.fixture(autouse=True)
def nothing_known(home, monkeypatch):
    for name in [*os.environ]:
        if name.startswith("PG"):
            monkeypatch.delenv(name)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna@db.example/x",
        "postgresql://anna@192.0.2.1/x",
        "postgresql://anna@[2001:db8::1]/x",
        "postgresql://localhost.example/x",
        "postgresql:///x?host=db.example",
        "postgresql://localhost/x?hostaddr=192.0.2.1",
    ],
)
def test_a_server_elsewhere_has_to_prove_who_it_is(url):
    assert asked(url) == PROVEN


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna@localhost/x",
        "postgresql://anna@127.0.0.2/x",
        "postgresql://[::1]:5433/x",
        "postgresql:///x",
        "postgresql:///x?host=/run/postgresql",
        "postgresql://%2Frun%2Fpostgresql/x",
    ],
)
def test_one_on_this_machine_has_not(url):
    assert asked(url) == (None, None)


def test_only_the_address_says_that_it_need_not(monkeypatch):
    assert asked("postgresql://db.example/x?sslmode=disable") == ("disable", None)
    monkeypatch.setenv("PGSSLMODE", "disable")
    assert asked("postgresql://db.example/x") == PROVEN


def test_a_host_of_the_environment_or_of_a_service_is_seen(home, monkeypatch):
    (home / ".pg_service.conf").write_text(
        "[far]\nhost=db.example\n[open]\nhost=db.example\nsslmode=disable\n[here]\nhost=/run\n"
    )
    assert asked("postgresql://?service=far") == PROVEN
    assert asked("postgresql://?service=here") == (None, None)
    assert asked("postgresql://?service=open") == (None, None)
    assert asked("postgresql:///x") == (None, None)
    monkeypatch.setenv("PGHOST", "db.example")
    assert asked("postgresql:///x") == PROVEN


@pytest.mark.parametrize(
    "more",
    [
        "options=-csession_preload_libraries%3Dx",
        "sslkeylogfile=/tmp/keys",
        "replication=database",
        "sslpassword=x",
        "target_session_attrs=any",
        "krbsrvname=x",
    ],
)
def test_an_address_sets_nothing_but_where_and_who(more):
    with pytest.raises(UserFault):
        asked(f"postgresql://db.example/x?{more}")


@pytest.fixture
def trusted(home):
    """Return a server with a certificate for localhost, and the file of who vouches for it."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    key, certificate = home / "key", home / "certificate"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    with postgres.server() as server:
        for path, name in ((key, "server.key"), (certificate, "server.crt")):
            goal = shutil.copy(path, f"{server.folder}/data/{name}")
            os.chmod(goal, 0o600)
            if server.user:
                shutil.chown(goal, server.user, server.user)
        server.stop()
        server.settings["ssl"] = "on"
        server.start()
        yield server, certificate


@pytest.mark.postgresql
def test_a_server_that_is_not_vouched_for_is_given_no_password(trusted):
    server, certificate = trusted
    at = f"localhost:{server.port}/postgres?hostaddr=127.0.0.1&sslmode=verify-full"
    secret = server.passwords["postgres"]

    def make(host, roots):
        return hub_version(f"postgresql://postgres:{secret}@{at.replace('localhost', host)}", roots)

    assert "there is no hub" in make("localhost", certificate)
    for host, roots in (("localhost", "system"), ("other.example", certificate)):
        said = make(host, roots)
        assert "is not trusted" in said
        assert "sslrootcert=FILE" in said
    assert server.log().count("connection authorized: user=postgres") >= 1


def hub_version(url, roots):
    """Return what is said when a hub is asked for there."""
    from lpcards.sync.hub_connection import connected
    from lpcards.sync.hub_rows import Cursor, fetch

    address = HubAddress(f"{url}&sslrootcert={roots}")
    with pytest.raises(HubFault) as found, connected(address) as connection:
        fetch(connection, Cursor())
    return str(found.value)


@pytest.mark.postgresql
def test_a_server_without_tls_is_given_nothing(postgresql):
    with hubs.hub(postgresql) as hub:
        said = hub_version(hub.url("anna", more="?sslmode=verify-full"), "system")
        assert "is not trusted: server does not support SSL" in said


def test_without_psycopg_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UserFault, match="pip install 'lpcards\\[hub\\]'"):
        asked("postgresql://db.example/x")


def test_a_hub_is_named_without_loading_psycopg():
    words = (
        "import sys; from lpcards.sync.hub_place import HubPlace; "
        "from lpcards.sync.hub_address import HubAddress; "
        "print(HubPlace(HubAddress('postgresql://a:b@c/d')).name, 'psycopg' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout == "hub postgresql://a@c/d False\n"
