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


def path_of(home, name):
    [path] = home.rglob(f"{name}.yaml")
    return path


@pytest.mark.parametrize("columns", [80, 40])
def test_what_matters_is_asked_and_enter_takes_what_is_proposed(terminal, notes, home, columns):
    one = terminal("new", "--from", notes("marked"), rows=80, columns=columns)
    one.wait_for("q ends and keeps your answers")
    one.wait_for("Late invoices")
    answer(one, "", "Short name, two or three words")
    answer(one, "", "16 ")
    answer(one, "", "Result: what changed")
    answer(one, "", "How do you know that figure?")
    answer(one, "The job's own log.", "Task: whose it was")
    answer(one, "", "Action: First")
    answer(one, "", "Action: Then")
    one.child.send("\r")
    assert one.ended() == 0
    text = path_of(home, "late-invoices").read_text("utf-8")
    head, _, steps = text.partition("asked:")
    assert "proposed" not in head.partition("title:")[2]
    assert "text: Invoices went from three days late to none.\n" in text
    assert "source: The job's own log.\n" in text
    assert "- id: first\n" in text
    assert "business: That is about $12,000 of interest a year.  # proposed\n" in steps


def test_what_is_typed_takes_the_place_of_a_proposal_and_a_dash_leaves_it_out(
    terminal, notes, home, lp
):
    one = terminal("new", "--from", notes("marked"), rows=80)
    one.wait_for("Enter keeps it, or type it.")
    answer(one, "The queue that nobody watched", "Short name")
    answer(one, "a name that is far too long to stand on a card", "at most 24 fit on a card.")
    answer(one, "Queue", "A number or a name.")
    answer(one, "99", "The numbers go from 1 to 16.")
    answer(one, "backbone", "Result: what changed")
    answer(one, "-", "Task: whose it was")
    answer(one, "2", "Action: First")
    answer(one, "-", "Action: Then")
    answer(one, "I added: an alert; I stayed", "opens it")
    assert one.ended() == 0
    path = path_of(home, "queue-nobody-watched")
    assert path.parent.name == "have-backbone-disagree-and-commit"
    text = path.read_text("utf-8")
    assert "title: The queue that nobody watched\nshort: Queue\n" in text
    assert "principle: have-backbone-disagree-and-commit\n" in text
    assert "    metric:\n" in text
    assert "text: Nobody had asked me" not in text
    assert "- id: first" not in text
    assert "text: I added, fact: an alert}" in text
    assert lp("check").code == 0


def test_a_question_mark_explains_and_q_keeps_what_was_answered(terminal, notes, home):
    one = terminal("new", "--from", notes("marked"), rows=80)
    one.wait_for("Enter keeps it, or type it.")
    answer(one, "?", "Its id is made of it, for good.")
    answer(one, "", "Short name")
    answer(one, "?", "must not give an answer away")
    answer(one, "Invoices", "A number or a name.")
    answer(one, "q", "The rest stays in the file")
    assert one.ended() == 0
    text = path_of(home, "late-invoices").read_text("utf-8")
    assert "short: Invoices\nprinciple: dive-deep  # proposed\n" in text


def test_a_title_whose_id_is_taken_is_asked_again(terminal, notes, lp, home):
    lp("new", "other-queue")
    one = terminal("new", "--from", notes("marked"), rows=80)
    one.wait_for("Enter keeps it, or type it.")
    answer(one, "The other queue", "there is already a story 'other-queue'")
    answer(one, "", "Short name")
    answer(one, "q", "The rest stays")
    assert one.ended() == 0
    assert path_of(home, "late-invoices")


def test_names_that_are_given_are_not_asked(terminal, notes):
    given = ["--title", "A", "--short", "B", "--principle", "backbone"]
    one = terminal("new", "q", "--from", notes("marked"), *given, rows=80)
    one.wait_for("Result: what changed")
    assert "Short name" not in one.text
    assert "A number or a name" not in one.text


