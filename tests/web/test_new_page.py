"""`/new`: what notes make is shown, confirmed or corrected, and written once."""

import re

import pytest

from hostile_texts import HOSTILE
from lpcards.english.printable import printable
from lpcards.study.authoring.given_notes import MOST
from lpcards.study.workspace import Workspace
from web.conftest import NOW, Browser
from web_pages import ReadPage

TEXT = """The flooded cellar

S: Water stood in the cellar of the depot after the storm.
T: Nobody owned the pumps, so I took them on.
A: I rang the landlord. I rented two pumps. I measured the level every hour.
R: The level fell from 40 cm to 2 cm in a day.
"""
UNMARKED = (
    "Water stood in the cellar of the depot after the storm. Nobody owned the pumps. "
    "I rang the landlord. I rented two pumps. The level fell from 40 cm to 2 cm in a day."
)


class Form:
    """The form as it stands on a page; `send` sends it as a browser does."""

    def __init__(self, browser, answer):
        self.browser, self.status, self.html = browser, answer.status_code, answer.text
        self.page = ReadPage(answer.text)
        self.fields = dict(_fields(answer.text))

    @property
    def text(self):
        return self.page.text

    def send(self, act, **changed):
        fields = self.fields | {name.replace("_", ".", 1): one for name, one in changed.items()}
        fields = {name: one.replace("\n", "\r\n") for name, one in fields.items()}
        sent = self.browser.submit("/new", {**fields, "act": act})
        if sent.status_code == 303:
            sent = self.browser.get(sent.headers["location"])
        return Form(self.browser, sent)


