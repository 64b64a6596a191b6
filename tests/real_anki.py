"""Real Anki, in a process and an environment of its own: its wheel is AGPL and only for tests.

The environment of the current Anki is named by LPCARDS_ANKI, of one of 2024 by LPCARDS_ANKI_OLD
(each a path of its Python); otherwise those that `make` builds are taken.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
INSIDE = Path(__file__).parent / "anki" / "inside.py"
PYTHONS = {
    "current": ("LPCARDS_ANKI", ".venv-anki"),
    "2024": ("LPCARDS_ANKI_OLD", ".venv-anki-2024"),
}


def python_of(version):
    """Return the path of the Python that has this Anki, or None."""
    variable, folder = PYTHONS[version]
    path = os.environ.get(variable) or str(ROOT / folder / "bin" / "python")
    return path if os.path.exists(path) else None


def python_with_anki(version):
    """Return a Python that has this Anki; skip by name where it is missing, never in CI."""
    python = python_of(version)
    if python is None:
        words = f"the anki wheel ({version}) is not installed: {PYTHONS[version][0]}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
    return python


def run(python, script, told, zone="Europe/Berlin"):
    """Run a script with that Python and JSON on its standard input; return its last line's JSON."""
    done = subprocess.run(
        [python, str(script)],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "TZ": zone},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


class Anki:
    """One learner's Anki: a collection in a folder. Its zone may change from visit to visit."""

    def __init__(self, python, folder, zone="Europe/Berlin"):
        self.python = python
        self.zone = zone
        self.path = str(folder / "collection.anki2")
        folder.mkdir(parents=True, exist_ok=True)

    def visit(self, *steps):
        """Open the collection, do the steps, close it; return each step's outcome.

        A step is a name of `anki/inside.py` or such a name and its arguments.
        """
        told = [step if isinstance(step, list) else [step, {}] for step in steps]
        return run(self.python, INSIDE, {"collection": self.path, "steps": told}, self.zone)


def step(name, **arguments):
    """Return a step with arguments."""
    return [name, arguments]
