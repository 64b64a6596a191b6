"""`new --from`: a story of one's own out of notes, confirmed in a dialogue or in the file."""

import re
import shutil
from pathlib import Path

import pytest

from pty_terminal import Terminal
from sizes import some

NOTES = Path(__file__).parent.parent / "drafts" / "notes"


@pytest.fixture
def notes(home):
    """Return a function that lays notes into the home folder."""

    def lay(name):
        shutil.copy(NOTES / f"{name}.txt", home / "notes.txt")
        return "notes.txt"

    return lay


def text_of(given):
    return Path(given.json["path"]).read_text("utf-8")


@pytest.mark.parametrize("name", some(["marked", "bullets", "monologue", "sloppy", "inline"], 2))
def test_notes_of_any_kind_become_a_story_that_is_asked(lp, notes, name):
    result = lp("new", "my-story", "--from", notes(name), "--json")
    assert result.json["id"] == "my-story"
    assert lp("check").code == 0
    [story] = [one for one in lp("list", "--json").json if one["id"] == "my-story"]
    assert (story["own"], story["cards"] >= 4) == (True, True)


def test_notes_come_from_standard_input_too_and_name_the_story(lp, notes):
    text = (NOTES / "marked.txt").read_text("utf-8")
    result = lp("new", "--from", "-", "--json", stdin=text)
    assert result.json["id"] == "late-invoices"
    assert "example: The billing job belonged to finance IT. Nobody had asked me." in text_of(
        result
    )


def test_title_nickname_and_principle_can_be_given(lp, notes):
    options = ["--title", "A: queue", "--short", "Queue", "--principle", "dive-deep"]
    text = text_of(lp("new", "q", "--from", notes("marked"), *options, "--json"))
    assert 'title: "A: queue"\nshort: Queue\nprinciple: dive-deep\n' in text


@pytest.mark.parametrize("more", [[], ["--from", "notes.txt"]])
def test_a_title_is_one_line_that_can_be_seen_and_a_nickname_is_short(lp, notes, more):
    notes("marked")
    rows = ["--title", "A\x1b[31m\nred: # one", "--short", " null\x07 "]
    text = text_of(lp("new", "q", *rows, *more, "--json"))
    assert 'title: "A [31m red: # one"\nshort: "null"' in text
    assert lp("check").code == 0
    lp("new", "r", "--short", "more than two or three words", *more, code=1)
    assert "\ntitle: S\n" in text_of(lp("new", "s", "--title", " ", "--json"))


def test_what_is_proposed_is_advice_until_the_mark_is_deleted(lp, notes):
    path = Path(lp("new", "q", "--from", notes("marked"), "--json").json["path"])
    problems = lp("check", "--json").json["problems"]
    lines = [one["line"] for one in problems if one["rule"] == "proposed"]
    text = path.read_text("utf-8").splitlines()
    assert [at for at, line in enumerate(text, 1) if line.endswith("# proposed")] == lines
    path.write_text(path.read_text("utf-8").replace("  # proposed", ""), "utf-8")
    assert "proposed" not in {one["rule"] for one in lp("check", "--json").json["problems"]}


@pytest.mark.parametrize("given", [b"", b" \n\n", b"\xff\xfe\x00", b"x" * 300_000, b"Just a title"])
def test_notes_without_a_story_in_them_are_refused(lp, home, given):
    (home / "n.txt").write_bytes(given)
    assert "n.txt" in lp("new", "q", "--from", "n.txt", code=1).err
    assert not list(home.rglob("q.yaml"))


def test_notes_in_other_letters_need_an_id(lp):
    assert "no name can be made" in lp("new", "--from", "-", code=1, stdin="これは遅かった。\n").err
    lp("new", "late", "--from", "-", stdin="これは遅かった。\n")
    assert lp("check").code == 0


def test_notes_that_are_not_there_are_told(lp):
    assert "nowhere.txt" in lp("new", "q", "--from", "nowhere.txt", code=1).err
    lp("new", code=2)


def test_control_characters_never_reach_the_file(lp, home):
    (home / "n.txt").write_bytes(b"S: It was \x1b[31mred\x07 and slow.\nA: I fixed it.\n")
    text = text_of(lp("new", "q", "--from", "n.txt", "--json"))
    assert "\x1b" not in text
    assert lp("check").code == 0


def test_what_was_written_is_told_with_how_to_go_on(lp, notes):
    lines = lp("new", "q", "--from", notes("marked")).out.splitlines()
    assert lines[-1] == "`lpcards edit q` opens it; `lpcards check q` says what is missing."


