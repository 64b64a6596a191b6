"""`due --short`: at once for a shell prompt, and never another number than `due` says."""

import os
import random
import re
import shutil
import subprocess
import sys
import time

import pytest

from forked import PROGRAM
from lpcards.index import prompt_line
from lpcards.index.scan import YOUNG_NS, files_in, folders_in
from lpcards.study.prompt_answer import PromptInputs, _write
from lpcards.study.workspace import Workspace
from sizes import some

STORY = """\
id: {id}
title: A pump too late
short: Cellar
principle: dive-deep
disqualifiers:
  - {{id: told-to, phrase: I was told to pump., instead: I chose to pump.}}
"""
MORE = "  - {id: we, phrase: We pumped., instead: I held the hose.}\n"
IMPORTED = re.compile(r"^import time:.*\| +([\w.]+)$", re.MULTILINE)
LEARNER = ".local/share/lpcards/content"
SETTINGS = ".config/lpcards/lpcards.yaml"


class Shell:
    """A shell in a learner's home, asking before each prompt. The clock is the real one."""

    def __init__(self, home):
        self.home = home
        self.at = home
        self.environment = dict(os.environ)
        self.write(f"{LEARNER}/cellar.yaml", STORY.format(id="cellar"))
        self.write(SETTINGS, "new: 1000\nnew_per_story: 1000\nlibrary: no\n")

    def write(self, path, text):
        path = self.home / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *args, code=0):
        """Run the program; return what it says."""
        ended, output, words = PROGRAM.run(args, cwd=self.at, env=self.environment)
        assert ended == code, (output, words)
        return output

    def short(self):
        return self.run("due", "--short")

    def counted(self):
        """What has to be answered, by the command that reads everything."""
        total = re.search(r'"total": (\d+)', self.run("due", "--json"))[1]
        return "" if total == "0" else f"{total}\n"

    def imported(self):
        """Return what a prompt imports."""
        return self.imported_by("lpcards", "due", "--short")

    def imported_by(self, module, *args):
        """Start Python with a module; return the names of all that it imports."""
        command = [sys.executable, "-X", "importtime", "-m", module, *args]
        how = {"cwd": self.at, "env": self.environment, "timeout": 60}
        done = subprocess.run(command, check=True, capture_output=True, text=True, **how)
        return set(IMPORTED.findall(done.stderr))

    @property
    def is_quick(self):
        return "click" not in self.imported()

    def remember(self, monkeypatch):
        """Keep the line that some seconds later, with files no longer young, would be kept."""
        answer = self.counted().encode()
        self.counted()  # that the log was opened leaves no trace any more
        with monkeypatch.context() as here:
            here.chdir(self.at)
            for name, value in self.environment.items():
                here.setenv(name, value)
            time.tzset()
            with Workspace(
                _content(self.environment), self.environment.get("LPCARDS_DB"), None
            ) as workspace:
                seen = PromptInputs(workspace)
                rollover = workspace.index.settings.rollover
            line = prompt_line.line_of(seen._where, rollover, answer, seen._files)
            _write(prompt_line.path_for(seen._where), line)
        time.tzset()
        return answer.decode()


def _content(environment):
    return tuple(filter(None, environment.get("LPCARDS_CONTENT", "").split(os.pathsep)))


@pytest.fixture
def shell(home):
    return Shell(home)


def answer(shell):
    card = re.search(r'"id": "([^"]+)"', shell.run("next", "--json"))
    if card:
        shell.run("grade", card[1], "5")


def undo(shell):
    if shell.run("log"):
        shell.run("undo")


def add(shell, name="attic"):
    shell.write(f"{LEARNER}/more/{name}.yaml", STORY.format(id=name))


def edit(shell):
    path = shell.home / LEARNER / "cellar.yaml"
    path.write_text(path.read_text("utf-8") + MORE, encoding="utf-8")


