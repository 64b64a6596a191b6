"""`lpcards check`, and how the other commands live with faulty content."""

import pytest

NOTICE = "1 content file could not be loaded; `lpcards check` says why\n"
FAULTY = "id: broken\ntitle: [one\n"


@pytest.fixture
def faulty(cellar):
    path = cellar.parent / "broken.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def test_check_counts_and_lists_in_json(own, cellar):
    answer = own("check", "--json").json
    assert (answer["scenarios"], answer["cards"]) == (1, 3)
    for problem in answer["problems"]:
        assert list(problem) == ["path", "line", "column", "rule", "severity", "message"]
        assert problem["path"] == "stories/cellar.yaml"
        assert problem["severity"] == "advice"
        assert problem["line"] >= 1
        assert problem["column"] >= 1
    assert answer["problems"]


def test_advice_is_a_fault_only_when_asked_to_be(own):
    own("check", code=0)
    assert "(advice: missing)" in own("check", "--strict", code=1).out


def test_check_ends_with_1_on_errors_and_tells_every_one(own, faulty):
    faulty.write_text("id: Broken\ntitel: x\nshort: y\nprinciple: nosuch\n", encoding="utf-8")
    result = own("check", code=1)
    rows = [line for line in result.out.splitlines() if line.startswith("stories/broken.yaml:")]
    assert {line.split(":")[1] for line in rows} >= {"1", "2"}
    problems = own("check", "--json", code=1).json["problems"]
    assert sum(problem["severity"] == "error" for problem in problems) == len(rows)


def test_content_without_a_flaw_is_all_well(lp):
    result = lp("check", "--strict")
    assert result.out.endswith(": all well\n")


def test_paths_are_those_one_would_type_here(own, faulty, home, monkeypatch):
    monkeypatch.chdir(home / "stories")
    assert own("check", code=1).out.splitlines()[0].startswith("broken.yaml:")
    monkeypatch.chdir("/")
    assert own("check", code=1).out.splitlines()[0].startswith(str(home)[1:])


@pytest.mark.parametrize("command", ["due", "next", "cards", "list"])
def test_a_faulty_file_is_noticed_in_one_line_and_the_others_are_served(own, faulty, command):
    result = own(command)
    assert result.err == NOTICE
    assert result.out
    assert own(command, "--json").json


def test_a_broken_story_is_mended_by_editing_it(own, faulty, cellar):
    own("due")
    faulty.unlink()
    assert own("due").err == ""


def test_cards_of_a_file_that_broke_keep_their_memory(own, cellar):
    whole = cellar.read_text("utf-8")
    before = own("grade", "cellar/probe/why", "4", "--json").json["memory"]
    cellar.write_text(whole + "nonsense: [\n", encoding="utf-8")
    assert own("due", "--json").json["total"] == 0
    [retired] = own("doctor", "--json").json["retired"]
    assert retired["waiting"] is True
    cellar.write_text(whole, encoding="utf-8")
    assert own("show", "cellar/probe/why", "--json").json["memory"] == before


FAULTY_SETTINGS = (
    "lpcards.yaml:1:6: `new` is a whole number from 0 to 1000: write one in place of `lots`"
)


def test_a_faulty_setting_is_said_once_and_the_others_are_in_force(own, home):
    (home / "lpcards.yaml").write_text("new: lots\nrollover: 0\nnew_per_story: 1\n", "utf-8")
    text = f"{FAULTY_SETTINGS}; the other settings still apply\n"
    for command in ("next", "stats", "plan", "settings", "coverage", "log"):
        assert own(command).err == text
    due = own("due", "--json", now="2026-03-02T03:00")
    assert due.err == text
    assert (due.json["day"], due.json["new"]) == ("2026-03-02", 1)
    checked = own("check", code=1)
    assert checked.out.splitlines()[0] == FAULTY_SETTINGS
    assert checked.err == ""


def test_of_many_faults_of_the_settings_the_first_is_said(own, home):
    (home / "lpcards.yaml").write_text("new: lots\nold: 1\nkinds: x\n", "utf-8")
    assert "(and 2 more: `lpcards check`)" in own("due").err
    assert own("due", "--short").err == ""


def test_a_folder_without_a_story_says_what_is_there_instead(lp, home):
    folder = home / "notes"
    (folder / "inside").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".git/config").touch()
    looked = f"{folder}: no story here: lpcards looks for .yaml"
    assert lp("--content", folder, "due").err == f"{looked} and finds nothing\n"
    for name in ("a.md", "b.md", "inside/c.txt", ".hidden"):
        (folder / name).touch()
    assert lp("--content", folder, "next").err == f"{looked} and finds 2 .md, 1 .txt\n"
    problem = lp("--content", folder, "check", "--strict", "--json", code=1).json["problems"][0]
    assert problem["message"].endswith("finds 2 .md, 1 .txt")
    (folder / "d.YAML").touch()
    assert "looks for .yaml (in small letters) and finds" in lp("--content", folder, "due").err
    (folder / "e.yml").write_text("id: e\ntitle: E\nshort: E\nprinciple: ownership\n", "utf-8")
    assert lp("--content", folder, "due").err == ""


def test_an_empty_folder_of_one_s_own_is_no_news(lp, home):
    own = home / ".local/share/lpcards/content"
    assert lp("due").err == ""
    own.mkdir(parents=True)
    (own / "lpcards.schema.json").touch()
    assert lp("due").err == ""
    (own / "stories.docx").touch()
    assert lp("due").err.endswith("looks for .yaml and finds 1 .docx\n")


def test_one_story_is_checked_alone(own, cellar):
    (cellar.parent / "attic.yaml").write_text("id: attic\n", encoding="utf-8")
    result = own("check", "cellar")
    assert {line.split(":")[0] for line in result.out.splitlines()[:-1]} == {"stories/cellar.yaml"}
    assert result.out.splitlines()[-1].startswith("1 story, 3 cards: 0 errors, ")
    assert own("check", "attic", code=1).out.count("attic.yaml:") >= 1
    assert "did you mean 'cellar'?" in own("check", "cellr", code=1).err


def test_a_broken_story_of_one_s_own_takes_nothing_from_the_library(lp, home):
    own = home / ".local/share/lpcards/content"
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text("", encoding="utf-8")
    assert "general" in [story["id"] for story in lp("list", "--json").json]
    assert lp("check", code=1).out.startswith(".local/share/lpcards/content/mine.yaml:1:1: ")


def test_a_copy_is_said_once_and_blamed_and_never_asked(own, cellar):
    copy = cellar.with_name("cellar (conflicted copy).yaml")
    old = cellar.read_text("utf-8").replace("Why a pump?", "OLD text?")
    copy.write_text(f"# a sync was here\n{old}", encoding="utf-8")
    ignored = f"{copy.name} is ignored: cellar.yaml has the same id (`lpcards check`)\n"
    for command in ("due", "next", "cards", "list"):
        result = own(command)
        assert result.err == ignored
        assert "OLD" not in result.out
    lines = own("check", code=1).out.splitlines()
    assert [line for line in lines if "stories/cellar (" in line] == [
        (
            f"stories/{copy.name}:2:5: a copy of `cellar.yaml` (line 1)? Its id is `cellar` too,"
            " so this file is ignored: delete it, or give it another id"
        )
    ]
    assert not any("stories/cellar.yaml" in line and "advice" not in line for line in lines)
    cellar.with_name("cellar copy.yaml").write_text(old, encoding="utf-8")
    assert (
        own("due").err == "2 files are ignored: other files have the same ids (`lpcards check`)\n"
    )
