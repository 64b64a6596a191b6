"""The first minute: two questions at most, an honest promise, the first story."""

import re
import stat

import pytest
from rich.cells import cell_len

SETTINGS = ".config/lpcards/lpcards.yaml"
STORY = "Rescued a delivery service"
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
    for answer in answers:
        if answer:
            terminal.press(answer)
        terminal.press("enter")
    while terminal.read(0.5):  # a promise is walked before it is said
        pass
    return terminal.text


def day(sitting, **how):
    """Sit down on a day of which the tests know the date."""
    return sitting(now="2026-11-23T09:00", rows=40, **how)


def test_two_answers_are_kept_and_promised_and_the_first_story_is_shown(sitting, settings):
    terminal = day(sitting)
    text = answered(terminal, "12 dec", "10")
    assert "12 December: 19 days from now." in text
    assert re.search(r"All \d+ cards by 12 December, 10 minutes a day\.", text)
    assert f"Kept in ~/{SETTINGS}" in text
    assert settings.read_text("utf-8") == "interview: 2026-12-12\nminutes: 10\n"
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.parent.stat().st_mode) == 0o700
    terminal.press("space", STORY)
    while "1 of" not in terminal.text:
        terminal.press("space")
    terminal.press("q")
    assert terminal.ended() == 0


def test_what_was_answered_is_in_force_and_not_asked_again(sitting, settings, lp):
    terminal = day(sitting)
    answered(terminal, "in 3 weeks", "10")
    terminal.press("q")
    assert terminal.ended() == 0
    kept = lp("settings", "--json").json["settings"]
    assert (kept["interview"], kept["minutes"]) == ("2026-12-14", 10)
    again = day(sitting)
    text = again.wait_for("space: on")
    assert "A card asks one thing" in text
    assert "interview?" not in text
    assert "How many minutes" not in text


def test_only_what_the_settings_do_not_say_is_asked(sitting, settings):
    write(settings, "interview: 2026-12-12\n")
    terminal = day(sitting)
    text = terminal.wait_for("How many minutes")
    assert "interview?" not in text
    terminal.press("15")
    terminal.press("enter", "by 12 December, 15 minutes a day")
    assert settings.read_text("utf-8") == "interview: 2026-12-12\nminutes: 15\n"


def test_what_is_skipped_is_not_kept_and_asked_until_a_card_was_answered(sitting, settings, lp):
    terminal = day(sitting)
    assert "go into ~/.config" in answered(terminal, "", "")
    terminal.press("q")
    assert terminal.ended() == 0
    assert not settings.exists()
    again = day(sitting)
    answered(again, "", "")
    again.press("space", STORY)
    while "1 of" not in again.text:
        again.press("space")
    again.press("space", "blackout")
    again.press("4", "2 of")
    again.press("q")
    assert again.ended() == 0
    third = day(sitting)
    assert "interview?" not in third.wait_for("q stop")
    assert not settings.exists()


def test_a_date_alone_promises_how_long_a_day_may_be(sitting, settings):
    text = answered(day(sitting), "2026-12-12", "")
    assert re.search(r"All \d+ cards by 12 December, at most \d+ minutes a day", text)
    assert settings.read_text("utf-8") == "interview: 2026-12-12\n"


def test_minutes_alone_promise_in_how_many_days(sitting, settings):
    text = answered(day(sitting), "", "5 min")
    assert re.search(r"All \d+ cards within \d+ days, 5 minutes a day", text)
    assert settings.read_text("utf-8") == "minutes: 5\n"


