"""The stories on pages: the list, the whole of one, its pictures and sounds, the sheet."""

import pytest

from lpcards.index import story_media
from lpcards.study.workspace import Workspace
from small_media import SVG, WAV, png
from web.conftest import NOW, Browser
from web_pages import ReadPage

STORY = """\
id: queue
title: A queue that grew
short: Queue
principle: ownership
overview: The queue grew. ![the queue over a week](pics/the%20week.png)
steps:
  situation:
    seconds: 30
    example: >-
      I saw it grow. ![what the pager sounded like](pager.wav) See [the page](https://a.b/c).
    key_phrases: [it grew, "for a week ![the week](<pics/the week.png>)"]
probes:
  - id: why
    ask: Why did it grow?
    strong: {takeaway: I drew it., answer: "Like this: ![a plan by Anna](plan.svg)"}
"""


@pytest.fixture
def drawn(home):
    """Return the folder of a story with a picture, a drawing and a sound."""
    folder = home / "drawn"
    (folder / "pics").mkdir(parents=True)
    (folder / "queue.yaml").write_text(STORY, encoding="utf-8")
    (folder / "pics" / "the week.png").write_bytes(png())
    (folder / "plan.svg").write_bytes(SVG)
    (folder / "pager.wav").write_bytes(WAV)
    return folder


@pytest.fixture
def at_drawn(drawn):
    """Return a browser at the page of that story."""
    with Browser(Workspace((str(drawn),), None, NOW)) as browser:
        yield browser.log_in()


def media_of(page):
    return [one["src"] for _, one in page.elements if one.get("src", "").startswith("/media/")]


def test_the_list_has_every_story_and_says_whose_it_is(lp, browser):
    page = ReadPage(browser.get("/stories").text)
    for story in lp("list", "--json").json:
        assert f"/stories/{story['id']}" in page.addresses
        assert story["title"] in page.text
    assert "Your stories None yet." in page.text


def test_words_are_found_marked_and_lead_to_their_story(lp, browser):
    page = ReadPage(browser.get("/stories?q=webhook+slo").text)
    found = lp("search", "webhook", "slo", "--json").json
    assert {one["id"].partition("/")[0] for one in found} == {"webhook-drops"}
    assert page.addresses.count("/stories/webhook-drops") == 1
    assert len([tag for tag, _ in page.elements if tag == "mark"]) > len(found) > 3
    assert ("input", "webhook slo") in {(tag, one.get("value")) for tag, one in page.elements}
    for one in found[:3]:
        assert f"webhook-drops.yaml:{one['line']}" in page.text


def test_a_search_for_nothing_says_so_on_its_page(browser):
    page = ReadPage(browser.get("/stories?q=xyzzy").text)
    assert 'No story, guide or card has "xyzzy".' in page.text
    assert "mark" not in page.tags
    hostile = browser.get("/stories", params={"q": '<script> "><b>'}).text
    assert "<script> " not in hostile
    assert "<b>" not in hostile
    refused = ReadPage(browser.get("/stories?q=*").text)
    assert "Name a word to look for: there is none in that." in refused.text
    assert "Your stories" in ReadPage(browser.get("/stories?q=+").text).text


def test_of_many_passages_the_page_says_how_many_more_there_are(browser):
    page = ReadPage(browser.get("/stories?q=the").text)
    assert len([tag for tag, _ in page.elements if tag == "li"]) == 30
    assert "more passages: another word narrows it." in page.text


def test_what_is_found_in_a_story_with_faults_leads_nowhere(home):
    folder = home / "broken"
    folder.mkdir()
    (folder / "bad.yaml").write_text("id: bad\ntitle: [<b>zebra\n", encoding="utf-8")
    with Browser(Workspace((str(folder),), None, NOW)) as browser:
        page = ReadPage(browser.log_in().get("/stories?q=zebra").text)
    assert "title: [<b>zebra" in page.text
    assert "/stories/bad" not in page.addresses


def test_a_story_is_there_from_start_to_end(lp, browser):
    for story in ("grocery-swaps", "general"):
        page = ReadPage(browser.get(f"/stories/{story}").text).text
        for section in lp("read", story, "--json").json["sections"]:
            assert section["heading"] in page
            for line in section["text"].splitlines():
                assert " ".join(line.removeprefix("- ").split()) in page


