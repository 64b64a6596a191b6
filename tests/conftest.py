"""What the tests share: an empty home, the real program, a terminal to run it in."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

settings.register_profile("lpcards", deadline=None)  # how fast it is, `make bench` says
settings.load_profile("lpcards")

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "content"
RUN = {"capture_output": True, "text": True, "timeout": 30}
NEEDS = {"tmux": "tmux", "bash": "bash", "zsh": "zsh", "fish": "fish", "chromium": "chromium"}


def pytest_collection_modifyitems(items):
    """Skip by name what a machine lacks; in CI nothing is skipped."""
    if os.environ.get("CI"):
        return
    for item in items:
        for marker, program in NEEDS.items():
            if item.get_closest_marker(marker) and not shutil.which(program):
                item.add_marker(pytest.mark.skip(reason=f"{program} is not installed"))


class Said(NamedTuple):
    """What a run of the program said."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Return an empty home folder that the program takes for the learner's."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in list(os.environ):
        if name.startswith(("LPCARDS_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def lp(home):
    """Return a function that runs the real program in a process of its own."""

    def run(*args, now="2026-03-02T09:00", stdin="", code=0):
        told = ["--now", now] if now else []
        done = subprocess.run(
            [sys.executable, "-m", "lpcards", *told, *map(str, args)],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        said = Said(done.returncode, done.stdout, done.stderr)
        assert code is None or said.code == code, said
        return said

    return run


@pytest.fixture
def few_cards(home, tmp_path, monkeypatch):
    """Learn from one story and the guides it needs: three weeks have room for their cards."""
    for name in ("deliver-results/webhook-drops", "deliver-results/guide", "general/guide"):
        into = tmp_path / "few" / f"{name}.yaml"
        into.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(os.path.join(ROOT, "content", f"{name}.yaml"), into)
    monkeypatch.setenv("LPCARDS_CONTENT", str(tmp_path / "few"))


@pytest.fixture
def tmux(home):
    """Return a function that types into a real terminal and waits for words on its screen."""
    program = [str(shutil.which("tmux")), "-S", str(home / "tmux"), "-f", os.devnull]

    def do(*told):
        done = subprocess.run([*program, *told], check=False, **RUN)
        assert done.returncode == 0, done
        return done.stdout

    def typed(*keys, words):
        do("send-keys", "-t", "cards", *keys)
        until = time.monotonic() + 20
        while words not in (pane := do("capture-pane", "-p", "-t", "cards")):
            assert time.monotonic() < until, pane
            time.sleep(0.05)
        return pane

    def opened(columns):
        size = ["-x", str(columns), "-y", "24"]
        do("new-session", "-d", "-s", "cards", *size, "bash --norc --noprofile -i")
        return typed

    yield opened
    do("kill-server")
