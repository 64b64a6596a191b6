"""`export --redact`: what may be shared, by a list of the learner's, and what is said of it."""

import csv
import io
import json
import re
import shlex
import shutil
import stat
import sys
from pathlib import Path

import pexpect
import pytest
import yaml

from conftest import ROOT
from lpcards.sharing.redact_file import read_listed
from sharing.listing import left_in
from sizes import examples, some

STORY = """\
id: acme-migration
title: Moved Acme's billing off Globex
short: Acme billing
principle: ownership
overview: Anna Berg ran support at Acme.
steps:
  situation:
    seconds: 30
    key_phrases: [{id: anna-told, text: Anna told me, fact: "EUR 1,200 a day"}, 3 days, =1 of Acme]
probes:
  - id: why-anna
    ask: Why did ANNA  BERG come to you?
    strong:
      answer: Acme's team knew. Carla Diaz (carla@initech.com) asked in March 2024 about 40k.
      points: [José asked, v3.11 was 40 % faster in 2 days]
      takeaway: I had fixed Globex's in Q3 2023.
  - {id: why-jose, ask: What did José say?, strong: It was $3.2M.}
disqualifiers:
  - {id: told-to, phrase: Anna said so., signals: no will, instead: I chose it., was: [acme-said]}
"""
LIST = "names: [Anna Berg, Anna: my colleague, José]\nemployers: [Acme]\n"
LISTED = ("Anna Berg", "Anna", "José", "Acme")
FORMATS = ("csv", "json", "markdown")


@pytest.fixture
def story(home):
    path = home / ".local/share/lpcards/content/ownership/acme-migration.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def listing(home):
    """Return the list's path in the learner's folder for settings; it is written there."""
    path = home / ".config/lpcards/redact.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(LIST, encoding="utf-8")
    path.chmod(0o600)
    return path


def shared_cards(lp, form, *words, **options):
    return lp("export", "--format", form, "--redact", *words, **options)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_listed_no_money_and_no_date_is_in_the_export(lp, story, listing, form):
    out = shared_cards(lp, form, "acme-migration").out
    plain = json.dumps(json.loads(out), ensure_ascii=False) if form == "json" else out
    assert left_in(plain.replace("\\", ""), LISTED) == []
    for word in ("1,200", "3.2", "2023", "2024", "March", "Q3"):
        assert word not in out
    assert "company-a-migration/probe/why-my-colleague" in out
    for word in ("3 days", "v3.11 was 40 % faster in 2 days", "[date]", "[amount]"):
        assert word in plain.replace("\\", "")


@pytest.mark.parametrize("form", some(FORMATS, 1))
def test_without_the_option_everything_is_as_it_was(lp, story, listing, form):
    result = lp("export", "--format", form, "acme-migration")
    assert "Anna told me" in result.out
    assert result.err == ""


def test_what_is_neither_listed_nor_money_nor_a_date_is_left_byte_for_byte(lp, story, listing):
    listing.write_text("names: [Nobody Anywhere]", encoding="utf-8")
    story.write_text(re.sub(r"EUR 1,200|\$3.2M|in March 2024|Q3 2023", "it", STORY), "utf-8")
    before = lp("export", "--format", "json", "acme-migration").json
    after = shared_cards(lp, "json", "acme-migration").json
    for one, other in zip(before, after, strict=True):
        assert other.pop("redacted") == 0
        assert other.pop("source")["path"] == "ownership/acme-migration.yaml"
        one.pop("source")
        assert one == other


def test_a_card_is_the_same_whatever_is_chosen(lp, story, listing):
    everything = {card["id"]: card for card in shared_cards(lp, "json").json}
    chosen = (["acme-migration"], ["--kind", "probe"], ["acme-migration/probe/why-jose"])
    for words in some(chosen, 1):
        for card in shared_cards(lp, "json", *words).json:
            assert everything[card["id"]] == card
    assert len(everything) == len(lp("cards", "--json").json)


def test_json_tells_how_much_was_replaced_in_a_card(lp, story, listing):
    cards = shared_cards(lp, "json", "acme-migration").json
    values = {card["id"]: card["redacted"] for card in cards}
    assert values["company-a-migration/probe/why-person-c"] > 1
    keys = lp("cards", "--json").json[0].keys()
    assert {*cards[0]} == {*keys, "redacted"}


