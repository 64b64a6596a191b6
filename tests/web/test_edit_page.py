"""`/edit`: a story's text on the page. Nothing that somebody wrote is lost."""

import pytest

from hostile_texts import HOSTILE
from lpcards.study.authoring.story_text import LONGEST
from lpcards.study.workspace import Workspace
from web.conftest import NOW, Browser
from web.test_review_forms import fields_of
from web_pages import ReadPage

MINE = """id: late-trains
title: We stood still for an hour
short: Late trains
principle: ownership
steps:
  situation:
    key_phrases: [the signal failed]
"""


@pytest.fixture
def file(home):
    """Write a story of one's own; return where."""
    path = home / "mine" / "late-trains.yaml"
    path.parent.mkdir()
    path.write_text(MINE, encoding="utf-8")
    return path


@pytest.fixture
def at_mine(file):
    """Return a browser at the page of that story."""
    with Browser(Workspace((str(file.parent),), None, NOW)) as browser:
        yield browser.log_in()


AT = "/edit?story=late-trains"


def text_on(page):
    """Return what stands in the page's first text."""
    [area, *_] = TextAreas(page.text).texts
    return area


class TextAreas(ReadPage):
    """A page, and the texts of its fields as a browser takes them: without the first newline."""

    def __init__(self, html):
        self.texts = []
        super().__init__(html)

    def handle_starttag(self, tag, attributes):
        super().handle_starttag(tag, attributes)
        if tag == "textarea":
            self.texts.append("")

    def handle_data(self, data):
        super().handle_data(data)
        if self.open and self.open[-1] == "textarea":
            self.texts[-1] += data if self.texts[-1] else data.removeprefix("\n")


def sent(browser, page, text, at=AT):
    """Send the form of a page with another text, as a browser does."""
    fields = fields_of(page) | {"text": text.replace("\n", "\r\n")}
    parts = {name: (None, value) for name, value in fields.items()}
    headers = {"Origin": "http://127.0.0.1:8000"}
    return browser.post(at, files=parts, headers=headers)


def test_a_text_is_shown_and_saved_letter_by_letter(at_mine, file):
    page = at_mine.get(AT)
    assert text_on(page) == MINE
    changed = MINE.replace("an hour", "two hours") + "# é \U0001f600 \u00a0 <b>&amp;\n"
    done = sent(at_mine, page, changed)
    assert file.read_text(encoding="utf-8") == changed
    after = at_mine.get(done.headers["location"])
    assert "Saved in" in after.text
    assert text_on(after) == changed
    assert sent(at_mine, after, text_on(after)).status_code == 303
    assert file.read_text(encoding="utf-8") == changed


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_a_draft_with_faults_is_kept_and_not_written(at_mine, file, text):
    text = text.replace("\0", "").replace("\r", "").encode("utf-8", "replace").decode()
    draft = f"{MINE}nonsense: [{text}\n"
    page = sent(at_mine, at_mine.get(AT), draft)
    assert page.status_code == 400
    assert text_on(page) == draft
    assert ReadPage(page.text).live == []
    assert "Line 8" in page.text
    assert file.read_text(encoding="utf-8") == MINE


def test_lines_end_as_they_did_in_the_file(at_mine, file):
    file.write_bytes(MINE.encode().replace(b"\n", b"\r\n"))
    page = at_mine.get(AT)
    assert sent(at_mine, page, text_on(page)).status_code == 303
    assert file.read_bytes() == MINE.encode().replace(b"\n", b"\r\n")
    sent(at_mine, page, MINE.replace("an hour", "two hours"))
    assert file.read_bytes() == MINE.replace("an hour", "two hours").encode().replace(
        b"\n", b"\r\n"
    )


def test_each_line_that_stays_keeps_its_own_end(at_mine, file):
    lines = MINE.encode().split(b"\n")
    mixed = b"".join(line + (b"\n", b"\r\n")[at % 2] for at, line in enumerate(lines[:-1]))
    file.write_bytes(mixed)
    page = at_mine.get(AT)
    assert sent(at_mine, page, text_on(page)).status_code == 303
    assert file.read_bytes() == mixed
    sent(at_mine, page, MINE.replace("an hour", "two hours"))
    assert without_ends(file) == MINE.replace("an hour", "two hours").splitlines()
    now = file.read_bytes().splitlines(keepends=True)
    pairs = zip(now, mixed.splitlines(keepends=True), strict=True)
    assert [old for new, old in pairs if new != old and b"an hour" not in old] == []


def without_ends(file):
    return file.read_text(encoding="utf-8").splitlines()


def test_what_was_saved_meanwhile_is_said_and_both_are_shown(at_mine, file):
    page = at_mine.get(AT)
    other, mine = (MINE.replace("an hour", words) for words in ("a day", "a week"))
    file.write_text(other, encoding="utf-8")
    conflict = sent(at_mine, page, mine)
    assert "changed meanwhile" in conflict.text
    assert TextAreas(conflict.text).texts == [mine, other]
    assert file.read_text(encoding="utf-8") == other
    assert sent(at_mine, page, mine).status_code == 400
    assert sent(at_mine, conflict, mine).status_code == 303
    assert file.read_text(encoding="utf-8") == mine


