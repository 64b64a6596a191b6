"""`sync` with a hub: what it says, what stays at home, and that no password is in any of it."""

import pytest

from postgres import free_port

pytestmark = pytest.mark.postgresql
OWN = "cellar/probe/why"
OF_LIBRARY = "asking-the-same-twice/probe/who"


@pytest.fixture
def url(hub):
    return hub.url("anna")


@pytest.fixture
def of_library(lp):
    """Return a card of the library."""
    return next(card["id"] for card in lp("cards", "--json").json)


def test_machines_meet_and_what_is_ones_own_stays(lp, own, home, cellar, url, hub, of_library):
    (home / ".local/share/lpcards/content").mkdir(parents=True)
    cellar.rename(home / ".local/share/lpcards/content/cellar.yaml")
    lp("grade", OWN, "4")
    lp("grade", of_library, "4")
    there = lp("sync", url, "--json").json
    assert (there["in"], there["out"], there["held"]) == (0, 1, 1)
    secret = hub.server.passwords[hub.people["anna"]]
    assert secret not in there["where"]
    other = lp("--db", "other.db", "sync", url)
    assert ": 0 out, 1 in." in other.out
    assert "1 event of your own stories" in lp("sync", url).out
    assert lp("sync", url).out.endswith(
        "Not sent: 1 event of your own stories, or with words of yours (--whole sends them)\n"
    )
    dry = lp("sync", url, "--whole", "--dry-run", "--json").json
    assert (dry["out"], dry["held"]) == (1, 0)
    lp("set", "sync_whole=yes")
    assert lp("sync", url, "--no-whole", "--json").json["held"] == 1
    assert lp("sync", url, "--json").json["out"] == 1
    assert lp("--db", "other.db", "sync", url, "--json").json["in"] == 1
    assert lp("--db", "other.db", "log").out == lp("log").out


def test_offline_the_answers_wait(lp, hub, of_library):
    away = hub.url("anna", port=free_port())
    lp("grade", of_library, "4")
    for words in (["sync", away], ["-v", "sync", away]):
        done = lp(*words, code=1)
        assert "does not answer" in done.err
        assert hub.server.passwords[hub.people["anna"]] not in done.out + done.err
    assert lp("sync", hub.url("anna"), "--json").json["out"] == 1


def test_settings_take_an_address_without_its_password(lp, home, hub, url):
    secret = hub.server.passwords[hub.people["anna"]]
    refused = lp("set", f"sync={url}", code=1)
    assert "~/.pgpass" in refused.err
    assert secret not in refused.out + refused.err
    shown = url.replace(f":{secret}", "")
    lp("set", f"sync={shown}")
    at = url.rpartition("@")[2].replace("/", ":")
    (home / ".pgpass").write_text(f"{at}:{hub.people['anna']}:{secret}\n")
    (home / ".pgpass").chmod(0o600)
    [there] = lp("sync", "--json").json
    assert there["where"] == shown


def test_another_kind_of_address_is_no_hub(lp):
    assert "secret" not in lp("sync", "mysql://a:secret@b/c", code=1).err
    assert lp("sync", "folder", "--whole", code=2).err
