"""A real PostgreSQL on loopback: started for the tests of one worker, ended with them.

Each test gets a database of its own, made by the superuser for a role that keeps it: `keeper` may
make roles, and is no superuser. All passwords are random, all statements are in the server's log.
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from glob import glob
from tempfile import mkdtemp
from urllib.parse import quote

FOLDERS = (
    "/usr/lib/postgresql/*/bin",  # Debian's
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/usr/pgsql-*/bin",
)
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "log_statement": "all",
    "log_connections": "on",
    "log_line_prefix": "%u ",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "shared_buffers": "16MB",
    "max_wal_size": "64MB",
}
HOST = "127.0.0.1"
KEEPER = "keeper"


def programs():
    """Return the folder of the newest server that is installed, or ""."""
    found = [folder for pattern in FOLDERS for folder in glob(pattern)]
    with contextlib.suppress(TypeError):
        found.append(os.path.dirname(shutil.which("initdb")))
    found = [folder for folder in found if os.path.exists(f"{folder}/initdb")]
    return max(found, key=_version, default="")


def _version(folder):
    answer = subprocess.run(
        [f"{folder}/postgres", "-V"], capture_output=True, text=True, check=True
    )
    return [int(part) for part in answer.stdout.split()[2].split(".") if part.isdigit()]


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


class Postgres:
    """One server: its folder, its port, the passwords of its roles."""

    def __init__(self, **settings):
        self.user = "postgres" if os.getuid() == 0 else None
        self.folder = mkdtemp(prefix="pg")  # short: a socket's path has some hundred characters
        if self.user:
            shutil.chown(self.folder, self.user)
        self.passwords = {"postgres": secrets.token_urlsafe(12), KEEPER: secrets.token_urlsafe(12)}
        self.settings = {**SETTINGS, **settings}
        self.port = free_port()
        self.process = None

    def make(self):
        self._init()
        self.start()
        self.run(f"CREATE ROLE {KEEPER} LOGIN CREATEROLE PASSWORD '{self.passwords[KEEPER]}'")

    def _init(self):
        secret = f"{self.folder}/secret"
        with open(secret, "w") as file:
            file.write(self.passwords["postgres"])
        if self.user:
            shutil.chown(secret, self.user)
        self._do(
            *("initdb", "-D", f"{self.folder}/data", "-U", "postgres", "--pwfile", secret),
            *("-A", "scram-sha-256", "-E", "UTF8", "--no-locale", "--no-sync"),
        )
        os.unlink(secret)

    def _do(self, program, *words):
        subprocess.run(
            [f"{programs()}/{program}", *words],
            user=self.user,
            group=self.user,
            cwd=self.folder,
            check=True,
            capture_output=True,
            timeout=120,
        )

    def start(self):
        options = [f"-c{name}={value}" for name, value in self.settings.items()]
        with open(f"{self.folder}/log", "ab") as log:
            self.process = subprocess.Popen(
                [
                    *(f"{programs()}/postgres", "-D", f"{self.folder}/data"),
                    *("-p", str(self.port), "-k", self.folder, *options),
                ],
                user=self.user,
                group=self.user,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._await()

    def _await(self):
        import psycopg

        until = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=5).close()
            except psycopg.OperationalError:
                assert self.process.poll() is None, self.log()
                assert time.monotonic() < until, self.log()
                time.sleep(0.05)
            else:
                return

    def stop(self, how=signal.SIGQUIT):
        """End the server at once (SIGQUIT), as a fault does (SIGKILL), or in good order."""
        listed = ["pgrep", "-P", str(self.process.pid)]
        children = subprocess.run(listed, capture_output=True, text=True, check=False).stdout
        self.process.send_signal(how)
        if how == signal.SIGKILL:  # each backend has a group of its own
            for child in children.split():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(child), how)
        self.process.wait(60)

    def close(self):
        if self.process and self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder)

    def log(self):
        with open(f"{self.folder}/log", encoding="utf-8", errors="replace") as file:
            return file.read()

    def url(self, user="postgres", database="postgres", *, port=None, password=None, more=""):
        secret = quote(password or self.passwords[user], safe="")
        return f"postgresql://{user}:{secret}@{HOST}:{port or self.port}/{database}{more}"

    def run(self, *statements, user="postgres", database="postgres"):
        """Run statements, each a transaction; return the rows of the last, if it has any."""
        import psycopg

        with psycopg.connect(self.url(user, database), autocommit=True) as connection:
            for statement in statements:
                done = connection.execute(statement)
            return done.fetchall() if done.description else None

    @contextlib.contextmanager
    def database(self):
        """Make a database in which the keeper may make things; yield its name."""
        name = f"t{secrets.token_hex(6)}"
        self.run(
            f"CREATE DATABASE {name} TEMPLATE template0",
            f"GRANT CREATE ON DATABASE {name} TO {KEEPER}",
        )
        try:
            yield name
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def server(**settings):
    """Run a server, which leaves nothing behind."""
    running = Postgres(**settings)
    try:
        running.make()
        yield running
    finally:
        running.close()