def test_ids_stay_together(lp, story, listing):
    cards = shared_cards(lp, "json", "acme-migration").json
    for card in cards:
        assert card["scenario"] == "company-a-migration"
        assert card["id"].startswith("company-a-migration/")
        assert card["group"].startswith("company-a-migration/")
        assert card["source"]["path"] == "ownership/company-a-migration.yaml"
    assert len({card["id"] for card in cards}) == len(cards)
    was = [name for card in cards for name in card["was"]]
    assert was
    assert left_in(" ".join(was), LISTED) == []


def test_no_export_says_whose_home_it_is(lp, home, story, listing):
    for form in some(FORMATS, 1):
        out = shared_cards(lp, form).out
        assert str(home) not in out
        assert str(ROOT) not in out


def test_csv_runs_no_formula_of_it(lp, story, listing):
    listing.write_text("names:\n  - José: =1+1\n", encoding="utf-8")
    story.write_text(STORY.replace("What did José say?", "José?"), encoding="utf-8")
    rows = list(csv.reader(io.StringIO(shared_cards(lp, "csv", "acme-migration").out)))
    assert any("=1+1" in cell for row in rows for cell in row)
    assert not any(
        cell.lstrip(" \"'\u201c").startswith("=") and cell[0] != "'" for row in rows for cell in row
    )


def test_each_thing_its_stand_in_how_often_and_where_is_told_beside_the_export(lp, story, listing):
    found = shared_cards(lp, "json", "acme-migration")
    json.loads(found.out)
    lines = found.err.splitlines()
    assert re.fullmatch(r"Replaced something in \d+ of \d+ cards\.", lines[0])
    for words in (
        r'  Anna Berg -> Person A: 1 time \(acme-migration\), also as "ANNA BERG"',
        r'  Anna -> my colleague: \d+ times \(acme-migration\), also as "anna"',
        r'  Acme -> Company A: \d+ times \(acme-migration\), also as "acme"',
        r"  Q3 2023 -> \[date\]: 1 time \(acme-migration\)",
        r"  EUR 1,200 -> \[amount\]: \d times? \(acme-migration\)",
    ):
        assert [line for line in lines if re.fullmatch(words, line)], words


def test_what_looks_like_a_name_and_was_left_is_told(lp, story, listing):
    err = shared_cards(lp, "json", "acme-migration").err
    left = next(line for line in err.splitlines() if line.startswith("Looks like a name"))
    assert "Globex: " in left
    for word in ("Person", "Company", "Anna", "José", "Acme"):
        assert word not in left


def test_names_are_looked_for_in_own_stories_alone(lp, story, listing):
    left = shared_cards(lp, "json").err.splitlines()
    assert any(re.fullmatch(r"  in the examples: .*amounts: \d+", line) for line in left)
    found = next(line for line in left if line.startswith("Looks like a name"))
    assert {*re.findall(r"\((.*?)\)", found)} == {"acme-migration"}


def test_without_a_list_money_and_dates_go_and_a_list_is_proposed(lp, home, story):
    found = shared_cards(lp, "markdown", "acme-migration")
    assert "Anna told me" in found.out
    assert r"\[amount\]" in found.out
    assert f"{home}/.config/lpcards/redact.yaml does not list any." in found.err
    block = found.err[found.err.index("\nnames:\n") + 1 :]
    block = block[: block.index("\naddresses")] if "\naddresses" in block else block
    listed, problems = read_listed("redact.yaml", block.encode())
    assert problems == ()
    assert {"Globex", "Anna"} <= {
        word for key in ("names", "employers") for one in getattr(listed, key) for word in one
    }
    assert yaml.safe_load(block).keys() <= {"names", "employers"}
    assert not (home / ".config/lpcards").exists()


def test_with_what_was_proposed_nothing_more_is(lp, home, story):
    found = shared_cards(lp, "json", "acme-migration")
    path = home / ".config/lpcards/redact.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        found.err[found.err.index("\nnames:\n") :].split("\naddresses")[0].split("\nleft,")[0],
        "utf-8",
    )
    assert "Looks like a name" not in shared_cards(lp, "json", "acme-migration").err


def test_without_own_stories_nothing_is_proposed(lp):
    found = shared_cards(lp, "json", "webhook-drops")
    assert "No names or employers were replaced" in found.err
    assert "names:" not in found.err


def test_a_faulty_list_lets_nothing_out(lp, story, listing, tmp_path):
    listing.write_text("names:\n  - Anna:\nnmaes: [x]\n", encoding="utf-8")
    found = shared_cards(lp, "csv", "--out", tmp_path / "x.csv", code=1)
    assert found.out == ""
    assert not (tmp_path / "x.csv").exists()
    assert f"{listing}:2:5: `Anna` has no stand-in" in found.err
    assert f"{listing}:3:1: `nmaes` is not a key here; did you mean `names`?" in found.err
    assert found.err.endswith("lpcards: nothing is exported until the list is fixed\n")