def edit_in_place(shell):
    """Write other words of the same length into the file that is there."""
    path = shell.home / LEARNER / "cellar.yaml"
    path.write_bytes(path.read_bytes().replace(b"disqualifiers:", b"disqualifierz:"))


def remove(shell):
    (shell.home / LEARNER / "cellar.yaml").unlink()


def remove_all(shell):
    shutil.rmtree(shell.home / LEARNER)


def suspend(shell):
    shell.run("suspend", "cellar/*")


def set_limit(shell):
    shell.write(SETTINGS, "new: 0\nlibrary: no\n")


def have_library(shell):
    shell.write(SETTINGS, "new: 7\n")


def begin_a_project(shell):
    shell.write("project/lpcards.yaml", "library: no\n")
    shell.write("project/content/one.yaml", STORY.format(id="one") + MORE)
    shell.at = shell.home / "project" / "content"


def settle_beside(shell):
    """Put an lpcards.yaml into the folder that one is in."""
    shell.write("lpcards.yaml", "new: 0\n")


def another_log(shell):
    shell.run("--db", "other.db", "suspend", "cellar/*")
    shell.environment["LPCARDS_DB"] = str(shell.home / "other.db")


def another_folder(shell):
    shell.write("elsewhere/two.yaml", STORY.format(id="two") + MORE)
    shell.environment["LPCARDS_CONTENT"] = "elsewhere"


CHANGES = [
    *(answer, edit, edit_in_place, add, remove, remove_all, suspend, set_limit, have_library),
    *(begin_a_project, settle_beside, another_log, another_folder),
]


@pytest.mark.parametrize("change", some(CHANGES, 6))
def test_whatever_changes_the_number_is_said_at_the_next_prompt(shell, change, monkeypatch):
    before = shell.remember(monkeypatch)
    assert shell.short() == before == "1\n"
    assert shell.is_quick
    change(shell)
    after = shell.short()
    assert after == shell.counted() != before


@pytest.mark.parametrize("seed", some(range(3), 1))
def test_after_any_changes_the_number_is_that_of_due(shell, seed, monkeypatch):
    chance = random.Random(seed)
    for turn in range(8):
        if chance.random() < 0.7:
            shell.remember(monkeypatch)
        change = chance.choice([answer, undo, edit, add, suspend, set_limit, have_library])
        add(shell, f"room{turn}") if change is add else change(shell)
        assert shell.short() == shell.counted(), change


NOON = 12


def zone_in_which_it_is(hour):
    """Return a TZ of no daylight saving in which it is about `hour` o'clock now, the same day."""
    noon = (NOON - time.gmtime().tm_hour) % 24
    ahead = (noon if noon < NOON else noon - 24) + hour - NOON
    return f"XXX{-ahead}"


def test_the_day_s_turn_is_noticed_when_the_study_day_begins(shell, monkeypatch):
    answer(shell)
    shell.write(SETTINGS, "new: 0\nlibrary: no\nrollover: 12\n")
    shell.environment["TZ"] = zone_in_which_it_is(11)
    assert shell.remember(monkeypatch) in {"", "1\n"}
    assert shell.is_quick
    shell.environment["TZ"] = zone_in_which_it_is(12)
    assert not shell.is_quick
    shell.remember(monkeypatch)
    shell.environment["TZ"] = zone_in_which_it_is(14)
    assert shell.is_quick


def test_a_day_later_what_was_learned_is_due(shell, monkeypatch):
    """Kiritimati is a day ahead of Pago Pago, all day long."""
    shell.environment["TZ"] = "XXX11"
    answer(shell)
    assert shell.remember(monkeypatch) == ""
    assert shell.is_quick
    shell.environment["TZ"] = "YYY-13"
    assert shell.short() == shell.counted() == "1\n"


def test_nothing_at_all_is_said_when_nothing_is_due(shell, monkeypatch):
    answer(shell)
    assert shell.short() == shell.remember(monkeypatch) == shell.short() == ""


