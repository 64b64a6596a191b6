"""Several devices, several sources: one learner has every note once."""

import pytest

from author import MAIN, WHO, WHY, Author, story
from learners import Learner
from real_anki import sync_server
from sizes import some


@pytest.fixture
def server(process, tmp_path):
    """Run Anki's own sync server for one user; return its address."""
    with sync_server(process.python, tmp_path / "server") as address:
        yield address


@pytest.fixture
def devices(process, server, tmp_path):
    """Return two devices of one learner, in sync, without any card yet."""
    both = [Learner(process, tmp_path / name) for name in ("workspace", "phone")]
    both[0].add(text="something of my own")
    assert both[0].sync(endpoint=server) == "FULL_UPLOAD"
    assert both[1].sync(endpoint=server) == "FULL_DOWNLOAD"
    yield both
    for one in both:
        one.close()


def synced(devices, server):
    """Synchronise until nothing is left to say; no full sync may be asked for."""
    for _ in range(2):
        for device in devices:
            assert device.sync(endpoint=server) in {"NO_CHANGES", "NORMAL_SYNC"}


def learned(device):
    """Return all that a device knows of the cards that were answered, but for their decks."""
    return [[*row[:2], *row[3:-1]] for row in device.schedule() if row[11]]


@pytest.mark.parametrize(
    "late", some([0, 1], 1), ids=["workspace is late", "phone is late"].__getitem__
)
@pytest.mark.parametrize("first", [True, False], ids=["first apart", "first together"])
def test_devices_with_different_editions_have_every_note_once_after_a_sync(
    author, devices, server, late, first
):
    """Where both import before their first sync Anki doubles the decks, never a note."""
    author.publish()
    if not first:
        devices[0].take(package=str(author.main))
        synced(devices, server)
    older = author.folder / "older.apkg"
    older.write_bytes(author.main.read_bytes())
    probe = {"id": "cost", "ask": "What did it cost?", "strong": "Two carpets."}
    author.story["probes"].insert(0, probe)
    author.story["probes"][1]["strong"] = "Nobody felt it was theirs."
    author.publish()
    devices[late].take(package=str(older))
    devices[1 - late].take(package=str(author.main))
    devices[late].answer(card=WHO, rating=3)
    synced(devices, server)
    for device in devices:
        assert len(device.notes()) == len(device.schedule()) == 9 + 1
        assert len({note[3][0] for note in device.notes()}) == 9 + 1
        assert device.progress(card=WHO)[0][-1] == 1
    assert devices[0].notes() == devices[1].notes()
    assert len(learned(devices[0])) == 1
    assert learned(devices[0]) == learned(devices[1])
    used = {deck for device in devices for _, deck, *_ in device.cards()}
    assert any(deck.endswith("+") for deck in used) == first
    assert any(deck.endswith("+") for deck in devices[0].decks()) == first
    taken = devices[late].takes(author.main)
    assert taken["new"] == []
    synced(devices, server)
    for device in devices:
        assert "“Nobody felt it was theirs.”" in device.note(WHY)["fields"]
        assert len(device.notes()) == 10
        assert device.checked() == []


def test_both_devices_may_import_the_same_edition(author, devices, server):
    author.publish()
    for device in devices:
        device.take(package=str(author.main))
    synced(devices, server)
    assert devices[0].notes() == devices[1].notes()
    assert len(devices[0].notes()) == 9


def test_new_looks_reach_the_other_device_without_a_full_sync(author, devices, server):
    author.publish()
    devices[0].take(package=str(author.main))
    synced(devices, server)
    author.rewrite("anki/card.css", ".lp-card", ".lp-page, .lp-card")
    author.rewrite("anki/notes.py", '"ID", "Top"', '"Card", "Top"')
    author.rewrite("anki/notes.py", 'blank["ID"]', 'blank["Card"]')
    author.publish()
    devices[0].takes(author.main)
    synced(devices, server)
    assert all(".lp-page" in model["css"] for model in devices[1].models().values())
    assert {model["fields"][0][0] for model in devices[1].models().values()} == {"Card"}


def test_the_library_s_deck_and_a_learner_s_own_are_the_same_notes(author, learner, tmp_path):
    author.story["own"] = "no"
    author.publish()
    learner.takes(author.main)
    learner.answer(card=WHY, rating=3)
    author.story["probes"][0].update(id="late", was=["why"])
    author.publish()
    somebody = Author(tmp_path / "somebody")
    somebody.install(author)
    somebody.content = somebody.folder / ".local/share/lpcards/content"
    somebody.content.mkdir(parents=True)
    somebody.write({**story(), "id": "attic"})
    somebody.now = author.now
    somebody.run("build", "--all", content=())
    taken = learner.takes(somebody.content.parent / "decks" / MAIN)
    assert {card.partition("/")[0] for card in taken["new"]} == {"attic"}
    assert taken["updated"] == ["cellar/probe/late"]
    assert learner.progress(card="cellar/probe/late")[0][-1] == 1
    texts = [note[3:] for note in learner.notes()]
    assert learner.takes(author.main)["new"] == []
    assert [note[3:] for note in learner.notes()] == texts
    author.now += 600
    author.story["probes"][1]["strong"] = "I did, on a walk with the dog."
    author.publish()
    assert WHO in learner.takes(author.main)["updated"]
