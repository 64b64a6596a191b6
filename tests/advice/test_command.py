"""`lpcards check` with rules: which are asked, how it is printed, what they leave with."""

import json
import re

import pytest

from lpcards.cli.check import annotation
from lpcards.index.kept_advice import rules
from lpcards.system.problem import Problem

STORY = """\
id: shelf
title: The shelf by the door
short: Shelf
principle: ownership
steps:
  action:
    example: >-
      I counted the boxes twice. Then we moved the shelf, and I looked into it.
"""


@pytest.fixture
def shelf(home):
    folder = home / "stories"
    folder.mkdir()
    (folder / "shelf.yaml").write_text(STORY, encoding="utf-8")
    return folder / "shelf.yaml"


@pytest.fixture
def check(lp, shelf):
    def run(*args, **options):
        return lp("--content", shelf.parent, "check", *args, **options)

    return run


def rules_in(answer):
    return {problem["rule"] for problem in answer.json["problems"]}


def test_all_rules_are_asked(check):
    assert rules_in(check("--json")) >= {"missing", "we", "vague", "seconds"}


def test_one_rule_or_several_may_be_chosen(check):
    assert rules_in(check("--json", "--rule", "we")) == {"we"}
    assert rules_in(check("--json", "--rule", "we", "--rule", "vague")) == {"we", "vague"}
    assert rules_in(check("--json", "--rule", "minutes")) == set()


def test_advice_is_told_with_its_rule_where_it_stands(check):
    advice, summed_up = check("--rule", "we").out.splitlines()
    says = '"we moved the": say "I" for your part; others by name and task'
    assert advice == f"stories/shelf.yaml:8:39: {says} (advice: we)"
    assert summed_up == "1 story, 1 card: 0 errors, 1 to improve"


def test_strict_leaves_with_1_on_the_advice_that_is_asked_for(check):
    check("--strict", "--rule", "we", code=1)
    check("--strict", "--rule", "minutes", code=0)
    check("--strict", "--no-advice", code=0)


def test_no_advice_still_tells_errors(check, shelf):
    assert check("--no-advice").out == "1 story, 1 card: all well\n"
    (shelf.parent / "broken.yaml").write_text("id: [\n", encoding="utf-8")
    assert "error" in check("--no-advice", code=1).out
    assert {
        problem["severity"] for problem in check("--rule", "we", "--json", code=1).json["problems"]
    } == {
        "error",
        "advice",
    }


def test_rules_are_listed_with_what_they_find(check):
    lines = check("--list-rules").out.splitlines()
    assert any(line.startswith("we ") and "Action" in line for line in lines)
    answer = check("--list-rules", "--json").json
    assert [problem["rule"] for problem in answer] == [line.split()[0] for line in lines]
    assert [line.split()[0] for line in lines] == [*rules()]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--rule", "vage"], "did you mean 'vague'?"),
        (["--rule", "xyz"], "--list-rules has all"),
        (["--rule", "we", "--no-advice"], "choose one"),
        (["--json", "--format", "github"], "choose --json or --format github"),
        (["--format", "xml"], "'xml'"),
    ],
)
def test_what_makes_no_sense_is_refused(check, args, says):
    assert says in check(*args, code=2).err


def test_format_json_is_json(check):
    assert check("--format", "json").out == check("--json").out
    assert check("--format", "text").out == check().out


def test_github_gets_annotations(check):
    answer = check("--format", "github", "--rule", "we").out.splitlines()
    assert answer[0] == (
        "::warning file=stories/shelf.yaml,line=8,col=39,title=lpcards we::"
        '"we moved the": say "I" for your part; others by name and task'
    )
    assert len(answer) == 2


def test_an_error_is_an_error_in_an_annotation(check, shelf):
    shelf.write_text(STORY.replace("title", "titel"), encoding="utf-8")
    answer = check("--format", "github", code=1).out
    assert "::error file=stories/shelf.yaml,line=2,col=1,title=lpcards unknown-key::" in answer


def test_what_an_annotation_takes_for_its_own_signs_is_escaped():
    answer = annotation(Problem("a,b:c%\nd.yaml", 1, 2, "we", "advice", "50 %\r\n::error::x"))
    assert answer == (
        "::warning file=a%2Cb%3Ac%25%0Ad.yaml,line=1,col=2,title=lpcards we::50 %25%0D%0A::error::x"
    )
    assert "\n" not in answer


def test_an_ignore_silences_its_rule_in_its_file(check, shelf):
    why = "ignore:\n  - {rule: we, because: it was the two of us}\n"
    shelf.write_text(STORY + why, encoding="utf-8")
    assert "we" not in rules_in(check("--json"))
    assert "ignore" not in rules_in(check("--json"))
    shelf.write_text(STORY.replace("we moved", "I moved") + why, encoding="utf-8")
    answer = check("--rule", "ignore").out
    assert answer.startswith("stories/shelf.yaml:10:5: `we` finds nothing here any more")


def test_an_ignore_heeds_rules_between_files_too(check, shelf):
    double = STORY.replace("id: shelf", "id: twin").replace("short: Shelf", "short: Twin")
    twin = shelf.parent / "twin.yaml"
    twin.write_text(double, encoding="utf-8")
    assert "same-words" in rules_in(check("--json"))
    twin.write_text(double + "ignore: [{rule: same-words, because: a copy}]\n", encoding="utf-8")
    assert not {"same-words", "ignore"} & rules_in(check("--json"))


def test_a_place_that_quotes_break_up_is_found_all_the_same(check, shelf):
    text = "    example: 'I didn''t stop.  We didn''t\n      move the shelf, we moved the door.'\n"
    shelf.write_text(STORY.partition("    example")[0] + text, encoding="utf-8")
    found = check("--json", "--rule", "we").json["problems"]
    assert [(problem["line"], problem["column"]) for problem in found] == [(8, 23)]


def test_control_characters_in_a_file_name_do_not_reach_the_terminal(check, shelf):
    shelf.rename(shelf.parent / "a\x1b[31m.yaml")
    for form in ("text", "github"):
        assert "\x1b" not in check("--format", form).out
    assert all(ord(char) >= 32 for char in check("--json").out.strip())


def test_rules_complete(check, lp):
    answer = lp("check", "--help").out
    assert re.search(r"--rule NAME\s", answer)
    assert json.loads(check("--list-rules", "--format", "json").out)


def test_the_library_has_nothing_to_improve(lp):
    assert lp("check", "--strict").out.endswith(": all well\n")
