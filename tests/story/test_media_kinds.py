"""Pictures and sounds are known by their bytes, and none is decoded."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.story.media_kinds import (
    ENDINGS,
    MOST_PIXELS,
    TYPES,
    counted_media,
    fault_of_content,
    kind_of,
)
from small_media import GIF, JPG, SMALL, SVG, WEBP, png


@pytest.mark.parametrize("kind", TYPES)
def test_every_kind_is_known_by_its_bytes(kind):
    assert kind_of(SMALL[kind]) == kind
    assert fault_of_content(kind, SMALL[kind]) == ""


def test_every_ending_is_of_a_kind_that_browsers_know():
    assert {*ENDINGS.values()} == {*TYPES}


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"<html><svg/></html>", b"PK\x03\x04", b"%PDF-1.7", b"MZ", b"\xff\xfe<\0s\0v\0g\0"),
        *(b"<!doctype html>", b"\0\0\0\x20ftypqt  ", b"RIFF\0\0\0\0AVI ", b"just words", b"<svg/>"),
    ],
)
def test_what_is_none_of_them_is_none(data):
    assert kind_of(data) == ""


def test_a_small_file_of_endless_pixels_is_refused():
    side = int(MOST_PIXELS**0.5) + 1
    huge = {
        "png": png()[:16] + struct.pack(">II", side, side),
        "gif": GIF[:6] + struct.pack("<HH", 65535, 65535),
        "jpg": JPG.replace(struct.pack(">HH", 2, 3), b"\xff\xff\xff\xff"),
        "webp": WEBP[:24] + b"\xff" * 6,
    }
    for kind, data in huge.items():
        assert kind_of(data) == kind
        assert "pixels are too many" in fault_of_content(kind, data), kind


@pytest.mark.parametrize("kind", ["png", "jpg", "gif", "webp"])
@given(cut=st.integers(0, 40), rest=st.binary(max_size=60))
def test_damage_is_told_and_raises_nothing(kind, cut, rest):
    assert isinstance(fault_of_content(kind, SMALL[kind][:cut] + rest), str)
    assert fault_of_content(kind, SMALL[kind][:9]) == "it is damaged: save it again"


XHTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'


@pytest.mark.parametrize(
    "inside",
    [
        *("<script>x()</script>", "<SCRIPT/>", '<g onload="x()"/>', "<foreignObject/>"),
        *('<image href="https://a.b/c.png"/>', '<use href="other.svg#a"/>', "<iframe/>"),
        *('<a href="&#106;avascript:x"/>', '<image href="data:image/svg+xml,a"/>'),
        *("<style>@import 'a'</style>", "<style>a{background:url(//b)}</style>"),
        *("<style>a{background:u\\72l(b)}</style>", "<rect fill=\"url( 'http://b#a')\"/>"),
        *("<rect style=\"background:image-set('a' 1x)\"/>", f"<h:p {XHTML}/>"),
        *('<animate attributeName="xlink:href" to="x"/>', '<set to=" javascript:x"/>'),
        *('<g xml:base="http://b/"/>', "<g>" * 300 + "</g>" * 300),
    ],
)
def test_a_drawing_that_runs_or_loads_something_is_refused(inside):
    links = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {links}>{inside}</svg>'.encode()
    assert kind_of(data) == "svg"
    assert fault_of_content("svg", data)


def test_a_drawing_that_declares_entities_is_refused():
    entities = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    data = entities + b'<svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'
    assert kind_of(data) == "svg"
    assert "entities" in fault_of_content("svg", data)
    sheet = b'<?xml-stylesheet href="a.css"?>' + SVG.partition(b"?>")[2]
    assert "style sheet" in fault_of_content("svg", sheet)


def test_a_drawing_may_keep_the_notes_of_its_program():
    noted = SVG.replace(
        b"<circle",
        b'<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:path="C:\\a" i:onload="no"/>'
        b'<rect transform="rotate(3)" fill="url(#b)" style="fill:url( \'#b\' )"/><circle',
    )
    assert fault_of_content("svg", noted) == ""


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd_to_be_judged(data):
    for start in (b"", b"<svg xmlns='http://www.w3.org/2000/svg'>", b"<?xml version='1.0'?>"):
        assert kind_of(start + data) in {"", *TYPES}
        assert isinstance(fault_of_content("svg", start + data), str)


def test_pictures_and_sounds_are_counted_in_words():
    assert counted_media(["a.png", "b.MP3", "c.svg"]) == "2 pictures and 1 sound"
    assert counted_media(["b.ogg"]) == "1 sound"
