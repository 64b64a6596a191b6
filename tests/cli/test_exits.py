"""Exit codes, and what is said with them: 0 done, 1 yours, 2 usage, 70 ours."""

import re
import stat
from pathlib import Path

import click
import pytest

from lpcards.cli.commands import FOLDER, GROUPS, help_lines
from lpcards.cli.program import _verdict, cli
from lpcards.english.printable import printable
from sizes import some

LONGEST = 64
"""Columns that a help line has beside the longest name."""

BREAK = """
import sys
if "lpcards" in " ".join(sys.orig_argv):
    import lpcards.{module} as module
    def broken(*args, **options):
        raise {fault}
    module.{name} = broken
"""


@pytest.fixture
def broken(home, monkeypatch):
    """Return a function that breaks a function of the program."""

    def breaking(module, name, fault):
        text = BREAK.format(module=module, name=name, fault=fault)
        (home / "sitecustomize.py").write_text(text, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(home))

    return breaking


def test_a_fault_of_ours_is_70_and_its_traceback_goes_to_a_private_file(lp, broken):
    broken("day.queue", "spread", "RuntimeError('\\x1b[31mred')")
    result = lp("due", code=70)
    assert result.out == ""
    words, _, path = result.err.strip().partition(". The traceback is in ")
    assert words == "lpcards: this is a bug in lpcards (RuntimeError)"
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600
    assert "in broken" in Path(path).read_text("utf-8")


def test_a_traceback_that_cannot_be_written_is_printed(lp, broken, monkeypatch):
    broken("day.queue", "spread", "RuntimeError('\\x1b[31mred')")
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    result = lp("due", code=70)
    assert "in broken" in result.err
    assert "\x1b" not in result.err


def test_after_a_fault_of_ours_the_cache_is_made_anew(lp, home, broken):
    lp("due")
    broken("day.queue", "spread", "KeyError(1)")
    lp("due", code=70)
    assert not list((home / ".cache/lpcards").iterdir())


def test_a_damaged_cache_is_found_out_by_the_second_command_at_the_latest(lp, home):
    lp("cards")
    [cache] = (home / ".cache/lpcards").iterdir()
    data = bytearray(cache.read_bytes())
    for page in range(4096 * 3, len(data), 4096):
        data[page : page + 512] = b"\xff" * 512
    cache.write_bytes(data)
    lp("cards", code=None)
    assert lp("cards").out


@pytest.mark.parametrize(
    "fault", some(["MemoryError()", "RecursionError()", "AssertionError()"], 1)
)
def test_any_fault_of_ours_is_70(lp, broken, fault):
    broken("study.today", "limits_of", fault)
    assert "a bug in lpcards" in lp("due", code=70).err


def test_an_interrupt_is_130_and_no_more_words(lp, broken):
    broken("day.queue", "spread", "KeyboardInterrupt")
    result = lp("due", code=130)
    assert (result.out, result.err.strip()) == ("", "")


@pytest.mark.parametrize("command", help_lines())
def test_every_command_has_help(lp, command):
    result = lp(command, "--help")
    assert result.out.startswith(f"Usage: lpcards {command}")


def test_help_lists_every_command_by_what_it_is_for(lp):
    listed = lp("--help").out.partition(f"{next(iter(GROUPS))}:\n")[2]
    titles = [line.removesuffix(":") for line in listed.splitlines() if line[:1].strip()]
    lines = [line for line in listed.splitlines() if line.startswith("  ")]
    assert titles == [*GROUPS][1:]
    assert [tuple(line.split(maxsplit=1)) for line in lines] == [*help_lines().items()]
    assert len({line.index(help_lines()[line.split()[0]]) for line in lines}) == 1


def test_each_command_is_in_one_group():
    named = [name for names in GROUPS.values() for name in names]
    assert sorted(named) == sorted(help_lines())


@pytest.mark.parametrize("command", help_lines())
def test_a_command_is_listed_with_the_first_line_of_its_help(command):
    line = help_lines()[command]
    assert cli.get_command(click.Context(cli), command).help.splitlines()[0] == line
    assert line.endswith(".")
    assert len(line) <= LONGEST


def test_every_command_of_the_folder_is_listed():
    decorated = re.compile(r"@click.command\(\W*(\w+)")
    sources = (path.read_text("utf-8") for path in Path(FOLDER).glob("*.py"))
    assert {name for source in sources for name in decorated.findall(source)} == {*help_lines()}


def test_a_module_that_is_no_command_is_none(lp):
    for name in ("commands", "program", "", "__init__"):
        lp(name, code=2)


@pytest.mark.parametrize(
    ("given", "meant"), [("graed", "grade"), ("undoo", "undo"), ("nxt", "next")]
)
def test_an_unknown_command_is_wrong_usage_and_the_one_meant_is_named(lp, given, meant):
    assert f"Did you mean `{meant}`?" in lp(given, code=2).err


def test_choices_that_are_missing_are_listed_one_a_line():
    ctx = click.Context(cli, info_name="lpcards")
    commands = [cli.get_command(ctx, name) for name in help_lines()]
    choices = [
        (command, param)
        for command in commands
        for param in command.params
        if isinstance(param.type, click.Choice)
    ]
    assert any(param.required for _, param in choices)
    for command, param in choices:
        fault = click.MissingParameter(ctx=click.Context(command), param=param)
        words, code = _verdict(fault)
        assert code == 2
        assert printable(words).endswith(",\n".join(f"    {one}" for one in param.type.choices))


def test_a_word_like_no_command_is_only_named(lp):
    errors = lp("xyzzy", code=2).err
    assert "xyzzy" in errors
    assert "mean" not in errors


def test_the_version_is_told(lp):
    from lpcards import __version__

    assert lp("--version").out == f"lpcards, version {__version__}\n"