def test_a_story_that_is_there_is_not_written_over(lp, notes):
    path = Path(lp("new", "q", "--from", notes("marked"), "--json").json["path"])
    path.write_text("precious", "utf-8")
    lp("new", "q", "--from", "notes.txt", code=1)
    assert path.read_text("utf-8") == "precious"


def test_a_given_id_names_a_story_whose_notes_have_no_title(lp, notes):
    text = text_of(lp("new", "night-pumps", "--from", notes("monologue"), "--json"))
    assert "\ntitle: Night pumps  # proposed\nshort: Night pumps\n" in text


def test_id_and_nickname_end_where_the_title_has_a_joint(lp, home):
    (home / "n.txt").write_text("# churn dashboard thing - disagree w/ VP\n\n- pulled 12 logs\n")
    result = lp("new", "--from", "n.txt", "--json")
    assert result.json["id"] == "churn-dashboard-thing"
    assert "\nshort: churn dashboard thing\n" in text_of(result)


@pytest.fixture
def terminal(home):
    opened = []

    def open_one(*args, **how):
        opened.append(Terminal(*args, **how))
        return opened[-1]

    yield open_one
    for one in opened:
        one.child.close(force=True)


def answer(one, key, words):
    one.child.send(key + "\r")
    return one.wait_for(words)


def test_proposals_are_confirmed_or_thrown_away_in_a_dialogue(terminal, notes, home):
    one = terminal("new", "q", "--from", notes("marked"), rows=60)
    one.wait_for("Enter accepts it; q keeps the rest as marked")
    one.wait_for("Situation: points to hit")
    answer(one, "y", "Task: points to hit")
    answer(one, "y", "Action: First")
    answer(one, "y", "Action: Then")
    answer(one, "n", "Result: what changed")
    answer(one, "x", "y, n and q are the keys; Enter says yes.")
    answer(one, "", "Result: what it was worth")
    answer(one, "q", "The rest stays in the file")
    assert one.ended() == 0
    [path] = home.rglob("q.yaml")
    text = path.read_text("utf-8")
    assert "- id: first\n" in text
    assert "an alert on the queue" not in text.partition("beats:")[2].partition("result:")[0]
    assert "metric: Invoices went from three days late to none.\n" in text
    assert "business: That is about $12,000 of interest a year.  # proposed\n" in text


def test_a_story_that_is_there_is_told_before_anything_is_asked(terminal, lp, notes):
    lp("new", "late-invoices", "--from", notes("marked"))
    one = terminal("new", "--from", "notes.txt", rows=60, columns=250)
    one.wait_for("`lpcards edit late-invoices` opens it; or give another id")
    assert one.ended() == 1
    assert "Keep?" not in one.text


def test_a_sentence_in_the_wrong_step_is_moved_before_anything_else(terminal, home):
    (home / "n.txt").write_text(
        "It was late and our queue was long. I pulled the logs. I wrote an index. I tested it.\n"
        "The wait went from 9 days to 4.\n"
    )
    one = terminal("new", "q", "--from", "n.txt", rows=60, columns=40)
    one.wait_for("< moves the first sentence to the step before")
    answer(one, "<", "Nothing can move that way.")
    answer(one, "y", "(nothing)")
    answer(one, "y", "I tested it.")
    answer(one, ">", "I wrote an index. Right?")
    answer(one, "q", "The rest stays")
    assert one.ended() == 0
    [path] = home.rglob("q.yaml")
    assert "I tested it. The wait went from 9 days to 4." in " ".join(path.read_text().split())


def test_ctrl_c_in_the_dialogue_writes_nothing_and_ctrl_d_is_enough(terminal, notes, home):
    one = terminal("new", "q", "--from", notes("marked"), rows=60)
    one.wait_for("Situation: points to hit")
    one.press("ctrl-c")
    assert one.ended() == 130
    assert not list(home.rglob("q.yaml"))
    two = terminal("new", "q", "--from", "notes.txt", rows=60)
    two.wait_for("Situation: points to hit")
    two.press("ctrl-d", "The rest stays in the file")
    assert two.ended() == 0
    assert list(home.rglob("q.yaml"))


def test_nothing_is_asked_for_a_story_that_could_not_be_written(terminal, notes, lp):
    lp("new", "--from", notes("marked"))
    one = terminal("new", "--from", "notes.txt", rows=60)
    assert one.ended() == 1
    assert "there is already a story 'late-invoices'" in one.text
    assert "Keep?" not in one.text


def test_in_a_pipe_nothing_is_asked(lp, notes):
    result = lp("new", "q", "--from", notes("monologue"))
    assert "Keep?" not in result.out