def test_what_the_notes_do_not_say_is_asked_and_what_is_typed_is_part_of_the_step(
    terminal, home, lp
):
    (home / "n.txt").write_text("# Gate\nS: It was late.\nA: I rang the depot.\nR: It was good.\n")
    one = terminal("new", "--from", "n.txt", "--short", "Gate", "--principle", "ownership", rows=60)
    one.wait_for("Enter keeps it, or type it.")
    answer(one, "", "Type it, or Enter leaves it open.")
    answer(one, "From 9 late vans to 1.", "How do you know")
    answer(one, "", "Task: whose it was")
    answer(one, "Nobody had asked me", "Action: What I did")
    answer(one, "", "opens it")
    assert one.ended() == 0
    text = path_of(home, "gate").read_text("utf-8")
    assert "example: Nobody had asked me\n" in text
    assert "example: It was good. From 9 late vans to 1.\n" in text
    assert "text: Nobody had asked me}" in text
    assert "metric: From 9 late vans to 1.\n" in text


def test_a_stop_a_new_size_and_a_paste_lose_nothing(terminal, notes, home):
    one = terminal("new", "--from", notes("marked"), rows=60, columns=40)
    one.wait_for("Enter keeps it, or type it.")
    one.child.send("\x1b[200~The queue\nof nobody\x1b[201~")
    one.wait_for("That is more than one line.")
    one.child.send("The qu")
    one.resize(80, 24)
    answer(one, "eue", "Short name")
    answer(one, "q", "The rest stays")
    assert one.ended() == 0
    assert "title: The queue\n" in path_of(home, "queue").read_text("utf-8")


def test_a_story_that_is_there_is_told_before_anything_is_asked(terminal, lp, notes):
    lp("new", "late-invoices", "--from", notes("marked"))
    one = terminal("new", "--from", "notes.txt", rows=60, columns=250)
    one.wait_for("`lpcards edit late-invoices` opens it; or give another id")
    assert one.ended() == 1
    assert "Enter keeps" not in one.text


def test_a_sentence_in_the_wrong_step_is_moved_before_anything_else(terminal, home):
    (home / "n.txt").write_text(
        "It was late and our queue was long. I pulled the logs. I wrote an index. I tested it.\n"
        "The wait went from 9 days to 4.\n"
    )
    one = terminal("new", "q", "--from", "n.txt", rows=60, columns=40)
    one.wait_for("Enter keeps it, or type it.")
    answer(one, "", "Short name")
    answer(one, "", "A number or a name")
    answer(one, "", "moves the first sentence to")
    answer(one, "<", "Nothing can move that way.")
    answer(one, "", "(nothing)")
    answer(one, "", "I tested it.")
    answer(one, ">", "I wrote an index. Right?")
    answer(one, "q", "The rest stays")
    assert one.ended() == 0
    [path] = home.rglob("q.yaml")
    assert "I tested it. The wait went from 9 days to 4." in " ".join(path.read_text().split())


def test_ctrl_c_in_the_dialogue_writes_nothing_and_ctrl_d_is_enough(terminal, notes, home):
    one = terminal("new", "q", "--from", notes("marked"), rows=60)
    one.wait_for("Enter keeps it, or type it.")
    one.press("ctrl-c")
    assert one.ended() == 130
    assert not list(home.rglob("q.yaml"))
    two = terminal("new", "q", "--from", "notes.txt", rows=60)
    two.wait_for("Enter keeps it, or type it.")
    two.press("ctrl-d", "The rest stays in the file")
    assert two.ended() == 0
    assert list(home.rglob("q.yaml"))


def test_nothing_is_asked_for_a_story_that_could_not_be_written(terminal, notes, lp):
    lp("new", "--from", notes("marked"))
    one = terminal("new", "--from", "notes.txt", rows=60)
    assert one.ended() == 1
    assert "there is already a story 'late-invoices'" in one.text
    assert "Enter keeps" not in one.text


def test_in_a_pipe_nothing_is_asked(lp, notes):
    result = lp("new", "q", "--from", notes("monologue"))
    assert "Enter keeps" not in result.out


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
    answer(one, "y", "Enter keeps it, or type it.")
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
