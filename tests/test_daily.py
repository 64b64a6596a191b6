"""docs/daily.md: what it tells people to paste into their shells and timers works."""

import contextlib
import importlib.util
import os
import plistlib
import re
import subprocess
import sys
import time

import pexpect
import pyte
import pytest

from conftest import ROOT

_found = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
generate = importlib.util.module_from_spec(_found)
_found.loader.exec_module(generate)

PAGE = (ROOT / "docs" / "daily.md").read_text(encoding="utf-8")
BLOCKS = generate.blocks_of(PAGE)


def block(language, sort="", at=0):
    return [one.text for one in BLOCKS if (one.language, one.sort) == (language, sort)][at]


@pytest.fixture
def bin_folder(home, monkeypatch):
    """Put an `lpcards` on the PATH, and a `notify-send` that notes what it is told."""
    folder = home / ".local" / "bin"
    folder.mkdir(parents=True)
    command(folder / "lpcards", f'exec "{sys.executable}" -m lpcards "$@"')
    command(folder / "notify-send", f'printf "%s|" "$@" > "{home}/said"')
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def command(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture(params=[True, False], ids=["due", "nothing-due"])
def due(request, lp):
    """Return how many cards are due: ten, or none because all are suspended."""
    if not request.param:
        lp("suspend", "*")
    return "10" if request.param else ""


def run(*words, **environment):
    done = subprocess.run(
        words,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


@pytest.mark.bash
def test_bash_s_prompt_has_the_number(bin_folder, due):
    script = f"PS1='$ '\n{block('bash')}\nprintf '%s' \"${{PS1@P}}\""
    assert run("bash", "-c", script) == (f"[{due} due] $ " if due else "$ ")


@pytest.mark.zsh
def test_zsh_s_prompt_has_the_number(bin_folder, due):
    script = f"PROMPT='> '\n{block('zsh')}\nprint -nP \"$PROMPT\""
    assert run("zsh", "-f", "-c", script) == (f"[{due} due] > " if due else "> ")


@pytest.mark.fish
def test_fish_s_right_prompt_has_the_number(bin_folder, due):
    script = f"{block('fish')}\nfish_right_prompt"
    assert run("fish", "--no-config", "-c", script) == (f"{due} due\n" if due else "")


@pytest.mark.tmux
def test_tmux_s_status_line_has_the_number(bin_folder, due, home):
    (home / "tmux.conf").write_text(block("tmux"), encoding="utf-8")
    program = ["-S", str(home / "tmux"), "-f", str(home / "tmux.conf")]
    screen = pyte.Screen(80, 10)
    stream = pyte.ByteStream(screen)
    env = {**os.environ, "TERM": "xterm-256color"}
    client = pexpect.spawn("tmux", [*program, "new", "sleep 300"], dimensions=(10, 80), env=env)
    wanted = re.compile(r" 10 due \d\d:\d\d$" if due else r"[^e] \d\d:\d\d$")
    try:
        asked = time.monotonic() + (0 if due else 2)  # by then a number would stand there
        until = time.monotonic() + 120  # it may take tmux several rounds of 15 seconds
        while time.monotonic() < asked or not wanted.search(screen.display[-1].rstrip()):
            assert time.monotonic() < until, screen.display
            with contextlib.suppress(pexpect.TIMEOUT):
                stream.feed(client.read_nonblocking(4096, timeout=0.2))
    finally:
        run("tmux", *program, "kill-server")
        client.close(force=True)
    assert ("due" in screen.display[-1]) == bool(due)


def test_the_script_reminds_only_when_something_is_due(bin_folder, due, home):
    script = home / "lpcards-remind"
    command(script, block("sh", "script").removeprefix("#!/bin/sh\n"))
    command(bin_folder / "uname", "echo Linux")
    assert run(str(script)) == ""
    said = (home / "said").read_text("utf-8") if (home / "said").exists() else ""
    assert said == (f"lpcards|Cards due today: {due}|" if due else "")


def test_on_a_mac_the_script_tells_its_notifier(bin_folder, home):
    command(bin_folder / "uname", "echo Darwin")
    command(bin_folder / "osascript", f'printf "%s" "$2" > "{home}/said"')
    run("sh", "-c", block("sh", "script"))
    assert (home / "said").read_text("utf-8") == (
        'display notification "Cards due today: 10" with title "lpcards"'
    )


@pytest.mark.systemd
def test_systemd_finds_nothing_wrong_with_the_units(bin_folder, home):
    command(bin_folder / "lpcards-remind", "true")
    units = home / ".config" / "systemd" / "user"
    units.mkdir(parents=True)
    paths = []
    for sort in ("service", "timer"):
        text = block("ini", sort).replace("%h", str(home))
        (units / f"lpcards-remind.{sort}").write_text(text, encoding="utf-8")
        paths.append(str(units / f"lpcards-remind.{sort}"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *paths],
        env={**os.environ, "XDG_RUNTIME_DIR": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "lpcards" not in done.stderr, done.stderr
    when = re.search("OnCalendar=(.*)", block("ini", "timer"))[1]
    assert "08:00:00" in run("systemd-analyze", "calendar", when)


@pytest.mark.parametrize("at", [0, 1])
def test_a_crontab_line_has_five_fields_and_a_command_that_runs(bin_folder, due, home, at):
    line = block("crontab", at=at).rstrip("\n")
    assert "\n" not in line
    assert "%" not in line  # cron would make a line end of it
    minute, hour, *stars, told = line.split(" ", 5)
    assert (minute, hour, stars) == ("0", "8", ["*"] * 3)
    command(bin_folder / "lpcards-remind", block("sh", "script").removeprefix("#!/bin/sh\n"))
    said = run("/bin/sh", "-c", told, PATH="/usr/bin:/bin", SHELL="/bin/sh")
    reminded = (home / "said").exists()
    assert (said, reminded) == (("", bool(due)) if at == 0 else (f"{due}\n" if due else "", False))


def test_the_property_list_calls_the_script(bin_folder):
    told = plistlib.loads(block("xml").encode())
    assert told["StartCalendarInterval"] == {"Hour": 8, "Minute": 0}
    command(bin_folder / "lpcards-remind", "echo called")
    assert run(*told["ProgramArguments"]) == "called\n"


def test_the_commands_for_the_night_before_run(lp):
    lines = [line.partition("#")[0].split() for line in block("sh").splitlines()]
    for words in lines:
        assert words[:2] == ["lpcards", "sheet"]
        told = ["webhook-drops" if word == "late-invoices" else word for word in words[1:]]
        lp(*(word for word in told if word != "--open"))
