"""Pictures and sounds beside a story: each fault at its place, and no way out of the folder."""

import json
import os
import unicodedata

import pytest

from content_folders import ContentFolders
from lpcards.index import scan
from lpcards.index.card_index import open_index
from lpcards.index.scan import digest
from lpcards.index.story_media import MOST_BYTES
from small_media import GIF, SMALL, SVG, png

STORY = """\
id: {id}
title: A queue that grew
short: Queue
principle: ownership
overview: "The queue grew. {text}"
probes:
  - id: why
    ask: "{ask}"
    strong: {{takeaway: I looked, points: [one, two]}}
"""


class Folders(ContentFolders):
    def index(self):
        return open_index(self.sources, self.cache)


@pytest.fixture
def folders(tmp_path):
    return Folders(tmp_path)


@pytest.fixture
def own(folders, tmp_path):
    (tmp_path / "own" / "pics").mkdir()
    return tmp_path / "own"


def write(own, text="", ask="Why?", name="queue"):
    told = STORY.format(id=name, text=text, ask=ask)
    (own / f"{name}.yaml").write_text(told, encoding="utf-8")
    return told


def problems(folders):
    with folders.index() as index:
        return [
            (one.line, one.column, one.message) for one in index.problems() if one.rule == "picture"
        ]


def named(data, kind="png"):
    return f"lp-{digest(data)}.{kind}"


def test_a_picture_is_named_by_its_content_and_known_by_story(folders, own):
    (own / "pics" / "the queue.png").write_bytes(png())
    (own / "d.svg").write_bytes(SVG)
    write(own, "![grows](<pics/the queue.png>)", "Seen ![a](./d.svg)?")
    with folders.index() as index:
        assert index.problems() == []
        media = index.media()["queue"]
        assert {name: one.name for name, one in media.items()} == {
            "pics/the queue.png": named(png()),
            "./d.svg": named(SVG, "svg"),
        }
        assert index.card("queue/probe/why").media == (("./d.svg", named(SVG, "svg")),)
        assert index.media_paths()[named(SVG, "svg")] == str(own / "d.svg")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("![](a.png)", "say in the square brackets what is to be seen"),
        ("![](a.wav)", "say in the square brackets what is to be heard"),
        ("![a]()", "the file is missing"),
        ("![a](xylophone.png)", "there is no file `xylophone.png`; put it beside the story"),
        ("![a](grapf.png)", "did you mean `graph.png`?"),
        ("![a](GRAPH.png)", "the file is called `graph.png`: capitals count"),
        ("![a](Pics/a.png)", "the file is called `pics`"),
        ("![a](a.bmp)", "neither a picture nor a sound"),
        ("![a](noending)", "neither a picture nor a sound"),
        ("![a](../own/graph.png)", "leads out of this folder"),
        ("![a](pics/../graph.png)", "leads out of this folder"),
        ("![a](/etc/a.png)", "leads out of this folder"),
        ("![a](~/a.png)", "leads out of this folder"),
        ("![a](%2e%2e/a.png)", "leads out of this folder"),
        ("![a](https://a.b/c.png)", "lies elsewhere"),
        ("![a](//a.b/c.png)", "lies elsewhere"),
        ("![a](data:image/png;base64,AAAA)", "lies elsewhere"),
        ("![a](file:///a.png)", "lies elsewhere"),
        ("![a](pics//a.png)", "needless spaces or slashes"),
        ("![a](a  b.png)", "needless spaces or slashes"),
        ("![a](a?.png)", "a name that not every system can have"),
        ("![a](a%0Ab.png)", "a name that not every system can have"),
        ("![a](.hidden.png)", "neither a picture nor a sound"),
        ("![a](pics)", "neither a picture nor a sound"),
        ("![a [b]](graph.png)", "this is not a picture yet"),
        ("![a](graph.png", "this is not a picture yet"),
        ("![a](empty.png)", "this is no png picture"),
        ("![a](page.png)", "this is no png picture"),
        ("![a](really.gif)", "this is not gif but png: name the file `.png`"),
        ("![a](cut.png)", "it is damaged: save it again"),
        ("![a](script.svg)", "it holds `<script>`"),
        ("![a](big.png)", "5.1 MB is too large"),
        ("![a](folder.png)", "this is not a file"),
        ("![a](pipe.png)", "this is not a file"),
        ("![a](out.png)", "a link to a file outside your stories"),
        ("![a](far/a.png)", "a link to a file outside your stories"),
        ("![a](loop.png)", "this cannot be read"),
    ],
)
def test_what_is_wrong_with_a_picture_is_told_at_its_place(folders, own, tmp_path, written, words):
    (own / "graph.png").write_bytes(png())
    (own / "empty.png").write_bytes(b"")
    (own / "page.png").write_bytes(b"<html><script>x</script>")
    (own / "really.gif").write_bytes(png())
    (own / "cut.png").write_bytes(png()[:18])
    (own / "script.svg").write_bytes(SVG.replace(b"<text>", b"<script/><text>"))
    (own / "big.png").write_bytes(png() + bytes(MOST_BYTES))
    (own / "folder.png").mkdir()
    os.mkfifo(own / "pipe.png")
    (tmp_path / "out.png").write_bytes(png())
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a.png").write_bytes(png())
    (own / "out.png").symlink_to(tmp_path / "out.png")
    (own / "far").symlink_to(tmp_path / "far")
    (own / "loop.png").symlink_to("loop.png")
    told = write(own, f"Then. {written}")
    found = problems(folders)
    assert [(line, column) for line, column, _ in found] == [
        (5, told.splitlines()[4].index("![") + 1)
    ]
    assert words in found[0][2]
    with folders.index() as index:
        assert index.media().get("queue", {}).get("graph.png") is None
        assert index.card("queue/probe/why") is not None


