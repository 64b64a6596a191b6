"""Small pictures and sounds, made of nothing but bytes."""

import struct
import zlib

SVG = b"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  viewBox="0 0 10 10"><style>.a { fill: url(#b) }</style><defs><linearGradient id="b"/></defs>
  <circle class="a" cx="5" cy="5" r="4"/><use xlink:href="#b"/><text>42 ms</text></svg>"""
GIF = b"GIF89a" + struct.pack("<HH", 3, 2) + bytes(8)
JPG = (
    b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08"
    + struct.pack(">HH", 2, 3)
    + b"\x01\x01\x11\x00\xff\xd9"
)
WEBP = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + b"\x02\0\0\x01\0\0"
WAV = b"RIFF" + struct.pack("<I", 40) + b"WAVEfmt " + bytes(28)
OGG = b"OggS\0\x02" + bytes(30)
MP3 = b"ID3\x04" + bytes(40)
M4A = b"\0\0\0\x20ftypM4A " + bytes(20)
SMALL = {
    "png": b"",
    "svg": SVG,
    "gif": GIF,
    "jpg": JPG,
    "webp": WEBP,
    "wav": WAV,
    "ogg": OGG,
    "mp3": MP3,
    "m4a": M4A,
}


def png(width=3, height=2, red=0):
    """Return a picture of one colour."""
    rows = zlib.compress((b"\0" + bytes([red, 90, 200]) * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", head), _chunk(b"IDAT", rows), _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind, data):
    sums = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + sums


SMALL["png"] = png()
