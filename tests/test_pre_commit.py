"""The hook for pre-commit runs `lpcards check` where the stories lie, and holds faults back."""

import os
import re
import shlex
import subprocess
import sys

import pytest
import yaml

from conftest import ROOT

STORY = "id: bus\ntitle: The bus\nshort: Bus\nprinciple: ownership\n"
[HOOK] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.fixture
def project(tmp_path, home):
    """Return a project with one good story."""
    folder = tmp_path / "project"
    (folder / "content").mkdir(parents=True)
    (folder / "lpcards.yaml").write_text("new: 5\n", encoding="utf-8")
    (folder / "content/bus.yaml").write_text(STORY, encoding="utf-8")
    return folder


def commit(project, *args):
    """Run what pre-commit runs in a repository's root, without the names of files."""
    name, *words = [*shlex.split(HOOK["entry"]), *args]
    assert name == "lpcards"
    command = [sys.executable, "-m", name, *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_the_hook_has_what_pre_commit_requires():
    assert {"id", "name", "entry", "language"} <= HOOK.keys()
    assert HOOK["language"] == "python"
    assert HOOK["pass_filenames"] is False


def test_good_stories_pass_and_a_fault_is_held_back_at_its_line(project):
    assert commit(project).returncode == 0
    path = project / "content/bus.yaml"
    path.write_text(STORY + "colour: blue\n", encoding="utf-8")
    done = commit(project)
    assert done.returncode == 1
    assert re.search(rf"content{os.sep}bus\.yaml:\d+:1: .*colour", done.stdout + done.stderr)


def test_advice_holds_back_where_it_is_asked_to(project):
    assert commit(project, "--strict").returncode == 1


def test_the_docs_name_the_hook():
    assert f"`id: {HOOK['id']}`" in (ROOT / "docs/format.md").read_text("utf-8")