def test_a_form_that_is_sent_twice_is_saved_once(at_mine, file):
    page, mine = at_mine.get(AT), MINE.replace("an hour", "a week")
    assert [sent(at_mine, page, mine).status_code for _ in range(2)] == [303, 303]
    assert file.read_text(encoding="utf-8") == mine


def test_what_is_too_long_is_kept_and_not_written(at_mine, file):
    draft = MINE + f"# {'x' * LONGEST}\n"
    page = sent(at_mine, at_mine.get(AT), draft)
    assert "too long" in page.text
    assert text_on(page) == draft
    assert file.read_text(encoding="utf-8") == MINE


def test_a_file_that_cannot_be_written_is_said_and_the_draft_is_kept(at_mine, file):
    page, mine = at_mine.get(AT), MINE.replace("an hour", "a week")
    file.unlink()
    file.mkdir()
    found = sent(at_mine, page, mine)
    assert found.status_code == 400
    assert text_on(found) == mine


def test_an_example_is_copied_into_one_s_own_folder_and_not_changed(browser, home):
    at = "/edit?story=webhook-drops"
    page = browser.get(at)
    text = text_on(page)
    own = home / ".local" / "share" / "lpcards" / "content"
    sent(browser, page, text, at)
    assert not [*own.rglob("webhook-drops.yaml")]
    done = sent(browser, page, text + "# mine\n", at)
    [copy] = own.rglob("webhook-drops.yaml")
    assert copy.read_text(encoding="utf-8") == text + "# mine\n"
    after = browser.get(done.headers["location"])
    assert "Saved in" in after.text
    assert text_on(after) == text + "# mine\n"
    with Workspace((), None, NOW) as workspace:
        [story] = [one for one in workspace.index.stories() if one.id == "webhook-drops"]
    assert story.path == str(copy)


@pytest.mark.parametrize("name", ["", "nothing", "../outside", "/etc/passwd", "late-trains/x"])
def test_what_is_no_story_of_the_content_is_not_edited(at_mine, name):
    page = at_mine.get("/edit", params={"story": name})
    assert page.status_code == 400
    assert "<textarea" not in page.text


def test_a_link_that_leads_out_of_the_content_is_not_followed(at_mine, file, home):
    outside = home / "outside.yaml"
    file.rename(outside)
    file.symlink_to(outside)
    assert "not in your own folder" in at_mine.get(AT).text
    outside.unlink()
    file.unlink()
    file.write_text(MINE, encoding="utf-8")
    page = at_mine.get(AT)
    file.rename(outside)
    file.symlink_to(outside)
    found = sent(at_mine, page, MINE + "# x\n")
    assert found.status_code == 400
    assert text_on(found) == MINE + "# x\n"
    assert outside.read_text(encoding="utf-8") == MINE


def test_nobody_saves_without_the_form_s_key(at_mine, file):
    fields = fields_of(at_mine.get(AT)) | {"text": "id: x", "form_key": "x"}
    headers = {"Origin": "http://127.0.0.1:8000"}
    assert at_mine.post(AT, data=fields, headers=headers).status_code == 403
    assert file.read_text(encoding="utf-8") == MINE


def test_an_id_that_changes_is_found_again(at_mine):
    done = sent(
        at_mine, at_mine.get(AT), MINE.replace("id: late-trains", "id: trains\nwas: [late-trains]")
    )
    assert "story=trains" in done.headers["location"]
    assert "Saved in" in at_mine.get(done.headers["location"]).text


@pytest.mark.usefixtures("few_cards")
def test_question_and_answer_lead_to_the_card_s_line(home, lp):
    with Browser(Workspace((str(home / "few"),), None, NOW)) as browser:
        browser.log_in()
        card = browser.get("/api/review").json()["cards"][0]
        for html in (card["question"], card["answer"]):
            [link] = [at for at in ReadPage(html).addresses if at.startswith("/edit")]
        line = lp("show", card["id"], "--json").json["source"]["line"]
        assert f'data-line="{line}"' in browser.get(link).text


def test_what_shows_beside_other_files_only_is_saved_and_said(at_mine, file):
    other = file.with_name("buses.yaml")
    other.write_text(MINE.replace("late-trains", "buses"), encoding="utf-8")
    done = sent(at_mine, at_mine.get(AT), MINE.replace("id: late-trains", "id: buses"))
    assert done.status_code == 303
    after = at_mine.get(done.headers["location"])
    assert "Saved in" in after.text
    assert "Line 1" in after.text
    assert text_on(after) == file.read_text(encoding="utf-8")
    back = sent(at_mine, after, MINE, done.headers["location"].partition("&saved")[0])
    assert back.headers["location"].startswith(AT)