def test_a_guide_has_its_map_for_other_companies(lp, browser):
    page = ReadPage(browser.get("/stories/other-loops").text).text
    for theme in lp("read", "other-loops", "--json").json["themes"]:
        assert theme["name"] in page
        for words in theme["words"].values():
            assert words in page


def test_a_story_that_was_saved_meanwhile_is_read_as_it_is_now(at_drawn, drawn):
    assert "A queue that grew" in at_drawn.get("/stories/queue").text
    (drawn / "queue.yaml").write_text(STORY.replace("that grew", "that fell"), encoding="utf-8")
    assert "A queue that fell" in at_drawn.get("/stories/queue").text


def test_pictures_and_sounds_are_shown_and_a_drawing_never_by_itself(at_drawn):
    page = ReadPage(at_drawn.get("/stories/queue").text)
    alts = {one["alt"] for tag, one in page.elements if tag == "img"}
    assert alts == {"the queue over a week", "a plan by Anna"}
    kinds = {}
    for address in media_of(page):
        answer = at_drawn.get(address, headers={"Sec-Fetch-Dest": "image"})
        kinds[answer.headers["content-type"]] = answer
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
        for frame in ("document", "iframe", "object", "embed"):
            refused = at_drawn.get(address, headers={"Sec-Fetch-Dest": frame})
            assert refused.status_code == 404
    assert kinds.keys() == {"image/png", "image/svg+xml", "audio/wav"}
    assert kinds["image/png"].content == png()
    assert kinds["image/svg+xml"].headers["content-disposition"] == "attachment"


def test_a_player_may_ask_for_a_part_of_a_sound(at_drawn):
    [sound] = [
        one for one in media_of(ReadPage(at_drawn.get("/stories/queue").text)) if "wav" in one
    ]
    part = at_drawn.get(sound, headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.content) == (206, WAV[:2])
    assert part.headers["content-range"] == f"bytes 0-1/{len(WAV)}"
    rest = at_drawn.get(sound, headers={"Range": "bytes=2-"})
    assert rest.content == WAV[2:]
    assert at_drawn.get(sound, headers={"Range": f"bytes={len(WAV)}-"}).status_code == 416
    assert at_drawn.get(sound, headers={"Range": "bytes=x"}).content == WAV


@pytest.mark.parametrize("name", ["the week.png", "pics%2Fthe week.png", "..%2Fqueue.yaml", "lp-"])
def test_a_picture_has_no_address_but_that_of_its_content(at_drawn, name):
    assert at_drawn.get(f"/media/{name}").status_code == 404


def test_a_file_that_became_another_between_index_and_reading_is_not_shown(at_drawn, drawn):
    [address] = [
        one for one in media_of(ReadPage(at_drawn.get("/stories/queue").text)) if "png" in one
    ]
    (drawn / "pics" / "the week.png").unlink()
    (drawn / "pics" / "the week.png").symlink_to("/etc/passwd")
    assert at_drawn.get(address).status_code == 404


def test_content_that_is_not_what_its_name_says_is_not_shown(at_drawn, monkeypatch):
    page = ReadPage(at_drawn.get("/stories/queue").text)
    monkeypatch.setattr(story_media, "read_media", lambda _: b"root:x:0:0")
    assert {at_drawn.get(address).status_code for address in media_of(page)} == {404}


def test_the_sheet_is_that_of_the_terminal(lp, browser, home):
    lp("sheet", "--html", "sheet.html")
    printed = (home / "sheet.html").read_text("utf-8")
    page = browser.get("/sheet").text
    assert printed[printed.index("<main>") : printed.index("</main>")] in page
    style = browser.get("/sheet/a4.css")
    assert style.headers["content-type"].startswith("text/css")
    assert style.text in printed


def test_the_sheet_of_one_story_and_on_other_paper(lp, browser, home):
    lp("sheet", "grocery-swaps", "--html", "one.html", "--paper", "letter")
    printed = (home / "one.html").read_text("utf-8")
    page = browser.get("/sheet?story=grocery-swaps&paper=letter").text
    assert printed[printed.index("<main>") : printed.index("</main>")] in page
    assert browser.get("/sheet?story=general").status_code == 404
    assert browser.get("/sheet?paper=a0").status_code == 404


def test_pictures_of_the_sheet_come_by_their_address(at_drawn):
    page = ReadPage(at_drawn.get("/sheet").text)
    assert page.live == []
    for address in media_of(page):
        assert at_drawn.get(address).status_code == 200
