"""What all tests share: an empty home, the real program, a real terminal; long and short runs.

Which helper module is what:

- running the program: `results` (what a run came to, its JSON held against the page), `forked` (a
  process for each run, without Python's start), `stepped_clock` (a clock that a test moves),
  `pty_terminal` (the program on a pty, its screen), `typed_ahead` (keys typed before they are
  read), `scripted_listener` (a command that listens, in every way that there is), `sizes` (short
  and long runs), `unclosed` (connections to SQLite that nobody closed)
- learners: `daily_learner` (days in this process: run, answer, mark), `days` (a day in small, all
  in memory), `logs` (moments of a log), `weeks_played` and `own_stories` (three weeks through the
  real commands, and the learner's stories), `interviewed` (somebody who was at Acme yesterday)
- machines: `content_machines` (several homes that sync content by one folder)
- machines that meet: `log_steps` (what they do at random), `carriers` (a log and a copy of the
  folder each; carriers that lose and halve), `counted_work` (steps instead of seconds)
- authors: `author` (stories written and built into decks, editions one after another), `stories`
  and `content_folders` (small files, with and without a cache), `pasted_pages`, `word_files`
  (documents), `advice_on_yaml` (what the rules say of fragments),
  `coached_answers` (answers, and how the coach judges them), `corpus_results` and `talk_results`
  (what notes come to)
- Anki: `real_anki` and `learners` (the real one, its collections), `anki_desk` (one that runs, with
  the add-on or what stands in for it), `showing` (cards in a browser),
  `editions` (editions in memory), `exported` (what it exports, written by hand), `small_media`
- the page: `web/conftest` (a browser in this process), `web_pages` (a page as it is parsed),
  `served_page` (the real program, a real browser), `review_in_browser` (the review there)
- attacks: `hostile_texts` and `work_on_texts` (what strangers send, and all that is done with it),
  `all_patterns` and `regex_attacks` (regular expressions and what takes them longest),
  `time_growth` (time against length)
- hubs: `postgres` (a real server, a database for each test), `hubs` (a hub in it, its learners,
  a network that breaks)
- `faults/` lets system calls fail in every command that writes: `make faults`
"""

import os
import secrets
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import hubs
import postgres
import unclosed
from forked import PROGRAM
from results import Result
from sizes import LONG, draw_by

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "content"
FEW = Path(__file__).parent / "few"
RUN = {"capture_output": True, "text": True, "timeout": 60}
CI = bool(os.environ.get("CI"))
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a program that is started finds itself compiled
NEEDS = {
    "tmux": "tmux",
    "bash": "bash",
    "zsh": "zsh",
    "fish": "fish",
    "chromium": "chromium",
    "mandoc": "mandoc",
    "systemd": "systemd-analyze",
    "gcc": "gcc",
    "postgresql": "initdb",
}
"""Markers, and the programs that their tests need; each is in the package of the marker's name."""

# How fast a law holds is for `make bench`. No example is kept from run to run: whatever fails is
# found again by its seed. What Hypothesis fixes where CI is set stays as random there as at home.
LAWS = {
    "deadline": None,
    "database": None,
    "derandomize": False,
    "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("short", **LAWS, max_examples=20)
settings.register_profile("long", **LAWS, max_examples=200)
settings.load_profile("long" if LONG else "short")
unclosed.watch()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Draw one seed for the laws of all workers, unless it was given to repeat a run."""
    if hasattr(config, "workerinput"):
        config.option.hypothesis_seed = config.workerinput["seed"]
    elif config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(secrets.randbelow(2**32))
    draw_by(config.option.hypothesis_seed)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """Tell a worker the seed: it is given the command line, and not what became of it."""
    node.workerinput["seed"] = node.config.option.hypothesis_seed


def pytest_terminal_summary(terminalreporter, config):
    """Say which seed the laws had."""
    seed = config.option.hypothesis_seed
    terminalreporter.write_line(f"Laws were tried at random: --hypothesis-seed={seed} repeats it.")


def pytest_collection_modifyitems(config, items):
    """Skip by name what a machine lacks, and what is for long runs; in CI nothing is skipped."""
    missing = {name for name, program in NEEDS.items() if not shutil.which(program)}
    if postgres.programs():  # Debian has them in no folder of the path
        missing.discard("postgresql")
    for item in items:
        for name in missing & {mark.name for mark in item.iter_markers()}:
            reason = f"{NEEDS[name]} is not installed (for one, `apt-get install {name}`)"
            item.add_marker(pytest.mark.skip(reason=reason))
    if not LONG:
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Fail in CI where a test was skipped: CI has all that the tests need."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if CI and reporter and reporter.stats.get("skipped") and session.exitstatus == 0:
        reporter.write_line("\nA test was skipped, and CI may skip none.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def nothing_left_open():
    """Fail where a connection to SQLite was left to the garbage collector."""
    yield
    assert unclosed.left() == []


@pytest.fixture
def home(tmp_path, tmp_path_factory, monkeypatch):
    """Return an empty home folder that the program takes for the learner's.

    It has the same path in all tests, so that the bundled library is compiled once for all of
    them: the cache is in place. Afterwards the folder lies beside what else the test left.
    """
    folder = tmp_path_factory.getbasetemp() / "home"
    folder.mkdir()
    for name in list(os.environ):
        if name.startswith(("LPCARDS_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.chdir(folder)
    warm(folder / ".cache", tmp_path_factory.getbasetemp() / "cache")
    yield folder
    folder.rename(tmp_path / "home")


def warm(cache, kept):
    """Have the library compiled in `cache`; the first time keep what it took in `kept`."""
    if kept.exists():
        shutil.copytree(kept, cache)
    else:
        PROGRAM.run(["list"])
        shutil.copytree(cache, kept)


@pytest.fixture
def lp(home):
    """Return a function that runs the real program in a process of its own."""

    def run(*args, now="2026-03-02T09:00", stdin="", code=0):
        at = ["--now", now] if now else []
        result = Result(args, *PROGRAM.run([*at, *args], stdin))
        assert code is None or result.code == code, result
        return result

    return run


@pytest.fixture(scope="session")
def postgresql():
    """Return the PostgreSQL of this worker."""
    with postgres.server() as running:
        yield running


@pytest.fixture
def hub(postgresql):
    """Return a hub in a database of its own, for the learners anna and berta and a coach, carl."""
    with hubs.hub(postgresql) as made:
        yield made


@pytest.fixture
def few_cards(home, monkeypatch):
    """Learn from one story and the guides it needs: three weeks have room for their cards.

    They are frozen: what the program does with a card is tried on them, and the library may change.
    """
    shutil.copytree(FEW, home / "few")
    monkeypatch.setenv("LPCARDS_CONTENT", str(home / "few"))


@pytest.fixture
def tmux(home):
    """Return a function that types into a real terminal and waits for words on its screen."""
    program = [str(shutil.which("tmux")), "-S", str(home / "tmux"), "-f", os.devnull]

    def do(*options):
        done = subprocess.run([*program, *options], check=False, **RUN)
        assert done.returncode == 0, done
        return done.stdout

    def typed(*keys, words):
        do("send-keys", "-t", "cards", *keys)
        until = time.monotonic() + 60
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
