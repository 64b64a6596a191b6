import pytest

from lpcards.sync.content_names import beginnings, fault_of_data, fault_of_name, folded

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.mark.parametrize(
    "name",
    ["cellar.yaml", "a/b/c.yml", "Ümlaut é.yaml", "pump.PNG", "told.mp3", "a.b.yaml", "日本.yaml"],
)
def test_stories_pictures_and_sounds_have_such_names(name):
    assert fault_of_name(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        *("", "/a.yaml", "../a.yaml", "a/../b.yaml", "a/./b.yaml", "a//b.yaml", "a/", "."),
        *("a\\b.yaml", "c:a.yaml", "a\0.yaml", "a\n.yaml", "a\x1b[2J.yaml", "a\ud800.yaml"),
        *("a\u202eb.yaml", "a\u200b.yaml", "e\u0301.yaml", " a.yaml", "a /b.yaml", "a./b.yaml"),
        *("con.yaml", "a/NUL.yaml", "com1/a.yaml", "lpt9.x.yaml"),
        *(".a.yaml", ".git/a.yaml", "~$a.yaml", "node_modules/a.yaml", "__MACOSX/a.yaml"),
        *("lpcards.yaml", "a/LPCARDS.YAML", "redact.yaml", "lpcards-author.txt", "lpcards.yml"),
        *("a.py", "a.sh", "a", "a.yaml.exe", "a.YAML", "a.html", "yaml", "setting:new"),
        *("\u017f" * 300 + ".yaml", "a/" * 20 + "b.yaml", "\uff41" * 500 + "/b.yaml"),
    ],
)
def test_no_file_from_elsewhere_may_have_such_a_name(name):
    assert fault_of_name(name)


def test_names_that_some_file_systems_take_for_one_are_alike():
    assert folded("Größe.yaml") == folded("GRÖSSE.YAML") == folded("GRO\u0308SSE.yaml")
    assert [*beginnings("a/b/c.yaml")] == ["a", "a/b", "a/b/c.yaml"]


def test_a_picture_is_one():
    assert fault_of_data("a.png", PNG) == ""
    assert fault_of_data("a.png", b"#!/bin/sh") != ""
    assert fault_of_data("a.jpg", PNG) != ""
    assert fault_of_data("a.png", PNG + bytes(5_000_000)) == "it is larger than 5 MB"
    assert fault_of_data("a.yaml", b"any: text") == ""
