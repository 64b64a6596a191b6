"""`import`: a pasted page becomes a story in the first content folder."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from pasted_pages import TOWER, Style, broken, pasted, with_icons
from pty_terminal import Terminal

PAGE = pasted()
NAME = "kept-clock-amazon-lp"


@pytest.fixture
def page(home):
    path = home / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def imported(lp, *args, **options):
    return lp("import", *args, "--principle", "dive-deep", **options)


def test_a_page_becomes_a_story_of_the_first_folder_and_is_asked(lp, home, page):
    answer = imported(lp, page, "--json").json
    path = home / f".local/share/lpcards/content/dive-deep/{NAME}.yaml"
    assert (answer["path"], answer["id"], answer["principle"]) == (str(path), NAME, "dive-deep")
    assert (answer["title"], answer["own"], answer["written"]) == (TOWER.title, False, True)
    assert answer["found"] == {
        "steps": 5,
        "key_phrases": 12,
        "reflections": 2,
        "probes": 3,
        "flags": 4,
        "quizzes": 2,
        "pivots": 2,
        "levels": 2,
    }
    assert {"part": "steps.reflection", "fields": ["example"]} in answer["missing"]
    assert answer["guessed"][0] == {"part": "id", "value": NAME, "source": "taken from the title"}
    assert (answer["left"], answer["cut"], answer["ends"], answer["odd"]) == ([], "", None, [])
    assert lp("check").code == 0
    cards = lp("cards", "--scenario", NAME, "--json").json
    assert {card["kind"] for card in cards} == {
        "step",
        "probe",
        "result",
        "mistake",
        "reflection",
        "weak",
        "pivot",
        "level",
    }
    [probe] = [card for card in cards if card["id"] == f"{NAME}/probe/sure-pigeons"]
    assert TOWER.probes[0].takeaway in probe["back"]


def test_people_are_told_what_was_found_guessed_and_missed(lp, page):
    output = imported(lp, page).out
    assert "5 steps, 12 key phrases, 2 reflections, 3 probes, 4 flags, 2 quizzes" in output
    assert "missing:\n  steps.reflection: example\n" in output
    assert f"guessed:\n  id: {NAME}, taken from the title\n  short: Kept clock, taken" in output
    assert "as an example (`--own`: your own story)" in output
    assert f"`lpcards read {NAME}`" in output
    assert "left out" not in output
    assert "ends here" not in output


def test_the_file_fits_the_schema_beside_it(lp, home, page):
    path = Path(imported(lp, page, "--json").json["path"])
    text = path.read_text("utf-8")
    schema = json.loads((path.parent / text.partition("$schema=")[2].split()[0]).read_text("utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(yaml.safe_load(text))


def test_standard_input_is_a_page_too(lp, home):
    found = imported(lp, "-", "--json", stdin=with_icons(PAGE, lambda _, i: broken(i, "cp1252")))
    assert found.json["id"] == NAME
    assert len(found.json["missing"]) == 4


def test_a_page_of_your_own_is_yours(lp, page):
    assert imported(lp, page, "--own", "--json").json["own"] is True
    assert [s["own"] for s in lp("list", "--json").json if s["id"] == NAME] == [True]


def test_a_second_import_makes_no_copy_and_changes_nothing(lp, home, page):
    path = Path(imported(lp, page, "--json").json["path"])
    path.write_text(path.read_text("utf-8") + "# my note\n", encoding="utf-8")
    before = path.read_bytes()
    found = imported(lp, page, code=1)
    assert str(path) in found.err
    assert "already imported" in found.err
    other = home / "other.txt"
    other.write_text(pasted(style=Style(blank=False, newline="\r\n")), encoding="utf-8")
    assert "already imported" in imported(lp, other, code=1).err
    assert path.read_bytes() == before
    assert len([*path.parent.parent.rglob("*.yaml")]) == 1


def test_a_page_is_known_again_whatever_its_story_is_called_now(lp, page):
    path = Path(imported(lp, page, "--json").json["path"])
    text = path.read_text("utf-8")
    text = text.replace(f"id: {NAME}", "id: tower").replace(TOWER.title, "The tower")
    path.unlink()
    path.with_name("tower.yaml").write_text(text, encoding="utf-8")
    assert "tower.yaml" in imported(lp, page, code=1).err


def test_a_fuller_paste_of_the_same_page_is_pointed_to_the_story(lp, home, page):
    half = home / "half.txt"
    half.write_text(PAGE[: PAGE.index("Weak Answer")], encoding="utf-8")
    first = imported(lp, half, "--json").json
    assert "already a story with this title" in imported(lp, page, code=1).err
    again = imported(lp, page, "--id", "tower", "--json").json
    assert (first["id"], again["id"]) == (NAME, "tower")
    assert lp("check").code == 0


def test_another_page_never_takes_a_name_that_is_taken(lp, home, page):
    imported(lp, page)
    other = home / "other.txt"
    other.write_text(
        pasted(TOWER._replace(title="We Kept the Clock - Amazon LP")), encoding="utf-8"
    )
    assert imported(lp, other, "--json").json["id"] == f"{NAME}-2"
    assert lp("check").code == 0


def test_a_file_in_the_way_is_left_alone(lp, home, page):
    path = home / f".local/share/lpcards/content/elsewhere/{NAME}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("title: [", encoding="utf-8")
    assert imported(lp, page, "--json").json["id"] == f"{NAME}-2"
    assert path.read_text("utf-8") == "title: ["


def test_an_id_of_ones_own(lp, page):
    answer = imported(lp, page, "--id", "tower", "--json").json
    assert answer["path"].endswith("/tower.yaml")
    assert "id" not in [guess["part"] for guess in answer["guessed"]]
    assert "already" in imported(lp, page, "--id", "tower", code=1).err
    assert "lower-case" in imported(lp, page, "--id", "../Tower", code=1).err
    assert "already" in imported(lp, page, "--id", "general", code=1).err


def test_a_dry_run_shows_the_file_and_writes_nothing(lp, home, page):
    found = imported(lp, page, "--dry-run")
    assert yaml.safe_load(found.out)["title"] == TOWER.title
    assert "missing:" in found.err
    assert "not written" in found.err
    assert imported(lp, page, "--dry-run", "--json").json["written"] is False
    assert not [*home.rglob("*.yaml")]


def test_without_a_principle_it_is_left_to_be_filled_in_and_that_is_said(lp, home, page):
    result = lp("import", page)
    assert "fill in its `principle`" in result.out
    path = Path(result.out.split("\n")[0])
    text = path.read_text("utf-8")
    assert text.startswith("# FILL IN `principle`")
    assert "`principle` is missing" in lp("check", code=1).out
    assert "already imported" in imported(lp, page, code=1).err
    path.write_text(text.replace("principle:  # FILL IN", "principle: dive-deep"), encoding="utf-8")
    assert lp("check").code == 0
    assert lp("cards", "--scenario", NAME, "--json").json


def test_a_title_that_names_its_principle_is_enough(lp, home):
    text = pasted(TOWER._replace(title="Are Right a Lot - What It Means"))
    answer = lp("import", "-", "--json", stdin=text).json
    assert (answer["principle"], answer["id"]) == ("are-right-a-lot", "right-lot-example")
    assert answer["path"].endswith("content/are-right-a-lot/right-lot-example.yaml")


def test_the_option_decides_over_the_title(lp, home):
    text = pasted(TOWER._replace(title="Dive Deep - What It Means"))
    answer = lp("import", "-", "--principle", "Think big!", "--json", stdin=text).json
    assert answer["principle"] == "think-big"


@pytest.mark.parametrize("name", ["all", "../x", "dive-deeep", "", "12"])
def test_a_principle_that_is_none_is_refused(lp, home, page, name):
    result = lp("import", page, "--principle", name, code=1)
    assert "is not a principle; " in result.err
    assert ("mean `dive-deep`" in result.err) == (name == "dive-deeep")
    assert not [*home.rglob("*.yaml")]


def test_a_terminal_is_asked_for_the_principle(home, page):
    terminal = Terminal("import", str(page))
    terminal.wait_for("Which principle is it for?")
    terminal.child.send("dive deeep\r")
    terminal.wait_for("did you mean `dive-deep`?")
    terminal.child.send("Dive Deep\r")
    assert terminal.ended() == 0
    assert (home / f".local/share/lpcards/content/dive-deep/{NAME}.yaml").exists()


def test_enter_leaves_the_principle_open_or_takes_what_the_page_speaks_of(home, page):
    terminal = Terminal("import", str(page))
    terminal.wait_for("Enter leaves it open")
    terminal.child.send("\r")
    assert terminal.ended() == 0
    page.write_text(PAGE.replace("before opening anything", "as in Earn Trust"), encoding="utf-8")
    terminal = Terminal("import", str(page), "--id", "other")
    terminal.wait_for("Enter takes Earn Trust.")
    terminal.child.send("\r")
    assert terminal.ended() == 0
    assert (home / ".local/share/lpcards/content/earn-trust/other.yaml").exists()


def test_a_page_pasted_into_the_terminal_is_read_to_its_end_and_asked_about(home):
    terminal = Terminal("import", "-")
    terminal.wait_for("Paste the page")
    terminal.child.send(pasted(style=Style(newline="\r")) + "\r\x04")
    terminal.wait_for("Which principle")
    terminal.child.send("dive-deep\r")
    assert terminal.ended() == 0
    assert (home / f".local/share/lpcards/content/dive-deep/{NAME}.yaml").exists()


def test_an_interrupted_question_leaves_nothing_behind(home, page):
    terminal = Terminal("import", str(page))
    terminal.wait_for("Which principle")
    terminal.child.send("\x03")
    assert terminal.ended() == 130
    assert not [*home.rglob("*.yaml")]


@pytest.mark.parametrize("columns", [80, 40])
def test_the_report_fits_any_terminal(home, page, columns):
    terminal = Terminal("import", str(page), "--principle", "dive-deep", columns=columns, rows=40)
    assert terminal.ended() == 0
    assert "could not be loaded" not in terminal.text
    assert "lpcards read" in terminal.text


def test_a_cut_page_gives_what_is_whole_and_names_the_rest(lp, home):
    cut = PAGE[: PAGE.index("The monument office") + 9]
    output = imported(lp, "-", stdin=cut).out
    for part in ("weak_answer", "quizzes", "pivots", "levels", "probes.against: strong"):
        assert f"\n  {part}\n" in output
    assert 'cut off, so left out:\n  "The monum\n' in output
    assert "the page ends here; is that all of it?" in output
    cards = lp("cards", "--scenario", NAME, "--json").json
    assert {card["kind"] for card in cards} >= {"step", "probe", "open"}
    assert lp("next", "--scenario", NAME, "--json").json["scenario"] == NAME


def test_bytes_that_are_no_text_are_refused(lp, home):
    for data, words in (
        (PAGE.encode("utf-16"), "UTF-16"),
        (b"a\n" + PAGE.encode("cp1252", "ignore"), "is not UTF-8"),
        (b"x" * 300_000, "bytes"),
    ):
        (home / "page.bin").write_bytes(data)
        found = imported(lp, "page.bin", code=1)
        assert found.err.startswith("lpcards: page.bin")
        assert words in found.err
    assert not [*home.rglob("*.yaml")]


def test_a_page_cut_inside_a_character_is_a_page(lp, home):
    data = PAGE.encode()
    (home / "page.txt").write_bytes(data[: data.index("✅".encode()) + 2])
    assert imported(lp, "page.txt", "--json").json["id"] == NAME


@pytest.mark.parametrize(
    "text", ["", "Nothing of the kind.\n", "X - Amazon LP Evaluate\nWeak Answer\nBad.\n"]
)
def test_what_is_no_page_is_refused_in_a_sentence(lp, home, text):
    found = imported(lp, "-", stdin=text, code=1)
    assert found.err.startswith("lpcards: standard input: ")
    assert found.err.count("\n") == 1
    assert not [*home.rglob("*.yaml")]


def test_a_page_that_is_not_there_is_a_fault(lp, home):
    assert "nowhere.txt" in imported(lp, "nowhere.txt", code=1).err
    imported(lp, ".", code=2)


def test_an_evil_page_reaches_the_terminal_in_plain_characters(lp, home):
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
    text = PAGE.replace("pigeons", evil).replace("Leave the", f"{evil}\n\n{evil} Leave the")
    found = imported(lp, "-", stdin=text)
    shown = imported(lp, "-", "--dry-run", "--id", "x", stdin=text)
    read = lp("read", NAME)
    for one in (found, shown, read):
        assert not {*"\x1b\x07\x9b\u202e"} & {*one.out, *one.err}
    assert lp("check").code == 0
    assert "broken by a wrong encoding" in found.out


def test_the_first_folder_named_gets_the_story(lp, home, page):
    (home / "a").mkdir()
    (home / "b").mkdir()
    result = lp("--content", "a", "--content", "b", "import", page, "--principle", "ownership")
    assert (home / f"a/ownership/{NAME}.yaml").exists()
    assert result.out.startswith(str(home / "a"))
