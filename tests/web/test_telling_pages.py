"""`/rehearse` and `/mock`: the terminal's loop on pages, each form once, nothing said is lost."""

import json
import re

import pytest

from hostile_texts import HOSTILE
from lpcards.english.printable import printable
from lpcards.practice.debrief import debrief_of, last_loop
from lpcards.practice.telling_record import tellings_of
from lpcards.study.rehearsing.telling_words import NOTHING_SAID
from lpcards.study.workspace import Workspace
from lpcards.web.page_telling import OLDER
from web.conftest import NOW, Browser
from web.test_hostile_stories import written
from web.test_review_forms import fields_of
from web_pages import ReadPage

STEP = re.compile(r'name="step" value="([^"]+)"')
TICK = re.compile(r'name="tick" value="([^"]+)"')
STORY = """\
id: {0}
title: A pump too late
short: Cellar
principle: dive-deep
asked: [Tell me about a time you were too late., When did you find the cause yourself?]
steps:
  situation:
    seconds: 20
    example: Water stood in the cellar.
    key_phrases: [{{text: the cellar, must: true}}, a metre of water]
  action:
    seconds: 40
    example: I rang the landlord and I rented a pump.
    key_phrases: [I rang the landlord, I rented a pump]
probes:
  - {{id: why, ask: Why so late?, strong: {{takeaway: Nobody was on call.}}}}
disqualifiers:
  - {{id: we, phrase: We kind of pumped, signals: Nobody acted, instead: I rented a pump}}
"""


@pytest.fixture
def own(home):
    """Return the folder of two stories of one's own."""
    folder = home / "stories"
    folder.mkdir()
    for name in ("cellar", "roof"):
        (folder / f"{name}.yaml").write_text(STORY.format(name), encoding="utf-8")
    return folder


@pytest.fixture
def teller(own):
    """Return a browser of somebody with two stories."""
    with Browser(Workspace((str(own),), None, NOW)) as browser:
        yield browser.log_in()


class Telling:
    """Sends the forms of a telling; `page` is what is shown."""

    def __init__(self, browser, path):
        self.browser, self.path = browser, path
        self.page = browser.get(path).text

    def do(self, act, **fields):
        fields = {"step": self.step, "act": act, **fields} if self.step else {"act": act, **fields}
        done = self.browser.submit(self.path, fields)
        assert done.status_code == 303, done.text
        self.page = self.browser.get(done.headers["location"]).text
        return self

    @property
    def step(self):
        found = STEP.search(self.page)
        return found[1] if found else ""

    @property
    def text(self):
        return ReadPage(self.page).text

    @property
    def ticks(self):
        return TICK.findall(self.page)


def heard(own):
    with Workspace((str(own),), None, NOW) as workspace:
        return list(workspace.reading().told_aloud())


def begun(browser, story="cellar", **fields):
    return Telling(browser, "/rehearse").do("begin", story=story, **fields)


def test_a_story_is_said_part_by_part_ticked_and_kept_as_in_the_terminal(teller, own, lp):
    assert "Not said aloud yet." in Telling(teller, "/rehearse?story=cellar").text
    told = begun(teller)
    for at, seconds in enumerate((25, 31.5, 10), 1):
        assert f"{at} of 3" in told.text
        teller.clock.now += seconds
        told.do("said")
    assert len(told.ticks) == 5
    told.do("ticked", tick=["0.0", "1.0", "1.1", "2.0"])
    [telling] = tellings_of(heard(own))
    assert (telling.story, telling.finished) == ("cellar", True)
    assert [part.seconds for part in telling.parts] == [25, 31.5, 10]
    assert telling.missed == ("a metre of water",)
    assert "0:25 of 0:20 Situation, 5 s over" in told.text
    assert "Last time 25 s, 5 s over; missed: a metre of water." in begun(teller).text
    [row] = lp("--content", str(own), "rehearse", "--history", "--json").json
    assert row["story"] == "cellar"


