"""Pictures and sounds on their way into Anki: by their content, each edition what it shows."""

import json
import re
import shutil
import zipfile

import pytest

from author import MAIN
from hostile_texts import HOSTILE
from lpcards.anki.fields import cloze, field_of, labelled, ticks_of
from lpcards.anki.media_files import bytes_of
from lpcards.index.scan import digest
from lpcards.system.problem import UserFault
from small_media import SVG, WAV, png

WHY, WHO = "cellar/probe/why", "cellar/probe/who"


def named(data, kind):
    return f"lp-{digest(data)}.{kind}"


RED, GREEN, DRAWN, SPLASH = png(red=250), png(red=9), named(SVG, "svg"), named(WAV, "wav")


@pytest.fixture
def drawn(author):
    """Return an author whose story shows a picture and a drawing, and plays a sound."""
    (author.content / "pics").mkdir()
    (author.content / "pics" / "the pump.png").write_bytes(RED)
    (author.content / "plan.svg").write_bytes(SVG)
    (author.content / "splash.wav").write_bytes(WAV)
    why, who = author.story["probes"]
    why["strong"] = "Nobody owned ![the pump, in red](pics/the%20pump.png) the cellar."
    who["ask"] = 'Who noticed ![a "plan" <of> {{it}}](plan.svg)?'
    who["strong"] = {"points": ["I did ![how it splashed](splash.wav)", "[sound:evil.mp3]"]}
    return author


def media_of(package):
    """Return the pictures and sounds of a package by name."""
    with zipfile.ZipFile(package) as archive:
        listed = json.loads(archive.read("media"))
        assert {*archive.namelist()} == {"collection.anki2", "media", *listed}
        return {name: archive.read(key) for key, name in listed.items()}


def in_anki(learner):
    found = learner.media()
    assert (found["missing"], found["unused"]) == ([], [])
    return {name: bytes.fromhex(data) for name, data in found["files"].items()}


def test_media_arrive_and_are_shown(drawn, learner):
    drawn.publish()
    learner.takes(drawn.main)
    assert in_anki(learner) == {named(RED, "png"): RED, DRAWN: SVG, SPLASH: WAV}
    sides = learner.rendered()
    picture = f'<img src="{named(RED, "png")}" alt="the pump, in red">'
    assert picture in sides[WHY][1]
    assert f'<img src="{DRAWN}" alt="a &quot;plan&quot; &lt;of&gt; &#123;&#123;it' in sides[WHO][0]
    assert learner.players() == 1
    assert "[sound:evil.mp3]" in re.sub("&#91;", "[", sides[WHO][1])
    assert learner.checked() == []


def test_another_picture_comes_under_another_name_and_nothing_else_changes(drawn, learner):
    drawn.publish()
    learner.takes(drawn.main)
    before = drawn.lines()
    (drawn.content / "pics" / "the pump.png").write_bytes(GREEN)
    again = drawn.build("--json").json
    assert (again["changed"], again["added"], again["retired"]) == ([WHY], [], [])
    drawn.now += 60
    learner.takes(drawn.main)
    assert named(GREEN, "png") in learner.rendered()[WHY][1]
    found = learner.media()
    assert found["missing"] == []
    assert found["unused"] == [named(RED, "png")]
    assert bytes.fromhex(found["files"][named(GREEN, "png")]) == GREEN
    assert {card for card, line in drawn.lines().items() if line != before[card]} == {WHY}


def test_the_same_pictures_make_the_same_bytes(drawn):
    added = drawn.publish()["added"]
    first = drawn.files()
    assert media_of(drawn.main).keys() == {named(RED, "png"), DRAWN, SPLASH}
    assert drawn.build("--json").json["unchanged"] == len(added)
    shutil.rmtree(drawn.folder / ".cache", ignore_errors=True)
    drawn.main.unlink()
    drawn.build()
    assert drawn.files() == first


def test_a_build_looks_at_nothing_again_unless_a_picture_changed(drawn):
    def said():
        return drawn.run("-v", "build", "--all", "--out", drawn.decks).err

    drawn.publish()
    assert "nothing changed since they were built" in said()
    (drawn.content / "pics" / "the pump.png").write_bytes(GREEN)
    told = said()
    assert "a picture of it changed" in told
    assert "nothing changed since they were built" not in told


