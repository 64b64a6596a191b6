"""`/card`: what `why` and `show` say of a card, one wording at both."""

import pytest

from lpcards.study.workspace import Workspace
from web.conftest import NOW, Browser
from web_pages import ReadPage

pytestmark = pytest.mark.usefixtures("few_cards")


@pytest.fixture
def at_few(home):
    """Return a browser at the page of few cards."""
    with Browser(Workspace((str(home / "few"),), None, NOW)) as browser:
        yield browser.log_in()


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("grades", [(), (5,), (2,)])
def test_all_that_why_says_of_a_card_stands_on_its_page(lp, at_few, grades):
    card = lp("next", "--json").json
    for grade in grades:
        lp("grade", card["id"], grade)
    said = ReadPage(at_few.get("/card", params={"id": card["id"]}).text).text
    for line in lp("why", card["id"]).out.splitlines()[1:]:
        for part in line.strip().split("  "):
            assert words(part) in said, part
    assert words(lp("show", card["id"]).out.splitlines()[-4]).partition(" ")[0] in said


def test_who_comes_from_a_question_does_not_see_its_answer(lp, at_few):
    cards = at_few.get("/api/review").json()["cards"]
    shown = {one["id"]: lp("show", one["id"], "--json").json["back"] for one in cards[:4]}
    with_answers = [one for one in cards[:4] if shown[one["id"]]]
    assert with_answers
    for card in with_answers:
        [link] = [at for at in ReadPage(card["question"]).addresses if at.startswith("/card")]
        page = at_few.get(link)
        assert page.status_code == 200
        assert words(shown[card["id"]])[:30] not in ReadPage(page.text).text


def test_a_card_that_is_not_there_is_said_in_the_terminal_s_words(at_few):
    page = at_few.get("/card", params={"id": "general/nothing"})
    assert page.status_code == 400
    assert "There is no card" in page.text
