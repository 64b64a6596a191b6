"""`lpcards set`: settings without YAML, in the words of whoever wants them."""

import shutil
import stat
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[2] / "content"
NOW = "2026-11-23T09:00"


@pytest.fixture
def file(home):
    return home / ".config" / "lpcards" / "lpcards.yaml"


def test_settings_are_written_where_they_are_read(lp, file):
    said = lp("set", "minutes=15", "interview=12 Dec", now=NOW)
    assert said.out == (
        "minutes: 15\ninterview: 2026-12-12\nKept in ~/.config/lpcards/lpcards.yaml.\n"
    )
    assert file.read_bytes() == b"minutes: 15\ninterview: 2026-12-12\n"
    settings = lp("settings", "--json", now=NOW).json["settings"]
    assert (settings["minutes"], settings["interview"]) == (15, "2026-12-12")


def test_a_new_file_is_the_learners_alone(lp, file):
    lp("set", "new=3", now=NOW)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)] == [0o600, 0o700]


def test_comments_and_other_settings_stay(lp, file):
    file.parent.mkdir(parents=True)
    file.write_text("# mine\nnew: 3  # few\nminutes: 5\nlevel: senior\n")
    lp("set", "new=4", "minutes=", "level=sde2", now=NOW)
    assert file.read_text() == "# mine\nnew: 4  # few\nlevel: sde2\n"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["minuts=3"], "there is no setting 'minuts'; did you mean `minutes`?"),
        (["x=3"], "there is no setting 'x'; `lpcards settings` lists them"),
        (["minutes"], "'minutes' sets nothing: write KEY=VALUE, such as `minutes=15`"),
        (["new=4", "minutes=1000"], "`minutes` is a whole number from 1 to 600"),
        (["interview=3/4"], "'3/4' may be 2027-03-04 or 2027-04-03; write the one you mean"),
        (["interview=soon"], "'soon' is not a date I can read"),
        (["kinds=prob"], "did you mean `probe`?"),
        (["new=3\nreviews: 4"], "`new` is a whole number"),
        (["editor=a\x1b[31m"], "editor=a"),
    ],
)
def test_what_cannot_be_set_changes_nothing(lp, file, values, message):
    lp("set", "new=5", now=NOW)
    assert message in lp("set", *values, now=NOW, code=1).err
    assert file.read_text() == "new: 5\n"


def test_a_value_that_yaml_would_read_otherwise_is_put_in_quotes(lp, file):
    lp("set", "editor=code: --wait", "kinds=[probe, step]", now=NOW)
    assert file.read_text() == 'editor: "code: --wait"\nkinds: [probe, step]\n'


def test_commas_part_the_values_of_a_setting_that_may_have_several(lp, file):
    lp("set", "kinds=probe,step.aloud", "principles=backbone, Dive Deep", now=NOW)
    ids = "have-backbone-disagree-and-commit, dive-deep"
    assert file.read_text() == f"kinds: [probe,step.aloud]\nprinciples: [{ids}]\n"
    told = lp("settings", "--json", now=NOW).json
    assert told["settings"]["principles"] == ids.split(", ")
    fault = lp("set", "principles=backbone,No sense", now=NOW, code=1).err
    assert "`No sense` is not a principle" in fault


def test_a_file_that_takes_no_more_lines_is_named_with_what_to_write(lp, file):
    file.parent.mkdir(parents=True)
    file.write_text("{new: 3}\n")
    fault = lp("set", "minutes=10", now=NOW, code=1).err
    assert "could not write `minutes: 10` into ~/.config/lpcards/lpcards.yaml" in fault
    assert file.read_text() == "{new: 3}\n"


def test_scripts_are_told_what_holds_now(lp, file):
    told = lp("set", "kinds=probe", "minutes=", "--json", now=NOW).json
    settings = {"kinds": ["probe"], "minutes": ""}
    assert told == {"settings": settings, "file": str(file), "files": [str(file)]}


def test_each_file_that_was_written_is_named(lp, home, file, monkeypatch):
    project = home / "project"
    project.mkdir()
    (project / "lpcards.yaml").write_text("new: 3\n", "utf-8")
    (project / "content").mkdir()
    given = ("set", "listen=hear it", "minutes=12", "--json")
    monkeypatch.chdir(project)
    told = lp(*given, now=NOW).json
    assert told["file"] == str(project / "lpcards.yaml")
    assert sorted(told["files"]) == sorted([str(file), str(project / "lpcards.yaml")])


def test_words_for_a_date_in_the_file_are_an_error_that_names_the_date_of_today(lp, file):
    file.parent.mkdir(parents=True)
    file.write_text("new: 3\ninterview: in 3 weeks\npause: 24 Dec..2 Jan\n")
    path = ".config/lpcards/lpcards.yaml"
    for now, day in ((NOW, "2026-12-14"), ("2026-11-24T09:00", "2026-12-15")):
        words = f"`in 3 weeks` is not a date; write {day}, which is what it means today"
        lines = lp("check", now=now, code=1).out.splitlines()
        assert f"{path}:2:12: {words}" in lines
        assert any(
            line.startswith(f"{path}:3:8: ") and "2026-12-24..2027" in line for line in lines
        )
        told = lp("check", "--json", now=now, code=1).json["problems"]
        assert words in [problem["message"] for problem in told]
        said = lp("due", "--json", now=now)
        assert f"{path}:2:12: {words} (and 1 more" in said.err
        assert said.json["new"] == 3


def test_a_setting_at_fault_is_taken_out_or_mended(lp, file):
    file.parent.mkdir(parents=True)
    file.write_text("interview: in 3 weeks  # soon\nminutes: ten\n")
    lp("set", "interview=in 3 weeks", "minutes=", now=NOW)
    assert file.read_text() == "interview: 2026-12-14  # soon\n"
    assert "error" not in lp("check", now=NOW).out


def test_taking_out_what_is_not_there_changes_nothing(lp, file):
    lp("set", "new=3", now=NOW)
    assert lp("set", "minutes=", now=NOW).out.startswith("minutes: not set\n")
    assert file.read_text() == "new: 3\n"


def test_without_a_file_taking_out_makes_none_with_anything_in_it(lp, file):
    lp("set", "minutes=", now=NOW)
    assert not file.exists() or file.read_text() == ""


def test_a_role_without_a_worked_example_of_its_own_is_told_whose_it_gets(lp, tmp_path):
    only = tmp_path / "one-example"
    only.mkdir()
    shutil.copy(LIBRARY / "deliver-results" / "webhook-drops.yaml", only)
    assert "worked example" not in lp("--content", only, "set", "role=software", now=NOW).out
    said = lp("--content", only, "set", "role=product", now=NOW).out
    assert said.endswith(
        "There is no worked example for product yet; you learn from one for software.\n"
    )


@pytest.mark.parametrize("role", ["software", "product", "management", "other"])
def test_the_library_has_a_worked_example_for_every_role(lp, role):
    assert "worked example" not in lp("set", f"role={role}", now=NOW).out


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("sync=Dropbox", "~/Dropbox"),
        ("sync=./anki,anki, x/../y,~/z,/a", "[~/anki,anki,~/y,~/z,/a]"),
        ("sync=[x, y, anki]", "[x, y, anki]"),
        ("sync=postgresql://h/x", "postgresql://h/x"),
        ("sync_key=a,b.key", "~/a,b.key"),
    ],
)
def test_a_path_that_was_typed_is_meant_from_here(own, home, typed, kept):
    assert own("set", typed).out.splitlines()[0] == f"{typed.partition('=')[0]}: {kept}"
