"""A command of the settings is run only from the learner's own file."""

import pytest

from lpcards.story.settings import Settings
from lpcards.study.own_commands import COMMANDS

NOT_RUN = "is not run from there, it may come from somebody else. Put it into"


@pytest.fixture
def shared(home):
    """Have somebody's folder of stories, with settings beside it that name commands."""
    folder = home / "shared"
    (folder / "content").mkdir(parents=True)
    (folder / "lpcards.yaml").write_text("new: 3\neditor: evil --now\nlisten: evil\n")
    return folder


@pytest.fixture
def own(home):
    return home / ".config" / "lpcards" / "lpcards.yaml"


def test_each_setting_that_names_a_command_is_known():
    described = Settings.model_fields.items()
    named = [name for name, field in described if (field.description or "").startswith("The comm")]
    assert sorted(COMMANDS) == sorted(named)


@pytest.mark.parametrize("how", ["beside", "--content"])
def test_one_beside_stories_is_said_and_not_run(lp, shared, monkeypatch, how):
    more = ["--content", str(shared / "content")] if how == "--content" else []
    if not more:
        monkeypatch.chdir(shared)
    said = lp(*more, "settings", "--json")
    assert said.json["settings"]["new"] == 3
    assert [said.json["settings"][name] for name in COMMANDS] == [""] * len(COMMANDS)
    for name in COMMANDS:
        assert f"~/shared/lpcards.yaml: `{name}` {NOT_RUN} ~/.config/lpcards/lpcards.yaml" in (
            " ".join(said.err.split())
        )


def test_an_editor_that_came_with_stories_opens_nothing(lp, shared, monkeypatch, home):
    mark = home / "ran"
    (shared / "lpcards.yaml").write_text(f"editor: touch {mark}\n")
    monkeypatch.chdir(shared)
    monkeypatch.setenv("EDITOR", "true")
    (shared / "content" / "a.yaml").write_text("id: a\ntitle: A\nshort: A\nprinciple: ownership\n")
    said = lp("edit", "a")
    assert not mark.exists()
    assert NOT_RUN in " ".join(said.err.split())


def test_ones_own_command_counts_in_a_project_too(lp, shared, own, monkeypatch):
    monkeypatch.chdir(shared)
    said = lp("set", "listen=hear -x", "minutes=5")
    assert said.out == (
        "listen: hear -x\nminutes: 5\n"
        "Kept in ~/.config/lpcards/lpcards.yaml.\nKept in ~/shared/lpcards.yaml.\n"
    )
    assert own.read_text() == "listen: hear -x\n"
    assert "listen: evil\nminutes: 5\n" in (shared / "lpcards.yaml").read_text()
    assert lp("settings", "--json").json["settings"]["listen"] == "hear -x"
    assert lp("set", "listen=", "--json").json["settings"]["listen"] == ""
    assert own.read_text() == ""
