"""What goes wrong is said in words: no traceback on a page, no secret in a file."""

import sqlite3

import pytest

from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.web import sessions
from lpcards.web.pages import stories_page
from web.conftest import NOW, Browser
from web_pages import ReadPage


def broken(monkeypatch, fault):
    """Let the list of stories fail."""

    def fail(index):
        raise fault

    monkeypatch.setattr(stories_page, "notice_of", fail)


def test_a_fault_of_the_learner_s_is_its_sentence(browser, monkeypatch, home):
    broken(monkeypatch, UserFault("there is no story yet; `lpcards new` starts one"))
    answer = browser.get("/stories")
    assert answer.status_code == 400
    assert "There is no story yet; lpcards new starts one." in ReadPage(answer.text).text
    assert not [*home.rglob("crash-*")]


def test_a_fault_of_ours_is_told_here_and_there_and_kept_in_a_file(
    browser, monkeypatch, home, capsys
):
    broken(monkeypatch, RuntimeError("<b>inner</b>"))
    answer = browser.get("/stories")
    assert answer.status_code == 500
    [file] = home.rglob("crash-*")
    page = ReadPage(answer.text)
    assert f"This is a bug in lpcards (RuntimeError). The traceback is in {file}." in page.text
    assert "inner" not in answer.text
    assert "Traceback" not in answer.text
    assert str(file) in capsys.readouterr().err
    assert "inner" in file.read_text()
    assert browser.get("/").status_code == 200


def test_a_crash_file_has_no_secret_in_it(browser, monkeypatch, home, capsys):
    def fail(self, token):
        raise RuntimeError("at the door")

    session, token = browser.cookies["lpcards-8000"], browser.sessions.new_token()
    broken(monkeypatch, RuntimeError("in a page"))
    browser.get("/stories")
    monkeypatch.setattr(sessions.Sessions, "session_by", fail)
    browser.cookies.clear()
    answer = browser.get(f"/login?token={token}")
    assert answer.status_code == 500
    written = "".join(path.read_text() for path in home.rglob("crash-*"))
    assert "at the door" in written
    for text in (written, answer.text, capsys.readouterr().err):
        assert token not in text
        assert session not in text


def test_a_disk_that_fails_is_no_bug(browser, monkeypatch, home):
    broken(monkeypatch, OSError(28, "No space left on device", "/somewhere/file"))
    answer = browser.get("/stories")
    assert "/somewhere/file: No space left on device." in ReadPage(answer.text).text
    assert not [*home.rglob("crash-*")]


def test_the_cards_are_made_anew_where_the_cache_is_damaged(browser, monkeypatch, home):
    fault = sqlite3.DatabaseError("malformed")
    fault.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    broken(monkeypatch, fault)
    assert "was damaged, so it was thrown away: try again" in browser.get("/stories").text
    assert browser.get("/").status_code == 200


def test_a_log_of_a_newer_program_is_said_on_the_page(home):
    path = home / "log.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE theirs (a)")
    db.close()
    with Browser(Workspace((), str(path), NOW)) as browser:
        answer = browser.log_in().get("/")
    assert answer.status_code == 400
    assert "is not an lpcards log" in answer.text


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_wrong_with_the_settings_stands_on_each_page(home, times):
    folder = home / "mine"
    folder.mkdir()
    (home / ".config" / "lpcards").mkdir(parents=True)
    (home / ".config" / "lpcards" / "lpcards.yaml").write_text("new: many\n", encoding="utf-8")
    with Browser(Workspace((), None, NOW)) as browser:
        browser.log_in()
        for _ in range(times):
            assert "the other settings still apply" in browser.get("/stories").text


def test_who_is_at_no_page_finds_the_others(browser):
    assert "/stories" in ReadPage(browser.get("/nowhere").text).addresses