def test_a_link_inside_the_stories_may_stay(folders, own):
    (own / "pics" / "a.png").write_bytes(png())
    (own / "b.png").symlink_to("pics/a.png")
    write(own, "![a](b.png)")
    assert problems(folders) == []


@pytest.mark.parametrize("kind", SMALL)
def test_each_kind_may_stand_beside_a_story(folders, own, kind):
    (own / f"x.{kind}").write_bytes(SMALL[kind])
    write(own, f"![a](x.{kind}) ![b](x.{kind})")
    assert problems(folders) == []
    with folders.index() as index:
        assert [*index.media_paths()] == [named(SMALL[kind], kind)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_may_be_composed_of_other_signs(folders, own, form):
    other = {"NFC": "NFD", "NFD": "NFC"}[form]
    (own / unicodedata.normalize(form, "überblick.png")).write_bytes(png())
    write(own, f"![a]({unicodedata.normalize(other, 'überblick.png')})")
    assert problems(folders) == []
    with folders.index() as index:
        assert [*index.media_paths()] == [named(png())]


PLACES = """\
id: queue
title: "A ![a](a.png)"
short: Queue
principle: ownership
asked: ["Which ![a](a.png)?"]
steps:
  situation:
    example: "I saw ![a](a.png)"
    key_phrases:
      - "it grew ![a](a.png)"
      - {id: one, text: it fell, fact: "so ![a](a.png)", sentence: "It {fell} ![a](a.png)."}
probes:
  - id: why
    ask: Why ![a](a.png)?
    strong: {points: [{text: "![a](a.png) one", accept: ["![a](a.png)"]}, two]}
"""


def test_a_picture_stands_where_things_are_shown_and_nowhere_else(folders, own):
    (own / "a.png").write_bytes(png())
    (own / "queue.yaml").write_text(PLACES, encoding="utf-8")
    found = problems(folders)
    assert [(line, message.partition(" can have")[0]) for line, _, message in found] == [
        (2, "`title`"),
        (5, "`ask`"),
        (10, "the words of a key phrase"),
        (11, "`sentence`"),
        (15, "`accept`"),
    ]
    for line, column, _ in found:
        assert PLACES.splitlines()[line - 1][column - 1 :].startswith("![a]")


def test_the_same_picture_twice_in_a_text_is_told_of_twice(folders, own):
    write(own, "![a](no.png) and ![a](no.png)")
    assert len({column for _, column, _ in problems(folders)}) == 2


def test_a_story_of_too_many_pictures_is_told_so(folders, own):
    (own / "a.png").write_bytes(png())
    write(own, "![a](a.png) " * 101)
    assert ["more than 100" in message for *_, message in problems(folders)] == [True]


def test_another_picture_under_the_old_name_is_noticed(folders, own):
    (own / "a.png").write_bytes(png())
    write(own, ask="Seen ![a](a.png)?")
    with folders.index() as index:
        before = index.digests()["queue"], index.card("queue/probe/why")
        index.keep_memo("key", "value")
    (own / "a.png").write_bytes(png(red=200))
    with folders.index() as index:
        after = index.digests()["queue"], index.card("queue/probe/why")
        assert not index.memo("key")
    assert after[0] != before[0]
    assert after[1] == before[1]._replace(media=(("a.png", named(png(red=200))),))
    (own / "a.png").unlink()
    assert "there is no file" in problems(folders)[0][2]
    (own / "a.png").write_bytes(GIF)
    assert "not png but gif" in problems(folders)[0][2]
    (own / "a.png").write_bytes(png())
    assert problems(folders) == []
    with folders.index() as index:
        assert (index.digests()["queue"], index.card("queue/probe/why")) == before


def test_what_was_compiled_is_what_would_be(folders, own, monkeypatch):
    (own / "a.png").write_bytes(png())
    write(own, ask="Seen ![a](a.png)?")
    with folders.index() as index:
        compiled = index.contents()
    monkeypatch.setattr(scan, "YOUNG_NS", 0)
    with open_index(folders.sources, None) as index:
        assert index.contents() == compiled
    assert not folders.compiles()
    [(kept,)] = folders.rows("SELECT media FROM files")
    assert json.loads(kept)[0][2] == scan.stat_of(str(own / "a.png"))
