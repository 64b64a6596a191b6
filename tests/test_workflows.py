"""GitHub runs the verbs of this project, with no more rights than they need."""

import os
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
FILES = sorted((GITHUB / "workflows").glob("*.yml"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in FILES}
WORKFLOWS = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
JOBS = {
    f"{name}/{job}": one for name, flow in WORKFLOWS.items() for job, one in flow["jobs"].items()
}
STEPS = [(name, step) for name, job in JOBS.items() for step in job.get("steps", ())]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PINNED = re.compile(r"uses: ([\w/-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", re.MULTILINE)


def test_every_verb_and_script_that_is_run_is_there():
    run = "\n".join(step["run"] for _, step in STEPS if "run" in step)
    verbs = re.findall(r"\bmake ([a-z-]+)", run)
    scripts = re.findall(r"^(\.\S+)", run, re.MULTILINE)
    assert {"test", "dist"} <= {*verbs}
    assert scripts == [".ci/run"]
    assert [verb for verb in verbs if f"\n{verb}: " not in MAKEFILE] == []
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_one_machine_runs_all_that_is_checked_at_home_the_site_too():
    assert [job for job, step in STEPS if step.get("run") == ".ci/run"] == ["check/everything"]
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").endswith("\nmake check\n")
    checked = re.search(r"^check: (\$.*?) ##", MAKEFILE, re.MULTILINE)[1].split()
    assert {"test", "site", "workflows", "dist-check"} <= {*checked}


def test_the_tests_run_on_every_system_and_python_that_is_promised():
    with (ROOT / "pyproject.toml").open("rb") as file:
        promised = " ".join(tomllib.load(file)["project"]["classifiers"])
    matrix = JOBS["check/test"]["strategy"]["matrix"]
    assert matrix["python"] == re.findall(r"Python :: (3\.\d+)", promised)
    assert matrix["os"] == ["ubuntu-latest", "macos-latest"]
    assert re.findall(r":: (MacOS|Linux)", promised) == ["MacOS", "Linux"]


@pytest.mark.parametrize("name", TEXTS)
def test_an_action_is_named_by_a_commit_and_its_version(name):
    used = re.findall(r"uses: (.*)$", TEXTS[name], re.MULTILINE)
    assert len(used) > 2
    ours = [one for one in used if one.startswith("$/")]
    assert len(PINNED.findall(TEXTS[name])) == len(used) - len(ours)
    assert [one for one in ours if not (ROOT / one.removeprefix("$/")).exists()] == []


def test_an_action_is_the_same_everywhere():
    pins = {pin for text in TEXTS.values() for pin in PINNED.findall(text)}
    assert len({action for action, _, _ in pins}) == len(pins)


def test_a_job_may_only_read_unless_it_publishes():
    assert WORKFLOWS["check"]["permissions"] == {"contents": "read"}
    assert WORKFLOWS["release"]["permissions"] == {}
    wide = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    writing = {name for name, rights in wide.items() if "write" in rights.values()}
    assert writing == {"release/index", "release/site"}
    for name in writing:  # where a token can be had no code of the repository runs
        assert "environment" in JOBS[name]
        assert [step for job, step in STEPS if job == name and "run" in step] == []
    for _, step in STEPS:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_nothing_is_published_before_all_is_checked():
    needs = {name: job.get("needs") for name, job in JOBS.items() if name.startswith("release/")}
    assert needs == {
        "release/check": None,
        "release/build": "check",
        "release/index": "build",
        "release/site": "index",
    }


def test_every_job_ends_some_time():
    assert [
        name for name, job in JOBS.items() if "uses" not in job and "timeout-minutes" not in job
    ] == []


def test_what_is_reported_says_which_version_and_what_the_doctor_says():
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / "bug.yml").read_text(encoding="utf-8"))
    asked = {part["id"]: part for part in form["body"] if "id" in part}
    for name, command in (("version", "lpcards --version"), ("doctor", "lpcards doctor")):
        assert asked[name]["attributes"]["label"] == f"`{command}`"
        assert asked[name]["validations"] == {"required": True}


def test_every_page_that_a_form_leads_to_is_there():
    forms = [*(GITHUB / "ISSUE_TEMPLATE").glob("*.yml")]
    led = [one for form in forms for one in re.findall(r"\]\((.*?)\)", form.read_text("utf-8"))]
    assert len(led) > 1
    for path in led:
        assert path.startswith("../blob/main/")
        assert (ROOT / path.removeprefix("../blob/main/")).is_file()
