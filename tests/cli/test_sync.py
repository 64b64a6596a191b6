"""`lpcards sync` as it is called; what it does stands in `tests/anki/test_sync.py`."""

import pytest


@pytest.mark.parametrize("where", [[], ["nowhere"], ["anki", "anki"]])
def test_where_to_has_to_be_said(lp, where):
    refused = lp("sync", *where, code=2)
    assert refused.out == ""
    assert "anki" in refused.err


@pytest.mark.parametrize("url", ["http://10.1.2.3:8765", "http://anki.example"])
def test_another_machine_is_refused_before_anything_is_done(lp, home, url):
    refused = lp("sync", "anki", "--url", url, code=1)
    assert refused.err.startswith("lpcards: ")
    assert "--remote" in refused.err
    assert not (home / "decks").exists()


def test_its_page_names_the_variable_of_the_key(lp):
    assert "LPCARDS_ANKI_KEY" in " ".join(lp("sync", "--help").out.split())
