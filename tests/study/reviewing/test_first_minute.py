"""The first minute: two questions at most, an honest promise, the first lines to read."""

import os
import re
import stat
import time

import pytest
from rich.cells import cell_len

from pty_terminal import PATIENCE, Terminal

SETTINGS = ".config/lpcards/lpcards.yaml"
PROMPTS = re.compile(rb"\n *> ")
CARD = "general/disqualifier/we.mend"

pytestmark = pytest.mark.usefixtures("few_cards")


@pytest.fixture
def settings(home):
    return home / SETTINGS


def write(path, text, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    path.chmod(mode)


def answered(terminal, *answers):
    """Answer the questions in turn; return what the screen says then."""
    terminal.wait_for("interview?")
    for number, answer in enumerate(answers, 1):
        until_asked(terminal, number)
        if answer:
            terminal.press(answer)
        terminal.press("enter")
    until_asked(terminal, len(answers) + 1)
    return terminal.text


def until_asked(terminal, number):
    """Wait for so many lines to be typed into, or for what comes behind the last answer."""
    until = time.monotonic() + PATIENCE
    while len(PROMPTS.findall(terminal.raw)) < number and "space: go on" not in terminal.text:
        if not terminal.read() and not terminal.child.isalive():
            break
        assert time.monotonic() < until, terminal.text


def day(sitting, **how):
    """Sit down on a day of which the tests know the date."""
    return sitting(now="2026-11-23T09:00", rows=40, **how)


def test_the_date_is_kept_with_ten_minutes_and_promised_and_a_story_is_shown(sitting, settings):
    terminal = day(sitting)
    text = answered(terminal, "12 dec", "")
    assert "December 12: 19 days from now." in text
    assert re.search(r"cards? by December 12, 10 minutes a day\.", text)
    assert f"Kept in ~/{SETTINGS}. That is 10 minutes a day; lpcards set minutes=15 changes" in text
    assert settings.read_text("utf-8") == "interview: 2026-12-12\nminutes: 10\n"
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.parent.stat().st_mode) == 0o700
    terminal.press("space", "q stop")
    terminal.skip_reading()
    terminal.wait_for("1 of")
    terminal.press("q")
    assert terminal.ended() == 0


def test_what_was_answered_is_in_force_and_not_asked_again(sitting, settings, lp):
    terminal = day(sitting)
    answered(terminal, "in 3 weeks", "")
    terminal.press("q")
    assert terminal.ended() == 0
    kept = lp("settings", "--json").json["settings"]
    assert (kept["interview"], kept["minutes"]) == ("2026-12-14", 10)
    again = day(sitting)
    text = again.wait_for("notes for a story")
    assert "A card asks one thing" in text
    assert "interview?" not in text


def test_minutes_that_are_set_stay(sitting, settings):
    write(settings, "minutes: 15\n")
    text = answered(day(sitting), "12 dec", "")
    assert "That is 15 minutes a day; lpcards set minutes=10 changes that." in text
    assert settings.read_text("utf-8") == "minutes: 15\ninterview: 2026-12-12\n"


def test_a_date_that_is_skipped_is_asked_until_a_card_was_answered(sitting, settings, lp):
    terminal = day(sitting)
    assert 'lpcards set interview="Dec 12"' in answered(terminal, "", "")
    terminal.press("q")
    assert terminal.ended() == 0
    assert settings.read_text("utf-8") == "minutes: 10\n"
    again = day(sitting)
    answered(again, "", "")
    again.press("space", "q stop")
    again.skip_reading()
    again.press("space", "0 of 3")
    again.press("g", "5 perfect")
    again.press("4", "q stop")
    again.press("q")
    assert again.ended() == 0
    third = day(sitting)
    assert "interview?" not in third.wait_for("q stop")
    assert settings.read_text("utf-8") == "minutes: 10\n"


def test_without_a_date_it_says_in_how_many_days(sitting):
    assert re.search(
        r"All \d+ cards within \d+ to \d+ days, 10 minutes a day", answered(day(sitting), "", "")
    )


@pytest.mark.parametrize(
    ("file", "date", "promise"),
    [
        (
            "minutes: 5\n",
            "in 3 days",
            r"\d+ to \d+ of \d+ cards by November 26, 5 minutes a day, dep",
        ),
        ("minutes: 2\n", "in 4 days", r"2 minutes a day.*, those asked about most often first"),
        ("cards_a_day: 6\n", "in 15 days", r"About \d+ of \d+ cards by December 8"),
    ],
)
def test_a_promise_that_cannot_be_kept_is_not_made(sitting, settings, file, date, promise):
    write(settings, file)
    assert re.search(promise, answered(day(sitting), date, ""))


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        *(("soon", "I cannot read that date."), ("31.2.", "I cannot read that date.")),
        ("3/4", "March 4, 2027 or April 3, 2027?"),
        *(("1 nov 2026", "November 1 has passed."), ("in 300 weeks", "more than three years away")),
    ],
)
def test_a_wrong_day_is_asked_again_with_a_hint(sitting, settings, wrong, hint):
    terminal = day(sitting)
    assert hint in answered(terminal, wrong)
    assert "notes for a story" not in terminal.text
    terminal.press("today")
    terminal.press("enter", "notes for a story")
    terminal.press("enter", "space: go on")
    assert settings.read_text("utf-8") == "interview: 2026-11-23\nminutes: 10\n"


