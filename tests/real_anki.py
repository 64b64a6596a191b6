"""Real Anki, in a process and an environment of its own: its wheel is AGPL and only for tests.

The environment of the current Anki is named by LPCARDS_ANKI, of one of 2024 by LPCARDS_ANKI_OLD
(each a path of its Python); otherwise those that `make` builds are taken.
"""

import json
import os
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from sizes import LONG

ROOT = Path(__file__).parent.parent
INSIDE = Path(__file__).parent / "anki" / "inside.py"
PYTHONS = {
    "current": ("LPCARDS_ANKI", ".venv-anki"),
    "2024": ("LPCARDS_ANKI_OLD", ".venv-anki-2024"),
}
VERSIONS = [*PYTHONS] if LONG else ["current"]
"""A short run asks the current Anki alone."""


def python_of(version):
    """Return the path of the Python that has this Anki, or None."""
    variable, folder = PYTHONS[version]
    path = os.environ.get(variable) or str(ROOT / folder / "bin" / "python")
    return path if os.path.exists(path) else None


def python_with_anki(version):
    """Return a Python that has this Anki; skip by name where it is missing, never in CI."""
    return python_of(version) or missing(version)


def missing(version):
    """Skip by name what needs this Anki; fail in CI."""
    words = f"the anki wheel ({version}) is not installed: {PYTHONS[version][0]}"
    (pytest.fail if os.environ.get("CI") else pytest.skip)(words)


class Visits:
    """A process with Anki loaded, from which each visit to a collection is forked."""

    def __init__(self, python):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen([python, str(INSIDE)], **pipes)

    def visit(self, order):
        """Return the outcomes of the steps in `order`."""
        self._process.stdin.write(f"{json.dumps(order)}\n")
        self._process.stdin.flush()
        outcomes = json.loads(self._process.stdout.readline() or "null")
        assert outcomes is not None, order
        return outcomes

    def end(self):
        self._process.communicate()


class Anki:
    """One learner's Anki: a collection in a folder. Its zone may change from visit to visit."""

    def __init__(self, visits, folder, zone="Europe/Berlin"):
        self.visits = visits
        self.zone = zone
        self.path = str(folder / "collection.anki2")
        folder.mkdir(parents=True, exist_ok=True)

    def visit(self, *steps):
        """Open the collection, do the steps, close it; return each step's outcome.

        A step is a name of `anki/inside.py` or such a name and its arguments.
        """
        orders = [step if isinstance(step, list) else [step, {}] for step in steps]
        return self.visits.visit({"collection": self.path, "zone": self.zone, "steps": orders})


def step(name, **arguments):
    """Return a step with arguments."""
    return [name, arguments]


@contextmanager
def sync_server(python, folder):
    """Run Anki's own sync server for one user, `u` with the password `p`; yield its address."""
    port = free_port()
    options = {"SYNC_USER1": "u:p", "SYNC_BASE": str(folder), "RUST_LOG": "anki=warn"}
    env = {**os.environ, **options, "SYNC_HOST": "127.0.0.1", "SYNC_PORT": str(port)}
    running = subprocess.Popen([python, "-m", "anki.syncserver"], env=env)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.terminate()
        running.wait(60)


def free_port():
    """Return a port of this machine at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the sync server did not come up")
