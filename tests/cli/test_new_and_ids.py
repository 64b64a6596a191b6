"""`new`, `ids`, `schema`: writing stories."""

import json
import os
import stat
from pathlib import Path

import jsonschema
import pytest
import yaml

from sizes import some

PHRASES = """\
# my notes
id: cellar
title: A pump too late   # a comment
short: Cellar
principle: dive-deep
steps:
  situation:
    key_phrases:
      - text: no alert
        fact: "nothing rang"
"""


def test_a_new_story_is_valid_and_asked_at_once(lp, home):
    answer = lp("new", "late-invoices", "--principle", "ownership", "--json").json
    path = home / ".local/share/lpcards/content/ownership/late-invoices.yaml"
    assert answer == {"path": str(path), "id": "late-invoices"}
    assert "late-invoices" in [story["id"] for story in lp("list", "--json").json]
    assert lp("check").code == 0


def test_a_new_story_goes_into_the_first_folder_in_use(lp, home):
    (home / "a").mkdir()
    (home / "b").mkdir()
    lp("--content", "a", "--content", "b", "new", "mine")
    assert (home / "a/ownership/mine.yaml").exists()


def test_an_editor_finds_the_schema_where_the_story_names_it(lp, home):
    (home / "a").mkdir()
    story = Path(lp("--content", "a", "new", "mine", "--json").json["path"])
    named = story.read_text("utf-8").partition("$schema=")[2].split()[0]
    schema = json.loads((story.parent / named).read_text("utf-8"))
    assert schema == lp("schema").json


@pytest.mark.parametrize(
    "title", some(['It\'s: a "test" # one', "- x", "{a}", "no", "12:30", "\\", "%"], 3)
)
def test_any_title_survives(lp, home, title):
    (home / "a").mkdir()
    lp("--content", "a", "new", "mine", "--title", title, "--short", title)
    [story] = lp("--content", "a", "list", "--json").json
    assert (story["title"], story["short"]) == (title, title)


@pytest.mark.parametrize("name", ["Late Invoices", "../evil", "-x", "a_b", "x/", "", "é"])
def test_an_id_that_is_none_is_refused_and_another_proposed(lp, home, name):
    result = lp("new", "--", name, code=1)
    assert "lower-case words joined by hyphens" in result.err
    assert ("'late-invoices'" in result.err) == (name == "Late Invoices")
    assert not list(home.rglob("*.yaml"))


@pytest.mark.parametrize("principle", ["../../evil", "/etc", "all", "nosuch", "best", "ownershp"])
def test_a_principle_that_is_none_is_refused(lp, home, principle):
    said = lp("new", "mine", "--principle", principle, code=1).err
    assert "is not a principle; " in said
    assert ("did you mean `ownership`?" in said) == (principle == "ownershp")
    assert not list(home.rglob("mine.yaml"))


@pytest.mark.parametrize("words", ["backbone", "Have Backbone", "disagree", "Backbone"])
def test_a_principle_is_understood_as_people_call_it(lp, words):
    lp("new", "mine", "--principle", words)
    [story] = (one for one in lp("list", "--json").json if one["own"])
    assert story["principle"] == "have-backbone-disagree-and-commit"
    chosen = {card["principle"] for card in lp("cards", "--principle", words, "--json").json}
    assert "have-backbone-disagree-and-commit" in chosen


def test_an_id_that_is_taken_is_refused(lp, home):
    path = lp("new", "mine", "--json").json["path"]
    Path(path).write_text("precious", encoding="utf-8")
    lp("new", "mine", code=1)
    assert Path(path).read_text("utf-8") == "precious"
    lp("new", "general", code=1)


def test_ids_are_added_in_place_and_nothing_else_is_touched(lp, home):
    story = home / "s.yaml"
    story.write_text(PHRASES, encoding="utf-8")
    story.chmod(0o640)
    [[added]] = lp("ids", "s.yaml", "--json").json.values()
    assert (type(added["line"]), added["id"]) == (int, "no-alert")
    after = story.read_text("utf-8")
    assert after.replace("id: no-alert\n        ", "") == PHRASES
    assert stat.S_IMODE(story.stat().st_mode) == 0o640
    assert lp("ids", "s.yaml").out == "0 ids added\n"
    assert {*os.listdir(home)} == {".cache", "s.yaml"}


def test_a_dry_run_writes_nothing(lp, home):
    (home / "s.yaml").write_text(PHRASES, encoding="utf-8")
    assert "no-alert" in lp("ids", "--dry-run", "s.yaml").out
    assert (home / "s.yaml").read_text("utf-8") == PHRASES


def test_ids_follow_a_link_to_the_file_it_means(lp, home):
    (home / "real").mkdir()
    (home / "real/s.yaml").write_text(PHRASES, encoding="utf-8")
    (home / "s.yaml").symlink_to("real/s.yaml")
    lp("ids", "s.yaml")
    assert (home / "s.yaml").is_symlink()
    assert "no-alert" in (home / "real/s.yaml").read_text("utf-8")


def test_of_many_files_none_is_written_when_one_is_faulty(lp, home):
    (home / "good.yaml").write_text(PHRASES, encoding="utf-8")
    (home / "bad.yaml").write_text("id: [", encoding="utf-8")
    result = lp("ids", "good.yaml", "bad.yaml", code=1)
    assert result.err.startswith("lpcards: bad.yaml:")
    assert (home / "good.yaml").read_text("utf-8") == PHRASES


def test_ids_of_a_file_that_is_not_there_are_wrong_usage(lp):
    lp("ids", "nowhere.yaml", code=2)
    lp("ids", code=2)


@pytest.mark.parametrize("what", ["content", "settings", "redact"])
def test_schemas_are_schemas(lp, what):
    schema = lp("schema", what).json
    jsonschema.validators.validator_for(schema).check_schema(schema)


def test_the_library_fits_the_schema(lp):
    schema = lp("schema").json
    check = jsonschema.validators.validator_for(schema)(schema)
    for story in lp("list", "--json").json:
        check.validate(yaml.safe_load(Path(story["path"]).read_text("utf-8")))
