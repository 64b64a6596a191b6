"""`/settings` and `/welcome` write what `set` and the first minute write, or say what is wrong."""

import re
import shutil

import pytest

from conftest import LIBRARY
from lpcards.story.settings import Settings
from lpcards.study.reviewing.first_answers import MINUTES
from lpcards.study.workspace import Workspace
from web.conftest import NOW, Browser
from web_pages import ReadPage

FIELDS = {"minutes": "", "new": "10", "interview": "", "role": "software", "level": ""}


@pytest.fixture
def learner(home):
    """Return a browser of somebody with a folder for stories and no settings."""
    (home / "stories").mkdir()
    (home / "lpcards.yaml").write_text("# mine\nreviews: 50  # few\n", encoding="utf-8")
    with Browser(Workspace((str(home / "stories"),), None, NOW)) as browser:
        yield browser.log_in()


def focused(answer):
    """Return the fields that the browser goes to: at most one can be meant."""
    return [one["name"] for _, one in ReadPage(answer.text).elements if "autofocus" in one]


def fault_named(answer, field):
    """Return whether what is wrong is read with a field."""
    elements = [one for _, one in ReadPage(answer.text).elements]
    [one] = [one for one in elements if one.get("name") == field and "type" not in one]
    fault = f"{field}-fault"
    ids = {one.get("id") for one in elements}
    return fault in ids and fault in one["aria-describedby"].split()


def kept(home):
    return (home / "lpcards.yaml").read_text("utf-8")


def fault_fields(answer):
    return [one["name"] for _, one in ReadPage(answer.text).elements if one.get("aria-invalid")]


def test_what_is_changed_is_written_and_all_else_stays(learner, home):
    fields = {**FIELDS, "minutes": "15", "interview": "12 April", "type": "yes"}
    sent = learner.submit("/settings", {**fields, "principles": ["ownership", "dive-deep"]})
    assert sent.headers["location"] == "/settings?kept=interview,minutes,principles,type"
    assert kept(home) == (
        "# mine\nreviews: 50  # few\ninterview: 2026-04-12\nminutes: 15\n"
        "principles: [ownership, dive-deep]\ntype: yes\n"
    )
    page = ReadPage(learner.get(sent.headers["location"]).text)
    assert "Kept in ~/lpcards.yaml." in page.text
    checked = {one["value"] for _, one in page.elements if "checked" in one}
    assert checked == {"ownership", "dive-deep", "yes"}


def test_what_is_emptied_goes_out_of_the_file(learner, home):
    learner.submit("/settings", {**FIELDS, "minutes": "15", "type": "yes"})
    learner.submit("/settings", {**FIELDS, "minutes": ""})
    assert kept(home) == "# mine\nreviews: 50  # few\ntype: no\n"