def test_check_names_the_faults_of_the_list(lp, story, listing):
    assert lp("check", "--no-advice").err == ""
    listing.write_text("names: {a: b}", encoding="utf-8")
    result = lp("check", "--json", "--no-advice", code=1)
    assert [(one["path"], one["line"]) for one in result.json["problems"]] == [
        (str(listing.relative_to(Path.home())), 1)
    ]


def test_a_list_that_cannot_be_read_lets_nothing_out(lp, story, listing):
    listing.unlink()
    listing.mkdir()
    assert str(listing) in shared_cards(lp, "csv", code=1).err


def test_a_list_that_others_can_read_is_made_private(lp, story, listing):
    listing.chmod(0o644)
    assert f"{listing} could be read by others" in shared_cards(lp, "csv").err
    assert mode(listing) == 0o600
    assert "others" not in shared_cards(lp, "csv").err


def test_a_project_s_list_holds_beside_one_s_own(lp, home, story, listing, monkeypatch):
    project = home / "project"
    (project / "content").mkdir(parents=True)
    shutil.move(story, project / "content" / story.name)
    (project / "lpcards.yaml").write_text("library: no\n", encoding="utf-8")
    (project / "redact.yaml").write_text(
        "names: {}\n".replace("{}", "[Anna: a friend, Globex]"), "utf-8"
    )
    monkeypatch.chdir(project)
    text = shared_cards(lp, "markdown").out
    assert "a friend told me" in text
    assert left_in(text.replace("\\", ""), (*LISTED, "Globex")) == []


def test_a_file_is_written_and_the_rest_is_told_beside_it(lp, story, listing, tmp_path):
    answer = shared_cards(lp, "json", "acme-migration", "--out", tmp_path / "x.json")
    assert re.fullmatch(rf"{re.escape(str(tmp_path))}/x\.json: \d+ cards\n", answer.out)
    assert "Replaced something in" in answer.err
    assert left_in((tmp_path / "x.json").read_text("utf-8"), LISTED) == []


def test_other_ways_out_are_not_redacted(lp, story, listing, tmp_path):
    assert "Anna" in lp("sheet", "acme-migration").out
    assert "Anna" in lp("read", "acme-migration").out
    lp("preview", "acme-migration", "--no-open", "--out", tmp_path / "x.html")
    assert "Anna" in (tmp_path / "x.html").read_text("utf-8")


def test_nothing_raw_reaches_a_terminal(lp, story, listing):
    listing.write_text('names: ["A\\u00adnna"]\nothers: [x\u202dy]', encoding="utf-8")
    words = [sys.executable, "-m", "lpcards", "export", "--format", "csv", "--redact"]
    found = pexpect.run(shlex.join(words), encoding="utf-8")
    assert "redact.yaml:2:" in found
    assert not re.search("[\u202d\x1b]", found)


def test_a_list_of_thousands_of_hostile_words_is_no_hindrance(lp, story, listing):
    words = [
        *(f"(Na+me{at}|[" for at in range(examples(2_000, 10_000))),
        "Anna",
        "a",
        ".*x",
        "\\d9",
    ]
    found = "".join(f"  - {json.dumps(word)}\n" for word in words)
    listing.write_text(f"names:\n{found}", encoding="utf-8")
    found = shared_cards(lp, "markdown", "acme-migration")
    assert left_in(found.out.split("\n\n")[4], ["Anna", "a"]) == []


PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
STORIES, LISTS, SAID = (
    re.search(rf"```{sort}\n(.*?)```", PAGE, re.DOTALL)[1]
    for sort in ("yaml story", "yaml list", "console")
)


def test_the_program_does_what_the_page_shows(lp, home):
    (home / "content").mkdir()
    (home / "content" / "globex-billing.yaml").write_text(STORIES, encoding="utf-8")
    (home / "lpcards.yaml").write_text("library: no\n", encoding="utf-8")
    (home / "redact.yaml").write_text(LISTS, encoding="utf-8")
    (home / "redact.yaml").chmod(0o600)
    command, shown = SAID.split("\n", 1)
    words = command.removeprefix("$ lpcards ").split()
    result = lp(*words, now=None)
    assert result.out + result.err == shown