def test_a_slip_of_the_finger_is_mended(sitting, settings):
    terminal = day(sitting)
    terminal.wait_for("interview?")
    terminal.press("13 dezz")
    for _ in "3 dezz":
        terminal.press("\x7f")
    terminal.press("2 dec", "> 12 dec")
    terminal.child.send("\x1b[A")  # an arrow is no letter
    terminal.press("\x15")
    assert "12 dec" not in terminal.text
    terminal.press("12 dec", "> 12 dec")
    terminal.press("enter", "December 12: 19 days")


@pytest.mark.parametrize("before", [(), ("12 dec",)])
@pytest.mark.parametrize(("key", "code"), [("ctrl-c", 130), ("\x1b", 0), ("ctrl-d", 0)])
def test_who_leaves_leaves_no_trace(sitting, settings, home, before, key, code):
    terminal = day(sitting)
    answered(terminal, *before)
    terminal.press("1")
    terminal.press(key)
    assert terminal.ended() == code
    assert b"Traceback" not in terminal.raw
    assert not settings.exists()
    assert not (home / ".local/share/lpcards/reviews.db").exists()


@pytest.mark.parametrize("before", [(), ("12 dec",)])
def test_q_stops_at_either_question(sitting, settings, before):
    terminal = day(sitting)
    answered(terminal, *before, "q")
    assert terminal.ended() == 0
    assert "Not today, then." in terminal.text
    assert not settings.exists()


def test_all_else_in_the_settings_stays_as_it_is(sitting, settings):
    before = "# mine\r\nnew: 3   # not more\r\nlevel: senior"
    write(settings, before, 0o640)
    answered(day(sitting), "12 dec", "")
    after = settings.read_bytes().decode()
    assert after == f"{before}\r\ninterview: 2026-12-12\r\nminutes: 10\r\n"
    assert stat.S_IMODE(settings.stat().st_mode) == 0o640


def test_a_project_s_settings_are_the_ones_that_are_written(sitting, home, settings, monkeypatch):
    write(home / "project/lpcards.yaml", "new: 5\n")
    monkeypatch.chdir(home / "project")
    monkeypatch.delenv("LPCARDS_CONTENT")
    answered(day(sitting), "12 dec", "")
    assert "minutes: 10" in (home / "project/lpcards.yaml").read_text("utf-8")
    assert not settings.exists()


@pytest.mark.parametrize("before", ["{new: 3}\n", "minutes: ten\nminutes: lots\n"])
def test_a_file_that_takes_no_more_lines_is_left_alone_and_it_is_said(sitting, settings, before):
    write(settings, before)
    text = answered(day(sitting), "12 dec", "")
    assert "could not take that" in text
    assert re.search("`?interview: 2026-12-12`?, `?minutes: 10`?", text)
    assert "by December 12" not in text
    assert settings.read_text("utf-8") == before


def test_a_setting_at_fault_is_mended_by_the_answer(sitting, settings):
    write(settings, "minutes: ten\n")
    assert "could not take that" not in answered(day(sitting), "12 dec", "")
    assert settings.read_text("utf-8") == "minutes: 10\ninterview: 2026-12-12\n"


def test_a_folder_that_cannot_be_written_is_said(sitting, home):
    write(home / ".config", "in the way")
    assert "could not take that" in answered(day(sitting), "12 dec", "")


NOTES = """\
Late invoices
S: The invoices went out late, and 40 customers a week complained.
T: The billing job belonged to finance IT. Nobody had asked me.
A: I read the logs. I found the lock. I wrote a guard and tested it. I told their lead.
R: From 40 complaints a week to two. The guard is a standard now.
Q: Why you?
A: I had the complaints on my desk.
"""


@pytest.fixture
def notes(home):
    """Have notes in a file with blanks in its name."""
    path = home / "my notes (1).txt"
    path.write_text(NOTES, "utf-8")
    return path


