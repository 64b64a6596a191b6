"""What is removed stays away, if one does as docs/anki.md says: import both, suspend by the tag."""

import json

import pytest

from author import PUMP, WHO, WHY
from conftest import ROOT

TAG = "lpcards::retired"
SEARCH = f"tag:{TAG} -is:suspended"
ADVICE = f"search `{SEARCH}` in Anki's browser, select all that is found (Ctrl+A) and suspend it"


@pytest.fixture
def advised(author, learner):
    """Return a function that does with an edition what the docs say, as often as wanted."""

    def take(*, times=1):
        new = []
        for _ in range(times):
            for path in (author.main, author.retired):
                if path.exists():
                    new += learner.takes(path)["new"]
            learner.suspend_all(search=SEARCH)
        assert learner.find(search=SEARCH) == []
        return new

    return take


def with_probes(author, *names):
    author.story["probes"] = [{"id": one, "ask": f"{one}?", "strong": "Yes."} for one in names]


def probe(name):
    return f"cellar/probe/{name}"


@pytest.mark.parametrize("times", [1, 2], ids=["once", "twice"])
def test_three_editions_with_removals_bring_no_dead_card_to_be_studied(
    author, learner, advised, times
):
    with_probes(author, "one", "two", "three", "four")
    author.publish()
    advised(times=times)
    learner.answer(card=probe("one"), rating=3)
    for left in (["two", "three", "four"], ["three", "four"], ["four"]):
        with_probes(author, *left)
        author.publish()
        assert advised(times=times) == []
    dead = [probe(name) for name in ("one", "three", "two")]
    assert learner.find(search=f"tag:{TAG} is:suspended") == dead
    assert learner.progress(card=probe("one"))[0][-1] == 1
    assert not set(dead) & {card for card, _, _, queue, _ in learner.cards() if queue >= 0}
    assert learner.checked() == []


def test_who_begins_later_and_takes_both_has_no_dead_card_to_be_studied(author, advised, learner):
    author.publish()
    with_probes(author, "who")
    author.publish()
    advised()
    author.story["probes"][0]["strong"] = "I did, at night."
    author.publish()
    assert advised() == []
    assert learner.find(search=SEARCH) == []


def test_who_left_an_edition_out_has_its_dead_cards_marked_with_the_next(author, advised, learner):
    author.publish()
    advised()
    with_probes(author, "who")
    author.publish()
    with_probes(author, "else")
    author.publish()
    assert advised() == [probe("else")]
    assert learner.find(search=f"tag:{TAG} is:suspended") == [WHO, WHY]


def test_a_card_that_comes_back_is_the_same_and_waits_to_be_unsuspended(author, advised, learner):
    author.publish()
    advised()
    learner.answer(card=WHY, rating=3)
    gone = author.story["probes"].pop(0)
    author.publish()
    advised()
    author.story["probes"].append(gone)
    assert author.publish()["added"] == [WHY]
    assert advised() == []
    assert learner.find(search="is:suspended") == [WHY]
    assert learner.progress(card=WHY)[0][-1] == 1


def test_the_docs_and_the_card_say_what_is_tried_here(author, learner):
    page = " ".join((ROOT / "docs/anki.md").read_text(encoding="utf-8").split())
    assert ADVICE in page
    author.publish()
    del author.story["probes"][0]
    author.publish()
    learner.takes(author.retired)
    front, back = learner.rendered()[WHY]
    assert f"Search for <b>{SEARCH}</b> and suspend what is found." in front.replace("&#58;", ":")
    assert "delete" not in front + back


def test_a_tombstone_of_an_earlier_version_gets_the_words_of_today_once(author, learner):
    author.publish()
    learner.takes(author.main)
    del author.story["probes"][0]
    del author.story["steps"]["situation"]["key_phrases"][0]["id"]
    author.publish("--yes")
    lines = author.lines()
    for name, field in ((WHY, 2), (PUMP, 2)):
        lines[name]["fields"][field] = lines[name]["fields"][field].replace("and suspend", "delete")
    author.retired.unlink()
    author.manifest.write_text("".join(f"{json.dumps(line)}\n" for line in lines.values()))
    said = author.publish()
    assert (said["added"], said["changed"], said["retired"]) == ([], [], [])
    now = author.lines()
    assert all(now[name]["mod"] > lines[name]["mod"] for name in (WHY, PUMP))
    assert learner.takes(author.retired)["updated"] == [PUMP, WHY]
    before = author.files()
    author.publish()
    assert author.files() == before