def test_a_form_left_alone_writes_nothing(learner, home):
    assert learner.submit("/settings", FIELDS).headers["location"] == "/settings"
    assert kept(home) == "# mine\nreviews: 50  # few\n"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("minutes", "1000", "minutes is a whole number from 1 to 600"),
        ("minutes", "soon\r\nnew: 3", "minutes"),
        ("new", "-1", "new is a whole number"),
        ("interview", "3/4", "may be 2026-03-04 or 2026-04-03"),
        ("interview", "<b>soon</b>", "is not a date I can read"),
        ("role", "Two Words!", "role"),
        ("level", "../x", "level"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_written(
    learner, home, field, value, words
):
    sent = learner.submit("/settings", {**FIELDS, "new": "3", field: value})
    assert sent.status_code == 400
    assert fault_fields(sent) == focused(sent) == [field]
    assert fault_named(sent, field)
    page = ReadPage(sent.text)
    assert words in page.text
    assert page.live == []
    assert kept(home) == "# mine\nreviews: 50  # few\n"


def test_of_several_faults_the_first_has_the_focus(learner):
    several = {"minutes": "0", "new": "-1", "interview": "soonish"}
    assert focused(learner.submit("/settings", {**FIELDS, **several})) == ["interview"]
    assert focused(learner.submit("/settings", {**FIELDS, "principles": ["../x"]})) == [
        "principles"
    ]
    assert focused(learner.submit("/welcome", several)) == ["interview"]
    assert focused(learner.submit("/welcome", {"principle": ["../x"]})) == ["principle"]
    assert focused(learner.submit("/mock", {"act": "begin", "minutes": "x"})) == ["minutes"]
    assert focused(learner.submit("/mock", {"act": "begin", "minutes": "9", "seed": "x"})) == [
        "seed"
    ]
    for path in ("/settings", "/welcome", "/mock"):
        assert focused(learner.get(path)) == []


def test_no_hint_names_a_setting_by_its_key(learner):
    page = learner.get("/settings").text
    assert not {*re.findall("<code>(.*?)</code>", page)} & {*Settings.model_fields}


def test_settings_that_the_form_does_not_have_cannot_be_sent(learner, home):
    learner.submit("/settings", {**FIELDS, "editor": "rm -rf ~", "kinds": "probe"})
    assert kept(home) == "# mine\nreviews: 50  # few\n"


def test_a_file_that_takes_no_more_says_so(learner, home):
    (home / "lpcards.yaml").write_text("{new: 5}\n", encoding="utf-8")
    sent = learner.submit("/settings", {**FIELDS, "new": "5", "minutes": "15"})
    assert sent.status_code == 400
    assert "Could not write minutes: 15 into ~/lpcards.yaml" in ReadPage(sent.text).text


def test_a_role_without_an_example_of_its_own_is_told_whose_it_gets(home):
    (home / "one").mkdir()
    shutil.copy(LIBRARY / "deliver-results" / "webhook-drops.yaml", home / "one")
    with Browser(Workspace((str(home / "one"),), None, NOW)) as browser:
        sent = browser.log_in().submit("/settings", {**FIELDS, "role": "product"})
        page = ReadPage(browser.get(sent.headers["location"]).text)
    assert "There is no worked example for product yet" in page.text


def test_today_leads_somebody_new_to_the_first_minute(learner):
    assert "/welcome" in ReadPage(learner.get("/").text).addresses


def test_the_first_minute_keeps_what_the_terminal_s_keeps(browser, home, lp):
    asked = ReadPage(browser.get("/welcome").text).text
    assert "Your first minute with lpcards" in asked
    assert "A card asks one thing about an interview story." in asked
    sent = browser.submit("/welcome", {"interview": "in 3 weeks", "minutes": ""})
    page = ReadPage(sent.text)
    assert "March 23: 21 days from now." in page.text
    file = home / ".config" / "lpcards" / "lpcards.yaml"
    assert file.read_text("utf-8") == f"interview: 2026-03-23\nminutes: {MINUTES}\n"
    assert {"/new", "/review"} <= {*page.addresses}
    assert "Until you have one you learn from an example:" in page.text
    promise = lp("plan", "--json").json
    assert promise["interview"] == "2026-03-23"


def test_principles_that_were_told_are_kept(browser, home):
    browser.submit("/welcome", {"minutes": "20", "principle": ["ownership", "dive-deep"]})
    file = home / ".config" / "lpcards" / "lpcards.yaml"
    assert file.read_text("utf-8") == "minutes: 20\nprinciples: [ownership, dive-deep]\n"


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"interview": "yesterday-ish"}, "interview", "I cannot read that date."),
        ({"interview": "2026-03-01"}, "interview", "has passed. When is it?"),
        ({"minutes": "0"}, "minutes", "from 1 to 600"),
    ],
)
def test_an_answer_that_cannot_be_is_asked_again(browser, home, fields, field, words):
    sent = browser.submit("/welcome", fields)
    assert sent.status_code == 400
    assert fault_fields(sent) == focused(sent) == [field]
    assert fault_named(sent, field)
    assert words in ReadPage(sent.text).text
    assert not (home / ".config" / "lpcards" / "lpcards.yaml").exists()


def test_strangers_set_nothing(stranger):
    for path in ("/settings", "/welcome", "/new"):
        assert stranger.get(path).status_code == 401