@pytest.mark.parametrize(
    ("path", "fields"),
    [("/rehearse", {"story": "cellar"}), ("/mock", {"minutes": "45", "seed": "3"})],
)
def test_a_form_that_begins_and_is_sent_again_ends_nothing(teller, own, path, fields):
    fields = {**fields, **fields_of(teller.get(path)), "act": "begin"}
    told = Telling(teller, path).do(**fields)
    if path == "/mock":
        told.do("0")
    teller.clock.now += 20
    step = told.step
    done = teller.submit(path, fields)
    assert done.headers["location"] == path
    again = Telling(teller, path)
    assert again.step == step
    assert OLDER in again.text
    assert heard(own) == []
    again.do("said")
    assert Telling(teller, path).step != step


def test_the_clock_can_stand_still_and_begin_again(teller, own):
    told = begun(teller)
    teller.clock.now += 5
    assert "The clock stands still." in told.do("pause").text
    teller.clock.now += 500
    told.do("run")
    teller.clock.now += 5
    told.do("said")
    teller.clock.now += 9
    assert "Again, from the start." in told.do("again").text
    teller.clock.now += 7
    told.do("said").do("stop").do("skip")
    [telling] = tellings_of(heard(own))
    assert [(part.seconds, part.again) for part in telling.parts] == [(10, 0), (7, 1)]
    assert not telling.finished
    assert telling.parts[0].missed is None


def test_key_phrases_that_were_looked_at_are_known(teller, own):
    told = begun(teller)
    assert "I rang" not in told.text
    while "To be said" not in told.text:
        told.do("hint")
    assert "a metre of water" in told.text
    told.do("said").do("stop").do("skip")
    assert tellings_of(heard(own))[0].parts[0].peeked


def test_a_form_sent_twice_counts_once(teller, own):
    told = begun(teller)
    step = told.step
    told.do("said")
    told.do("said", step=step)
    assert OLDER in told.text
    assert "2 of 3" in told.text
    told.do("stop")
    last = told.step
    told.do("ticked", step=last)
    teller.submit("/rehearse", {"step": last, "act": "ticked"})
    assert len(tellings_of(heard(own))) == 1


def test_what_is_typed_is_ticked_by_what_it_hits(teller, own):
    told = begun(teller, typing="yes")
    told.do("hint", typed="the cell")
    assert "the cell" in told.page
    told.do("said", typed="the cellar was flooded").do("stop")
    boxes = [one for tag, one in ReadPage(told.page).elements if one.get("name") == "tick"]
    assert [("checked" in box) for box in boxes] == [True, False]


def test_nothing_said_is_not_kept(teller, own):
    told = begun(teller).do("stop")
    assert NOTHING_SAID in told.text
    assert heard(own) == []


def test_what_was_said_is_kept_when_the_server_ends_or_another_story_begins(own):
    with Browser(Workspace((str(own),), None, NOW)) as browser:
        browser.log_in()
        begun(browser).do("said")
        begun(browser, story="roof").do("said")
        assert [telling.story for telling in tellings_of(heard(own))] == ["cellar"]
    assert [telling.story for telling in tellings_of(heard(own))] == ["cellar", "roof"]


@pytest.mark.parametrize("story", ["nosuch", "../cellar", "<script>", ""])
def test_only_a_story_there_is_can_be_rehearsed(teller, story):
    assert teller.submit("/rehearse", {"act": "begin", "story": story}).status_code in {400, 404}
    if story:
        assert teller.get("/rehearse", params={"story": story}).status_code == 404


def test_acts_that_do_not_belong_to_a_page_do_nothing(teller, own):
    told = begun(teller)
    for act in ("ticked", "skip", "0", "none", "", "__init__"):
        assert "1 of 3" in told.do(act, tick=["0.0", "9.9", "x", "-1"]).text
    assert teller.submit("/mock", {"act": "said", "step": told.step}).status_code == 303
    assert heard(own) == []


