"""Wheel and source archive, built once and each installed into an environment of its own."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from pty_terminal import Terminal

ROOT = Path(__file__).parent.parent
PATIENCE = 600


def pytest_addoption(parser):
    parser.addoption("--python", default=sys.executable, help="the Python to install into")


def ran(*command, **how):
    """Run a command; return what it printed, or fail with all that it said."""
    done = subprocess.run(
        [*map(str, command)], capture_output=True, text=True, check=False, timeout=PATIENCE, **how
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


class Built(NamedTuple):
    """What a release consists of."""

    wheel: Path
    sdist: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Build the source archive, and the wheel from nothing but that archive."""
    folder = tmp_path_factory.mktemp("dist")
    ran(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    [wheel], [sdist] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return Built(wheel, sdist)


class Installed:
    """The program in a fresh environment, run in an empty home far from the checkout."""

    def __init__(self, folder, archive, python):
        self.environment = folder / "venv"
        self.home = folder / "home"
        self.home.mkdir()
        ran(python, "-m", "venv", self.environment)
        self.archive = archive
        self.install()

    def install(self, extra=""):
        """Install the archive, or also what one of its extras needs."""
        pip = (self.python, "-m", "pip", "--disable-pip-version-check", "install")
        ran(*pip, "-c", ROOT / "requirements" / "run.txt", f"{self.archive}{extra}", cwd=self.home)

    @property
    def python(self):
        return self.environment / "bin" / "python"

    @property
    def program(self):
        return self.environment / "bin" / "lpcards"

    @property
    def env(self):
        """Return an environment in which nothing of the checkout can be found."""
        ours = ("LPCARDS_", "XDG_", "PYTHON", "VIRTUAL_ENV", "EDITOR", "VISUAL", "CI")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {**kept, "HOME": str(self.home)}

    def __call__(self, *args):
        return ran(self.program, *args, env=self.env, cwd=self.home, stdin=subprocess.DEVNULL)

    def refused(self, *args):
        """Run a command that is refused; return what it said."""
        command = [str(self.program), *args]
        where = {"env": self.env, "cwd": self.home, "stdin": subprocess.DEVNULL}
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=PATIENCE, **where
        )
        assert done.returncode == 1, done
        return done.stderr

    @contextlib.contextmanager
    def serving(self):
        """Serve the page; yield what that says as JSON."""
        command = [str(self.program), "serve", "--json"]
        where = {"env": self.env, "cwd": self.home, "stdin": subprocess.DEVNULL}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **where) as process:
            try:
                yield json.loads(process.stdout.readline())
            finally:
                process.send_signal(signal.SIGINT)
                assert process.wait(PATIENCE) == 0

    def review(self):
        """Open a review on a terminal."""
        return Terminal(
            "review",
            command=(str(self.python), str(self.program)),
            now=None,
            inherited=self.env,
            cwd=str(self.home),
        )


@pytest.fixture(scope="session", params=["wheel", "sdist"])
def lpcards(request, built, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    python = request.config.getoption("python")
    return Installed(folder, getattr(built, request.param), python)