def test_a_package_holds_the_pictures_of_its_own_notes(drawn):
    other = json.loads(json.dumps(drawn.story)) | {"id": "attic", "short": "Attic"}
    other["probes"] = [other["probes"][0]]
    drawn.write(other)
    drawn.write()
    drawn.build("--split", "scenario")
    held = {path.name: {*media_of(path)} for path in drawn.decks.glob("*.apkg")}
    assert {frozenset(names) for names in held.values()} == {
        frozenset({named(RED, "png")}),
        frozenset({named(RED, "png"), DRAWN, SPLASH}),
    }
    drawn.build("--with-progress", drawn.folder / "mine.apkg")
    assert {*media_of(drawn.folder / "mine.apkg")} == {named(RED, "png"), DRAWN, SPLASH}


@pytest.mark.parametrize("damage", ["other", "none", "more"])
def test_a_package_without_its_pictures_is_written_anew(drawn, damage):
    drawn.publish()
    sound = drawn.files()[MAIN]
    with zipfile.ZipFile(drawn.main) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    listed = json.loads(held["media"])
    if damage == "other":
        listed["0"] = "lp-other.png"
    elif damage == "none":
        del held["0"]
    else:
        listed["9"] = "lp-more.png"
        held["9"] = b"x"
    with zipfile.ZipFile(drawn.main, "w") as archive:
        for name, data in (held | {"media": json.dumps(listed).encode()}).items():
            archive.writestr(name, data)
    drawn.build("--check", code=1)
    drawn.build()
    assert drawn.files()[MAIN] == sound


def test_no_deck_is_built_while_a_picture_is_missing(drawn):
    drawn.write()
    (drawn.content / "plan.svg").unlink()
    refused = drawn.build(code=1)
    assert "there is no file `plan.svg`" in refused.err
    assert not drawn.main.exists()
    checked = drawn.run("check", "--no-advice", "--json", code=1).json
    assert [(one["rule"], one["severity"]) for one in checked["problems"]] == [("picture", "error")]
    assert drawn.run("show", WHO).out.count('[picture: a "plan" <of> {{it}}]') == 1


def test_nothing_in_a_text_becomes_a_picture_or_sound_but_our_own_files():
    known = {"a.png": named(RED, "png"), "b.mp3": named(WAV, "mp3")}
    ours = re.compile(
        r'<img src="lp-[0-9a-f]{32}\.png" alt="[^"<>{}\[]*">|\[sound:lp-\w{32}\.mp3\]'
    )
    for text in (*HOSTILE, '" onerror="x', "]]>", "a\u0338", "[sound:x]", "{{c1::x}}", "\\(x\\)"):
        flat = text.replace("\n", " ").replace("]", ")").replace("[", "(")
        told = f"![{flat}](a.png) {text} ![{flat}](b.mp3) ![{flat}](c.png)"
        for html in (field_of(told, known), ticks_of([told], (), known), labelled(told, known)):
            rest = ours.sub("", html)
            assert not re.search(r"<img|\[sound|\[latex|\{\{", rest), text
            assert html.count("<img") <= 1


def test_a_link_is_its_words_and_leads_to_the_web_alone():
    link = '<a href="https://a.b/?c=1&amp;d=&quot;e">the <b>page</b></a>'
    assert field_of('[the page](https://a.b/?c=1&d="e)') == link.replace("<b>page</b>", "page")
    assert field_of("[x](javascript:y)") == "&#91;x](javascript:y)"
    assert "<a" not in field_of("[x](https://a b)")
    assert "<a" in cloze("", "[x](https://a.b)", "", "")


def test_diff_says_which_picture_takes_the_place_of_which(drawn):
    drawn.publish()
    (drawn.content / "pics" / "the pump.png").write_bytes(GREEN)
    told = drawn.run("diff", "--out", drawn.decks).out
    assert f"changed  {WHY}" in told
    assert named(RED, "png") in told
    assert named(GREEN, "png") in told


def test_a_picture_that_changes_during_a_build_is_never_shipped_under_the_old_name(drawn, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(GREEN)
    with pytest.raises(UserFault, match=r"a\.png changed during the build"):
        [*bytes_of([named(RED, "png")], {named(RED, "png"): str(path)})]
    with pytest.raises(UserFault, match="changed during the build"):
        [*bytes_of([named(RED, "png")], {})]


def test_a_story_is_read_with_its_pictures(drawn, learner):
    drawn.story["overview"] = "It rained. ![the cellar, in green](attic.png)"
    (drawn.content / "attic.png").write_bytes(GREEN)
    drawn.publish()
    learner.takes(drawn.main)
    shown = f'<img src="{named(GREEN, "png")}" alt="the cellar, in green">'
    assert [shown in side for side in learner.rendered()["cellar/read"]] == [True, True]
    assert in_anki(learner)[named(GREEN, "png")] == GREEN
