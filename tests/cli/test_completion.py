"""Completion as the shells themselves do it."""

import shlex
import subprocess
import sys

import pexpect
import pytest

from sizes import some

BASH = """
. ./script
COMP_WORDS=({words}) COMP_CWORD={at}
_lpcards_completion lpcards
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
LINES = [
    ("lpcards gra", {"grade"}),
    ("lpcards show cellar/p", {"cellar/probe/why"}),
    ("lpcards grade cellar/disqualifier/", {"cellar/disqualifier/told-to.mend"}),
    ("lpcards read cel", {"cellar"}),
    ("lpcards cards --scenario cel", {"cellar"}),
    ("lpcards due --principle di", {"dive-deep"}),
    ("lpcards due --kind pro", {"probe"}),
    ("lpcards new x --principle bias", {"bias-for-action"}),
    ("lpcards suspend cellar/probe/why cellar/disqualifier/we", {"cellar/disqualifier/we.mend"}),
]


@pytest.fixture
def shell(lp, home, cellar, monkeypatch):
    """Put `lpcards` on the path and a shell's script beside it; the story is the only content."""
    (home / "bin").mkdir()
    program = home / "bin/lpcards"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m lpcards "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}/bin:/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin")
    monkeypatch.setenv("LPCARDS_CONTENT", str(cellar.parent))

    def script(name):
        (home / "script").write_text(lp("completion", name).out, encoding="utf-8")

    return script


def lines_of(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return {line.split("\t")[0] for line in done.stdout.splitlines()}


@pytest.mark.bash
@pytest.mark.parametrize(("line", "expected"), some(LINES, 4))
def test_bash_completes(shell, line, expected):
    shell("bash")
    words = shlex.split(line)
    text = BASH.format(words=line, at=len(words) - 1)
    found = lines_of("bash", "--norc", "-c", text)
    assert found >= expected
    assert all(one.startswith(words[-1]) for one in found)


@pytest.mark.fish
@pytest.mark.parametrize(("line", "expected"), some(LINES, 4))
def test_fish_completes(shell, line, expected):
    shell("fish")
    text = f"source script; complete --do-complete {shlex.quote(line)}"
    assert lines_of("fish", "--no-config", "-c", text) >= expected


@pytest.mark.zsh
@pytest.mark.parametrize(
    ("typed", "completed"),
    some(
        [
            ("lpcards sho\t", "lpcards show "),
            ("lpcards show cellar/p\t", "lpcards show cellar/probe/why "),
            ("lpcards due --principle di\t", "lpcards due --principle dive-deep "),
            ("lpcards read ce\t", "lpcards read cellar "),
        ],
        2,
    ),
)
def test_zsh_completes(shell, typed, completed):
    shell("zsh")
    child = pexpect.spawn("zsh", ["-f", "-i"], timeout=60, encoding="utf-8", dimensions=(24, 200))
    child.delaybeforesend = None
    child.sendline("PS1='%%'; unsetopt zle_bracketed_paste prompt_sp; autoload -U compinit")
    child.sendline("compinit -u -D; source ./script; echo rea''dy")
    child.expect("ready\r\n")
    child.send(f"{typed}\x01print -r -- \x05| cat; echo do''ne\n")
    child.expect("done\r\n")
    assert completed.strip() in child.before.splitlines()[-1]
    child.close(force=True)


@pytest.mark.bash
def test_completion_says_nothing_where_the_content_is_not_there(shell, monkeypatch):
    shell("bash")
    monkeypatch.setenv("LPCARDS_CONTENT", "/nowhere")
    text = BASH.format(words="lpcards show c", at=2)
    assert lines_of("bash", "--norc", "-c", text) == {""}


def test_another_shell_is_wrong_usage(lp):
    assert "bash" in lp("completion", "tcsh", code=2).err


@pytest.mark.bash
@pytest.mark.parametrize("line", ["lpcards show gen", "lpcards --content stories show cellar/p"])
def test_completion_heeds_the_options_before_it(shell, line, monkeypatch):
    shell("bash")
    monkeypatch.delenv("LPCARDS_CONTENT")
    words = shlex.split(line)
    found = lines_of("bash", "--norc", "-c", BASH.format(words=line, at=len(words) - 1))
    assert found
    assert all(one.startswith(words[-1]) for one in found)