def _fields(html):
    page = ReadPage(html)
    for tag, one in page.elements:
        if tag == "input" and one.get("name") not in {None, "form_key"}:
            yield one["name"], one.get("value", "")
    areas = r'<textarea id="[^"]*" name="([^"]*)"[^>]*>\n?([^<]*)</textarea>'
    yield from re.findall(areas, html)
    for name, options in re.findall(
        r'<select id="[^"]*" name="([^"]*)".*?>(.*?)</select>', html, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        yield name, chosen[1] if chosen else ""


@pytest.fixture
def writer(home):
    """Return a browser of somebody with an empty folder for stories."""
    (home / "stories").mkdir()
    with Browser(Workspace((str(home / "stories"),), None, NOW)) as browser:
        yield browser.log_in()


def pasted(browser, text):
    return Form(browser, browser.submit("/new", {"notes": text, "act": "propose"}))


def written(home):
    return {one.stem: one.read_text("utf-8") for one in (home / "stories").rglob("*.yaml")}


def test_what_is_proposed_stands_in_the_form_and_nothing_is_written(writer, home):
    form = pasted(writer, TEXT)
    assert form.fields["0.title"] == "The flooded cellar"
    assert form.fields["0.metric"] == "The level fell from 40 cm to 2 cm in a day."
    assert "Nobody owned the pumps" in form.fields["0.task"]
    assert form.fields["0.source"] == ""
    assert "Not in your notes. Who counted it, and where?" in form.text
    assert form.page.live == []
    assert written(home) == {}


def test_confirmed_it_is_the_file_that_the_dialogue_writes(writer, home):
    form = pasted(writer, TEXT).send("write", **{"0_source": "I read the gauge."})
    assert "Your story is written" in form.text
    text = written(home)["flooded-cellar"]
    assert "title: The flooded cellar\n" in text
    assert "I read the gauge." in text
    assert not re.search(r"^(title|principle):.*# proposed", text, re.MULTILINE)
    page = writer.get("/stories/flooded-cellar")
    assert "Water stood in the cellar" in page.text


def test_corrections_are_written(writer, home):
    form = pasted(writer, TEXT)
    form.send(
        "write",
        **{
            "0_title": "The wet cellar",
            "0_short": "Wet",
            "0_principle": "dive-deep",
            "0_metric": "",
            "0_task": "I took the pumps on",
            "0_beat.0": "",
        },
    )
    text = written(home)["wet-cellar"]
    assert "short: Wet" in text
    assert "principle: dive-deep" in text
    assert "text: I took the pumps on" in text.replace('"', "")
    assert "I rang the landlord" in text  # the words of the notes stay in the step
    assert "beats:" not in text or "What I did" not in text


def test_a_short_name_goes_with_a_title_that_was_changed(writer, home):
    pasted(writer, TEXT).send("write", **{"0_title": "Pumps"})
    assert "short: Pumps" in written(home)["pumps"]


def test_a_form_sent_twice_writes_one_file(writer, home):
    form = pasted(writer, TEXT)
    first, second = form.send("write"), form.send("write")
    assert first.text == second.text
    assert [*written(home)] == ["flooded-cellar"]
    other = pasted(writer, TEXT)
    assert "here is already a story" in other.text


def test_where_an_id_is_taken_another_one_can_be_given(writer, home):
    assert "id" not in Form(writer, writer.get("/new")).fields
    pasted(writer, TEXT).send("write")
    taken = pasted(writer, TEXT)
    wrong = taken.send("propose", id="Cellar 2")
    assert "did you mean" in wrong.text
    assert (wrong.fields["id"], wrong.fields["notes"].split()) == ("Cellar 2", TEXT.split())
    wrong.send("propose", id="cellar-2").send("write", **{"0_title": "Pumps"})
    found = written(home)
    assert {*found} == {"cellar-2", "flooded-cellar"}
    assert "title: Pumps" in found["cellar-2"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("0_short", "x" * 25, "at most 24 fit"),
        ("0_title", "水", "No id can be made of that"),
        ("0_title", "-", "A story has a title."),
        ("0_principle", "nosuch", "nosuch"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_written(
    writer, home, field, value, words
):
    form = pasted(writer, TEXT).send("write", **{field: value, "0_source": "kept"})
    assert form.status == 400
    [box] = [one for _, one in form.page.elements if one.get("aria-invalid")]
    assert box["name"] == field.replace("_", ".")
    assert words in form.text
    assert form.fields["0.source"] == "kept"
    assert form.fields["0.beat.0"].splitlines()[:2] == ["I rang the landlord", "I rented two pumps"]
    assert written(home) == {}
    form.send("write", **{"0_title": "Pumps", "0_short": "Pumps", "0_principle": "ownership"})
    assert [*written(home)] == ["pumps"]


def test_sentences_move_between_steps_that_were_guessed(writer, home):
    form = pasted(writer, UNMARKED)
    assert "Your notes do not say which part is which." in form.text
    moved = form.send("0:situation>", **{"0_short": "Cellar"})
    assert moved.fields["0.short"] == "Cellar"
    back = moved.send("0:task<")
    assert back.fields["shifts"].split() == ["0:situation>", "0:task<"]
    situation = back.page.text.partition("Situation")[2].partition("Task")[0]
    assert situation in form.page.text
    assert "(nothing)" in moved.text or moved.text != form.text
    back.send("write", **{"0_title": "The cellar"})
    [text] = written(home).values()
    assert "example: >-  # proposed" not in text


def test_several_stories_become_a_file_each_or_one(writer, home):
    both = f"# One cellar\n\n{TEXT}\n# Another roof\n\n{TEXT}"
    choice = pasted(writer, both)
    assert "2 stories are in the notes" in choice.text
    each = choice.send("each")
    assert {"0.title", "1.title"} <= each.fields.keys()
    wrong = each.send("write", **{"1_title": each.fields["0.title"]})
    assert "Another story of these notes has the id" in wrong.text
    assert written(home) == {}
    done = wrong.send("write", **{"1_title": each.fields["1.title"]})
    assert "Your stories are written" in done.text
    assert len(written(home)) == 2
    one = choice.send("one")
    assert "1.title" not in one.fields


def test_too_much_or_nothing_is_refused_in_words(writer, home):
    for text, words in (("", "Paste your notes first."), ("x" * (MOST + 1), "200,000 bytes")):
        sent = writer.submit("/new", {"notes": text, "act": "write"})
        assert sent.status_code == 400
        assert words in sent.text
    long = {"notes": TEXT, "shifts": "0:task> " * 1000, "act": "propose"}
    assert writer.submit("/new", long).status_code == 400
    assert writer.submit("/new", {"notes": "x" * 1_000_001}).status_code == 413
    assert written(home) == {}


def test_a_great_many_stories_are_too_many_for_one_form(writer):
    notes = "\n".join(f"# Story number {at}\n\n{TEXT}" for at in range(25))
    assert "paste at most 20 at once" in pasted(writer, notes).send("each").text


@pytest.mark.parametrize("packed", ["!", "A", "////", "é", "A" * 5000])
def test_a_form_that_is_not_ours_writes_nothing(writer, home, packed):
    sent = writer.submit("/new", {"pasted": packed, "act": "write", "once": "x"})
    assert sent.status_code in {200, 400}
    assert written(home) == {}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_hostile_notes_stay_text(writer, text):
    words = text[:3000]
    notes = f"{words}\n\nS: {words}\nT: I took it on.\nA: I did {words}.\nR: {words}"
    notes = notes.encode("utf-8", "replace").decode()
    form = pasted(writer, notes)
    assert form.page.live == []
    assert not {*printable(form.html)} ^ {*form.html}
    if "0.title" in form.fields:
        done = form.send("write", **{"0_title": "Hostile notes", "0_short": "Hostile"})
        assert done.page.live == []
        assert writer.get("/stories/hostile-notes").status_code in {200, 404}


def test_what_was_written_is_found_by_its_form_alone(writer):
    for key in ("nosuch", "..%2fx", "%3Cscript%3E"):
        assert writer.get(f"/new/{key}").status_code == 404