def test_a_mock_interview_asks_until_the_stories_are_used_up(teller, own, lp):
    mock = Telling(teller, "/mock").do("begin", minutes="45", seed="3")
    assert "Question 1" in mock.text
    teller.clock.now += 4
    mock.do("0")
    assert "interview 0:04 of 45:00" in mock.text
    teller.clock.now += 50
    mock.do("said")
    while "Follow-up" in mock.text:
        teller.clock.now += 20
        mock.do("said")
    mock.do("ticked", tick=["0.0", "0.1"])
    assert "Question 2" in mock.text
    mock.do("none")
    assert "Which of these did you say?" in mock.text
    mock.do("ticked", tick=["0.0"])
    debrief = debrief_of(last_loop(heard(own)))
    assert (debrief.seed, debrief.minutes) == (3, 45)
    told, none = debrief.rounds
    assert told.telling.parts[0].seconds == 50
    assert none.telling is None
    assert debrief.said[0].phrase == "We kind of pumped"
    last = lp("--content", str(own), "mock", "--last").out
    assert " ".join(last.split()[:8]) in mock.text
    assert f"The same questions again: lpcards mock --seed {debrief.seed}" in mock.text
    assert "/mock?seed=3" in ReadPage(mock.page).addresses
    assert 'name="seed" inputmode="numeric" value="3"' in teller.get("/mock?seed=3").text


def test_time_that_is_up_ends_a_mock_interview_after_the_part(teller, own):
    mock = Telling(teller, "/mock").do("begin", minutes="1").do("0")
    teller.clock.now += 61
    assert "time is up: finish this one" in Telling(teller, "/mock").text
    mock.do("said")
    assert "Follow-up" not in mock.text
    mock.do("skip").do("skip")
    debrief = debrief_of(last_loop(heard(own)))
    assert [len(one.telling.parts) for one in debrief.rounds] == [1]
    assert debrief.rounds[0].telling.finished
    assert debrief.said is None


def test_a_mock_interview_that_is_left_is_kept(own):
    with Browser(Workspace((str(own),), None, NOW)) as browser:
        browser.log_in()
        Telling(browser, "/mock").do("begin", minutes="45").do("0").do("said")
    [only] = debrief_of(last_loop(heard(own))).rounds
    assert not only.telling.finished


@pytest.mark.parametrize(
    ("field", "value"),
    [("minutes", "0"), ("minutes", "soon"), ("minutes", "9" * 400), ("seed", "-1"), ("seed", "²")],
)
def test_what_cannot_be_is_said_at_its_field(teller, own, field, value):
    sent = teller.submit("/mock", {"act": "begin", "minutes": "45", field: value})
    assert sent.status_code == 400
    page = ReadPage(sent.text)
    [box] = [one for _, one in page.elements if one.get("aria-invalid")]
    assert box["name"] == field
    assert f"{field}-fault" in box["aria-describedby"]


def test_questions_are_only_about_principles_that_are_asked_about(teller):
    sent = teller.submit("/mock", {"act": "begin", "minutes": "45", "principle": "nosuch"})
    assert sent.status_code == 400
    assert "nosuch" in sent.text
    assert (
        teller.submit("/mock", {"act": "begin", "minutes": "45", "principle": "dive-deep"}).headers[
            "location"
        ]
        == "/mock"
    )


def test_a_voice_says_what_the_plain_terminal_says(teller):
    page = ReadPage(begun(teller).page)
    [clock] = [one for _, one in page.elements if one.get("id") == "clock"]
    assert json.loads(clock["data-voice"])[0] == [10.0, "Half time: 10 seconds left."]
    assert page.live == []


def test_strangers_hear_nothing(stranger):
    for path in ("/rehearse", "/mock", "/rehearse/end", "/mock/end"):
        assert stranger.get(path).status_code == 401


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_a_hostile_story_is_told_as_text(home, text):
    if not written(home, text):
        return
    with Browser(Workspace((str(home / "stories"),), None, NOW)) as browser:
        told = begun(browser.log_in(), story="hostile")
        acts = ("hint", "hint", "said", "said", "stop", "ticked")
        pages = [told.page, *(told.do(act).page for act in acts if told.step)]
        pages.append(Telling(browser, "/rehearse?story=hostile").page)
        for html in pages:
            assert ReadPage(html).live == []
            assert not {*printable(html)} ^ {*html}
