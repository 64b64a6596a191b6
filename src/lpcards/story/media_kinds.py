"""Pictures and sounds by what their bytes are, whatever they are called; nothing is decoded."""

import struct
from collections.abc import Iterable, Iterator

from lpcards.english.printable import counted
from lpcards.story.markup import SOUNDS
from lpcards.story.svg_content import fault_of_svg, is_svg

ENDINGS = {
    "png": "png",
    "jpg": "jpg",
    "jpeg": "jpg",
    "gif": "gif",
    "webp": "webp",
    "svg": "svg",
    "mp3": "mp3",
    "ogg": "ogg",
    "m4a": "m4a",
    "wav": "wav",
}
"""What a name may end in, and the kind that the file then is."""
TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
}
"""Kind -> its type for a browser."""
MOST_PIXELS = 50_000_000
"""More of them take a phone's memory: a small file may unpack to any size."""
BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"dash")

_MPEG = (b"\xff\xfa", b"\xff\xfb", b"\xff\xf2", b"\xff\xf3", b"\xff\xe2", b"\xff\xe3")
_SIGNS = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "ogg": (b"OggS",),
    "mp3": (b"ID3", *_MPEG),
}
"""Kind -> what its files begin with."""
_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def counted_media(names: Iterable[str]) -> str:
    """Return how many pictures and sounds files of these names are, in words."""
    sounds = [name.lower().endswith(SOUNDS) for name in names]
    counts = {"picture": sounds.count(False), "sound": sounds.count(True)}
    return " and ".join(counted(count, noun) for noun, count in counts.items() if count)


def kind_of(data: bytes) -> str:
    """Return the kind of a file by its bytes; "" if it is none of ours."""
    if kind := next((kind for kind, signs in _SIGNS.items() if data.startswith(signs)), ""):
        return kind
    if data.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(data[8:12], "")
    if data[4:8] == b"ftyp":
        return "m4a" if data[8:12] in BRANDS else ""
    return "svg" if is_svg(data) else ""


def fault_of_content(kind: str, data: bytes) -> str:
    """Return what is wrong with the content of a file of that kind, in words; "" if nothing is."""
    if kind == "svg":
        return fault_of_svg(data)
    measured = _MEASURES.get(kind)
    if measured is None:
        return ""
    try:
        width, height = measured(data)
    except (struct.error, IndexError):
        return "it is damaged: save it again"
    if not width or not height:
        return "it is damaged: save it again"
    if width * height > MOST_PIXELS:
        return f"its {width:,} by {height:,} pixels are too many for a phone: make it smaller"
    return ""


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _webp(data: bytes) -> tuple[int, int]:
    form = data[12:16]
    if form == b"VP8X":
        low, high, low_too, high_too = struct.unpack_from("<HBHB", data, 24)
        return 1 + (low | high << 16), 1 + (low_too | high_too << 16)
    if form == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", data, 26)
    return width & 0x3FFF, height & 0x3FFF


def _jpg(data: bytes) -> tuple[int, int]:
    for marker, at in _segments(data):
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 3)
            return width, height
    return 0, 0


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the marker of each of a JPEG's segments, and where its length stands."""
    at = 2
    while at < len(data):
        if data[at] != 0xFF:  # noqa: PLR2004
            return
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004
            at += 1
        elif marker in _STANDALONE:
            at += 2
        else:
            yield marker, at + 2
            at += 2 + max(2, *struct.unpack_from(">H", data, at + 2))


_MEASURES = {"png": _png, "gif": _gif, "webp": _webp, "jpg": _jpg}