@pytest.mark.parametrize(
    ("file", "answers", "promise"),
    [
        ("", ("in 3 days", "5"), r"About \d+ of \d+ cards by 26 November, 5 minutes a day\. "),
        ("", ("in 11 days", "2"), r"2 minutes a day\. What comes first matters most"),
        ("cards_a_day: 6\n", ("in 15 days", "90"), r"About \d+ of \d+ cards by 8 December"),
    ],
)
def test_a_promise_that_cannot_be_kept_is_not_made(sitting, settings, file, answers, promise):
    if file:
        write(settings, file)
    assert re.search(promise, answered(day(sitting), *answers))


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        *(("soon", "I cannot read that date."), ("31.2.", "I cannot read that date.")),
        ("3/4", "4 March 2027 or 3 April 2027?"),
        *(("1 nov 2026", "1 November is over."), ("in 300 weeks", "more than three years away")),
    ],
)
def test_a_wrong_day_is_asked_again_with_a_hint(sitting, settings, wrong, hint):
    terminal = day(sitting)
    assert hint in answered(terminal, wrong)
    assert "How many minutes" not in terminal.text
    terminal.press("today")
    terminal.press("enter", "How many minutes")
    for nonsense in ("0", "601", "lots", "-1", "1e3"):
        terminal.press(nonsense)
        terminal.press("enter", "from 1 to 600")
    terminal.press("600")
    terminal.press("enter", "space: on")
    assert settings.read_text("utf-8") == "interview: 2026-11-23\nminutes: 600\n"


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
    terminal.press("enter", "12 December: 19 days")


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


def test_all_else_in_the_settings_stays_as_it_is(sitting, settings):
    before = "# mine\r\nnew: 3   # not more\r\nlevel: senior"
    write(settings, before, 0o640)
    answered(day(sitting), "12 dec", "10")
    after = settings.read_bytes().decode()
    assert after == f"{before}\r\ninterview: 2026-12-12\r\nminutes: 10\r\n"
    assert stat.S_IMODE(settings.stat().st_mode) == 0o640


def test_a_project_s_settings_are_the_ones_that_are_written(sitting, home, settings, monkeypatch):
    write(home / "project/lpcards.yaml", "new: 5\n")
    monkeypatch.chdir(home / "project")
    monkeypatch.delenv("LPCARDS_CONTENT")
    answered(day(sitting), "12 dec", "10")
    assert "minutes: 10" in (home / "project/lpcards.yaml").read_text("utf-8")
    assert not settings.exists()


@pytest.mark.parametrize("before", ["{new: 3}\n", "minutes: ten\nminutes: 5\n"])
def test_a_file_that_takes_no_more_lines_is_left_alone_and_it_is_said(sitting, settings, before):
    write(settings, before)
    text = answered(day(sitting), "12 dec", "10")
    assert "could not take that" in text
    assert re.search("`?interview: 2026-12-12`?, `?minutes: 10`?", text)
    assert "by 12 December" not in text
    assert settings.read_text("utf-8") == before


def test_a_setting_at_fault_is_mended_by_the_answer(sitting, settings):
    write(settings, "minutes: ten\n")
    assert "could not take that" not in answered(day(sitting), "12 dec", "10")
    assert settings.read_text("utf-8") == "minutes: 10\ninterview: 2026-12-12\n"


def test_a_folder_that_cannot_be_written_is_said(sitting, home):
    write(home / ".config", "in the way")
    assert "could not take that" in answered(day(sitting), "12 dec", "10")


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
    answered(terminal, "12 dec", "10")
    terminal.wait_for("space: on")
    assert settings.read_text("utf-8") == "interview: 2026-12-12\nminutes: 10\n"
    terminal.press("space", "on to the cards")
    if how:
        assert not re.search(rb"\x1b", terminal.raw)
    assert not re.search(rb"\x1b\[[0-9;?]*[HJKh]", terminal.raw)
    assert terminal.raw.decode().count(STORY) == 1
    terminal.press("space", "1 of")
    terminal.press("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_no_line_of_it_is_wider_than_the_terminal(sitting, columns, term):
    terminal = sitting(now="2026-11-23T09:00", columns=columns, rows=70, TERM=term)
    answered(terminal, "soon", "1.1.2026", "12 dec", "lots", "10")
    text = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", terminal.raw).decode()
    assert max(cell_len(line.replace("\x08", "")) for line in text.splitlines()) <= columns


def test_four_buttons_are_explained_as_four(sitting, settings):
    write(settings, "buttons: 4\n")
    assert "from 1 (again) to 4 (easy)" in day(sitting).wait_for("interview?")


def test_a_terminal_that_knows_only_ascii_gets_only_that(sitting):
    terminal = day(sitting, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    answered(terminal, "12 deéc", "10")
    terminal.wait_for("space: on")
    assert terminal.raw.isascii()
