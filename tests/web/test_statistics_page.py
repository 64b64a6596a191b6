"""`/statistics` shows what `lpcards report` shows, and its CSV is the same."""

import pytest

from lpcards.study.pictures.progress_report import PICTURES, Material
from lpcards.study.workspace import Workspace
from web.conftest import NOW, Browser
from web_pages import ReadPage


@pytest.fixture
def answered(lp, few_cards, home):
    """Return a browser at the page of somebody who answered two cards."""
    for grade in ("4", "1"):
        lp("grade", lp("next", "--json", "--gradable").json["id"], grade, "--seconds", "20")
    with Browser(Workspace((str(home / "few"),), None, NOW)) as browser:
        yield browser.log_in()


def test_the_answers_are_those_of_the_report(answered, lp):
    page = ReadPage(answered.get("/statistics").text)
    assert page.live == []
    for one in lp("report", "--json").json["pictures"]:
        assert one["question"] in page.text
        assert one["answer"].replace("`", "") in page.text
    ids = [one["id"] for _, one in page.elements if "id" in one]
    assert len(ids) == len(set(ids))


def test_a_command_leads_to_the_page_that_does_the_same(browser):
    page = browser.get("/statistics").text
    assert '<a href="/new"><code>lpcards new</code></a> begins one.' in page


def test_every_number_can_be_had_as_csv(answered, lp, home):
    lp("report", "--csv", "numbers")
    for name in PICTURES:
        sent = answered.get(f"/statistics/{name}.csv")
        assert sent.headers["content-type"].startswith("text/csv")
        assert sent.headers["content-disposition"] == f'attachment; filename="{name}.csv"'
        assert sent.content == (home / "numbers" / f"{name}.csv").read_bytes()


def test_the_numbers_of_a_picture_wait_for_no_other(answered, home):
    with Workspace((str(home / "few"),), None, NOW) as workspace:
        given = Material(workspace, 365)
        assert [PICTURES[name](given).name for name in ("coverage", "time")] == ["coverage", "time"]
        assert "figures" not in vars(given)
        assert [draw(given).name for draw in PICTURES.values()] == [*PICTURES]


def test_behind_a_link_stands_what_each_scheduler_expected(answered, lp):
    assert '<a href="/calibration">' in answered.get("/statistics").text
    lp("grade", lp("log").lines[0]["card"], "4", now="2027-03-09T09:00")
    page = ReadPage(answered.get("/calibration").text)
    told = lp("stats", "--calibration", "--json").json["calibration"]
    assert told["reviews"] == 1
    assert "Too few to judge: 1 review, and it takes 200." in page.text
    for one in told["schedulers"]:
        assert f"log loss {one['log_loss']:.3f}" in page.text


def test_there_are_no_other_numbers(browser):
    for name in ("forecast", "nosuch.csv", "..%2fforecast.csv", "forecast.csv.csv"):
        assert browser.get(f"/statistics/{name}").status_code == 404


def test_a_stranger_sees_no_figures(stranger):
    for path in ("/statistics", "/statistics/calendar.csv"):
        sent = stranger.get(path)
        assert sent.status_code != 200
        assert "picture" not in sent.text


def test_the_looks_of_pictures_are_served_beside_the_page_s(browser):
    looks = browser.get("/static/charts.css")
    assert looks.headers["content-type"].startswith("text/css")
    assert "--chart-bar" in looks.text
    again = browser.get("/static/charts.css", headers={"If-None-Match": looks.headers["etag"]})
    assert again.status_code == 304