def test_a_kept_number_costs_two_small_modules_and_their_rooms(shell, monkeypatch):
    shell.remember(monkeypatch)
    shell.write("nothing.py", "")
    nothing = shell.imported_by("nothing")
    assert shell.imported() - nothing <= {
        "lpcards",
        "lpcards.system",
        "lpcards.system.folders",
        "lpcards.index",
        "lpcards.index.prompt_line",
        "gc",
    }


def test_once_no_file_is_young_the_number_is_kept_by_itself(shell):
    answer(shell)
    path = shell.home / SETTINGS
    os.utime(path, (2**32, 2**32))  # young, however long the rest takes
    shell.short()
    assert not list((shell.home / ".cache/lpcards").glob("due-*"))
    os.utime(path)
    time.sleep(YOUNG_NS / 1e9 + 0.1)
    shell.short()
    assert shell.is_quick
    [kept] = (shell.home / ".cache/lpcards").glob("due-*")
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("options", [["--now", "2036-03-02"], ["--db", "x.db"], ["--content", "."]])
def test_options_are_counted_anew(shell, options, monkeypatch):
    answer(shell)
    assert shell.remember(monkeypatch) == ""
    shell.write("a.yaml", STORY.format(id="a"))
    assert shell.run(*options, "due", "--short") == "1\n"


def test_a_selection_is_counted_anew(shell, monkeypatch):
    assert shell.remember(monkeypatch) == "1\n"
    assert shell.run("due", "--short", "--kind", "disqualifier") == "1\n"
    shell.run("due", "--short", "nosuch", code=1)


def test_a_bent_clock_is_believed(shell, monkeypatch):
    answer(shell)
    assert shell.remember(monkeypatch) == ""
    shell.environment["LPCARDS_NOW"] = "2036-01-01T12:00"
    assert shell.short() == "1\n"


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-9], lambda data: data[9:], bytes.upper]
)
def test_a_damaged_line_is_no_line(shell, damage, monkeypatch):
    answer = shell.remember(monkeypatch)
    [kept] = (shell.home / ".cache/lpcards").glob("due-*")
    kept.write_bytes(damage(kept.read_bytes()))
    assert not shell.is_quick
    assert shell.short() == answer


def test_many_projects_leave_only_some_lines(shell, monkeypatch):
    monkeypatch.setattr("lpcards.study.prompt_answer.MOST_LINES", most := 3)
    for number in range(most + 3):
        shell.write(f"p{number}/lpcards.yaml", "new: 3\n")
        shell.at = shell.home / f"p{number}"
        shell.remember(monkeypatch)
    assert 0 < len(list((shell.home / ".cache/lpcards").glob("due-*"))) <= most


def test_where_no_cache_can_be_written_it_is_counted_each_time(shell):
    shutil.rmtree(shell.home / ".cache")
    shell.write(".cache", "in the way")
    assert shell.short() == shell.short() == "1\n"


def test_every_content_file_and_every_folder_is_looked_at(shell):
    shell.write(f"{LEARNER}/deep/er/x.yml", STORY.format(id="x"))
    (shell.home / LEARNER / "empty").mkdir()
    with Workspace((), None, None) as workspace:
        seen = {os.fsdecode(path) for path, _ in PromptInputs(workspace)._files}
        folders = workspace.sources.using(library=True)
        assert {found.path for found in files_in(folders)} <= seen
        assert {path for folder in folders for path in folders_in(folder.path)} <= seen
    assert f"{shell.home}/{LEARNER}/empty" in seen
    assert f"{shell.home}/.local/share/lpcards/reviews.db-wal" in seen


def test_with_json_it_is_a_fault_of_usage(shell):
    shell.run("due", "--short", "--json", code=2)


def test_a_pipe_that_nobody_reads_is_no_fault(shell, monkeypatch):
    shell.remember(monkeypatch)
    call = f"{sys.executable} -m lpcards due --short"
    for command in (f"{call} | true", f"{call} >&-"):
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {command}"],
            env=shell.environment,
            cwd=shell.at,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