@pytest.mark.parametrize(
    "typed",
    [
        "{path}",
        "~/my notes (1).txt",
        "'{path}' ",
        '"~/my notes (1).txt"',
        "~/my\\ notes\\ \\(1\\).txt",
        "file://{home}/my%20notes%20(1).txt",
    ],
)
def test_notes_become_a_story_that_is_asked_whichever_way_their_file_is_named(
    sitting, lp, home, notes, typed
):
    terminal = day(sitting)
    text = answered(terminal, "12 dec", typed.format(path=notes, home=home))
    assert "lpcards edit late-invoices opens it" in text
    terminal.press("space", "q stop")
    terminal.press("q")
    assert terminal.ended() == 0
    [story] = [one for one in lp("list", "--json").json if one["id"] == "late-invoices"]
    assert (story["own"], story["cards"] >= 8) == (True, True)
    assert lp("due", "--scenario", "late-invoices", "--json").json["new"] > 0
    assert lp("check", "late-invoices").code == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        *(("nowhere.txt", "There is no file nowhere.txt."), ("~", "is a folder.")),
        *(("~/empty.txt", "there is nothing in"), ("~/notes.docx", "a damaged zip")),
        *(("'~/my", "There is no file '~/my."), ("~/\x1b[31mred", "There is no file")),
        ("~/pipe", "There is no file ~/pipe."),
    ],
)
def test_notes_that_cannot_be_read_are_asked_for_again(
    sitting, home, notes, settings, typed, words
):
    (home / "empty.txt").write_text("\n")
    (home / "notes.docx").write_bytes(b"PK\x03\x04\x14\xff\xfe\x00")
    os.mkfifo(home / "pipe")
    terminal = day(sitting)
    assert words in answered(terminal, "12 dec", typed)
    assert "space: go on" not in terminal.text
    assert not settings.exists()
    terminal.press(str(notes))
    terminal.press("enter", "space: go on")
    assert "lpcards edit late-invoices" in terminal.text


def test_where_the_story_is_and_what_comes_next_is_said(sitting, notes, monkeypatch):
    monkeypatch.delenv("LPCARDS_CONTENT")
    text = answered(day(sitting), "12 dec", str(notes))
    assert (
        "Your story is in ~/.local/share/lpcards/content/customer-obsession/late-invoices.yaml; "
        "what was guessed is marked # proposed. lpcards edit late-invoices opens it, lpcards check "
        "late-invoices says what is missing."
    ) in text


def test_a_file_that_nobody_may_read_is_said(sitting, notes, monkeypatch):
    if os.geteuid() == 0:
        notes = "/proc/self/mem"  # nobody reads that, not even root
    else:
        notes.chmod(0)
    text = answered(day(sitting), "12 dec", str(notes))
    assert "space: go on" not in text
    assert re.search("Permission denied|Input/output error", text)


def test_notes_that_give_no_name_are_named_after_their_file(sitting, home):
    (home / "Spätzug.txt").write_text("これは遅かった。\n", "utf-8")
    assert "lpcards edit spatzug" in answered(day(sitting), "", "~/Spätzug.txt")


def test_who_has_a_story_is_not_asked_for_notes(sitting, lp):
    lp("new", "mine")
    text = answered(day(sitting), "12 dec")
    assert "notes" not in text
    assert "space: go on" in text


def test_a_story_of_these_notes_is_not_written_over(sitting, lp, notes):
    terminal = day(sitting)
    answered(terminal, "", str(notes))
    again = Terminal("welcome", now="2026-11-23T09:00", rows=40)
    again.wait_for("interview?")
    again.press("enter", "notes for another story")
    again.press(str(notes))
    again.press("enter", "there is already a story 'late-invoices'")
    again.press("enter", "10 minutes a day")
    assert again.ended() == 0


def test_a_log_with_answers_from_elsewhere_is_no_first_minute(sitting, lp):
    lp("grade", CARD, "4")
    assert "interview?" not in sitting().wait_for("q stop")


@pytest.mark.parametrize("named", [[CARD], ["--cram"], ["--ahead"], ["--kind", "probe"]])
def test_who_names_cards_knows_what_it_is_about(sitting, named):
    terminal = sitting(*named)
    assert "interview?" not in terminal.wait_for("q stop")


@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {"NO_COLOR": "1", "TERM": "dumb"}, {}])
def test_plain_lines_are_asked_in_the_same_words(sitting, settings, how):
    terminal = day(sitting, **how) if how else sitting("--plain", now="2026-11-23T09:00", rows=40)
    answered(terminal, "12 dec", "")
    terminal.wait_for("space: go on")
    assert settings.read_text("utf-8") == "interview: 2026-12-12\nminutes: 10\n"
    terminal.press("space", "q stop")
    if how:
        assert not re.search(rb"\x1b", terminal.raw)
    assert not re.search(rb"\x1b\[[0-9;?]*[HJKh]", terminal.raw)
    terminal.press("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_no_line_of_it_is_wider_than_the_terminal(sitting, columns, term):
    terminal = sitting(now="2026-11-23T09:00", columns=columns, rows=70, TERM=term)
    answered(terminal, "soon", "1.1.2026", "12 dec", "lots/" * 40, "")
    text = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", terminal.raw).decode()
    assert max(cell_len(line.replace("\x08", "")) for line in text.splitlines()) <= columns


def test_four_buttons_are_explained_as_four(sitting, settings):
    write(settings, "buttons: 4\n")
    assert "from 1 (again) to 4 (easy)" in day(sitting).wait_for("interview?")


def test_a_terminal_that_knows_only_ascii_gets_only_that(sitting):
    terminal = day(sitting, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    answered(terminal, "12 deéc", "")
    terminal.wait_for("space: go on")
    assert terminal.raw.isascii()