SEVERAL = Path(__file__).parent.parent / "drafts" / "corpus"


@pytest.fixture
def several(home):
    """Return the name of notes with two stories, laid into the home folder."""
    shutil.copy(SEVERAL / "two-titled.md", home / "two.md")
    return "two.md"


def test_several_stories_are_refused_with_their_lines_where_nobody_can_be_asked(lp, several, home):
    err = lp("new", "--from", several, code=1).err
    assert "2 stories are in two.md; `--split` makes a file of each" in err
    assert "lines 1-7: One" in err
    assert "lines 8-13: Two" in err
    assert not list(home.rglob("one.yaml"))


def test_split_makes_a_file_of_each_story_and_no_split_one_of_all(lp, several):
    rows = lp("new", "--from", several, "--split", "--principle", "dive-deep", "--json").json
    assert [row["id"] for row in rows["stories"]] == ["one", "two"]
    first, second = [Path(row["path"]).read_text("utf-8") for row in rows["stories"]]
    assert "example: I rang the guard." in first
    assert "example: I wrote to the city." in second
    assert "principle: dive-deep\n" in second
    assert lp("check").code == 0
    assert lp("new", "all", "--from", several, "--no-split", "--json").json["id"] == "all"


def test_of_several_stories_none_is_written_if_one_has_no_place(lp, several, home):
    lp("new", "two")
    assert "'two'" in lp("new", "--from", several, "--split", code=1).err
    lp("new", "three", "--from", several, "--split", code=1)
    assert not list(home.rglob("one.yaml"))


def test_at_a_terminal_several_stories_are_listed_and_a_yes_makes_their_files(
    terminal, several, home
):
    one = terminal("new", "--from", several, rows=60)
    one.wait_for("lines 8-13: Two")
    one.wait_for("Make a file of each? Enter yes, n no")
    answer(one, "y", "q keeps the rest as marked")
    answer(one, "q", "The rest stays in the file")
    answer(one, "q", "opens one, by its file's name")
    assert list(home.rglob("one.yaml"))
    assert list(home.rglob("two.yaml"))


def test_what_has_no_place_in_the_story_is_said_and_stays_in_the_file(lp, home):
    shutil.copy(SEVERAL / "after-result.md", home / "n.md")
    result = lp("new", "--from", "n.md")
    assert 'Kept below the story, as comments: line 10 ("Why this works").' in result.out
    text = Path(result.out.splitlines()[0]).read_text("utf-8")
    assert '#   line 10, "Why this works": short, and the figure is mine.' in text
    assert "ask: How did you know it was the heater?" in text


def test_a_heading_that_is_not_known_makes_all_steps_a_guess(lp, home):
    shutil.copy(SEVERAL / "half-known.txt", home / "n.txt")
    result = lp("new", "q", "--from", "n.txt")
    assert 'means two steps: line 5 ("Zadatak").' in result.out
    text = Path(result.out.splitlines()[0]).read_text("utf-8")
    assert "example: I marked the water level on the wall for 60 days.  # proposed" in text


def test_question_and_principles_of_the_notes_are_those_of_the_story(lp, home):
    shutil.copy(SEVERAL / "question-first.md", home / "n.md")
    text = text_of(lp("new", "q", "--from", "n.md", "--json"))
    assert "\nprinciple: have-backbone-disagree-and-commit\n" in text
    assert "ask: Tell me about a time you mended something that was not yours." in text


def test_figures_keep_their_form_and_two_of_them_must_be_said(lp, home):
    shutil.copy(SEVERAL / "figures-engineers.txt", home / "n.txt")
    text = text_of(lp("new", "q", "--from", "n.txt", "--json"))
    assert text.count("must: true") == 2
    phrases = re.findall(r"(?:text|fact): (?:\"([^\"]+)\"|([^,}]+))", text)
    found = " | ".join(quoted or plain for quoted, plain in phrases)
    for figure in ("1.9s", "350ms budget", "24/7", "18-month", "6-8", "$90k/month", "50+ traces"):
        assert figure in found


def test_what_stands_above_all_stories_is_named_in_the_first(lp, home):
    shutil.copy(SEVERAL / "principles-numbered.txt", home / "n.txt")
    result = lp("new", "--from", "n.txt", "--split", "--json")
    first, second = [Path(row["path"]).read_text("utf-8") for row in result.json["stories"]]
    assert "#   line 1: Amazon prep - LP stories" in first
    assert "principle: customer-obsession\n" in first
    assert "principle: bias-for-action\n" in second
    assert '#   line 15, "S/T"' in second
