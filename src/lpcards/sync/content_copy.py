"""A device's copy of the learner's content as a file, read with distrust."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lpcards.index.scan import digest
from lpcards.sync.content_names import SETTING, fault_of_data, fault_of_name
from lpcards.sync.content_place import COPY
from lpcards.sync.content_version import GONE, Version
from lpcards.sync.packed_file import BadFile

MOST_DATA = 100_000_000
"""Bytes of files that a device's copy holds at most."""
MOST_ITEMS, MOST_IDS = 20_000, 2_000
"""Files and settings of a copy, those that are gone among them; versions that one names."""
DEVICE = re.compile(r"[0-9A-Za-z-]{1,32}")
ID = re.compile(r"[0-9a-f]{32}")
LONGEST_SETTING = 10_000
SETTING_NAME = re.compile(SETTING + r"[a-z_]{1,40}")
AUTHOR, MANIFEST = "author", "manifest"
UNITED = (AUTHOR, MANIFEST)
"""Texts whose lines machines unite: there is no later one."""


class Item(NamedTuple):
    """A version of a file or setting, and its bytes (None: it is gone)."""

    version: Version
    data: bytes | None


class ContentCopy(NamedTuple):
    """What a device has: items by name, texts to be united, and what was left out, with reasons."""

    device: str
    items: Mapping[str, Item]
    united: Mapping[str, str] = {}
    left_out: Mapping[str, str] = {}

    @property
    def size(self) -> int:
        """How many bytes its files and texts have."""
        files = sum(len(item.data or b"") for item in self.items.values())
        return files + sum(map(len, self.united.values()))


def packed_copy(copy: ContentCopy) -> bytes:
    """Return a copy as a file; the same copy is always the same bytes."""
    return COPY.packed(b"".join(_lines_of(copy)))


def _lines_of(copy: ContentCopy) -> Iterator[bytes]:
    yield _line({"device": copy.device})
    for name, text in sorted(copy.united.items()):
        yield _line({"united": name, "text": text})
    for name, (version, data) in sorted(copy.items.items()):
        line: dict[str, object] = {"name": name}
        line |= {"ids": sorted(version.ids), "past": version.past}
        yield _line(line | _data(data))


def _line(values: Mapping[str, object]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def _data(data: bytes | None) -> dict[str, str]:
    if data is None:
        return {}
    try:
        return {"text": data.decode()}
    except UnicodeDecodeError:
        return {"bytes": b64encode(data).decode()}


def unpacked_copy(data: bytes) -> ContentCopy:
    """Return what a file holds. Raises BadFile where it is not whole, or makes no sense.

    A single file or setting that cannot be taken is left out.
    """
    lines = COPY.unpacked(data).split(b"\n")
    if len(lines) > MOST_ITEMS + len(UNITED):
        raise BadFile(f"it holds more than {MOST_ITEMS:,} files")
    try:
        return _copy_of([json.loads(line) for line in lines if line])
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        raise BadFile("it makes no sense") from None


def _copy_of(lines: list[dict[str, Any]]) -> ContentCopy:
    device = lines[0]["device"]
    if not DEVICE.fullmatch(device):
        raise ValueError(device)
    items: dict[str, Item] = {}
    united: dict[str, str] = {}
    left_out: dict[str, str] = {}
    for line in lines[1:]:
        if "united" in line:
            united |= {line["united"]: _text(line["text"])}
            continue
        name, item = line["name"], _item(line)
        if name in items or name in left_out:
            raise ValueError(name)
        if fault := fault_of_item(name, item.data):
            left_out[name] = fault
        else:
            items[name] = item
    return ContentCopy(device, items, united, left_out)


def fault_of_item(name: str, data: bytes | None) -> str:
    """Return why a file or setting is not taken, in words; "": it is."""
    if name.startswith(SETTING):
        is_one = SETTING_NAME.fullmatch(name) and len(data or b"") <= LONGEST_SETTING
        return "" if is_one else "it is no setting"
    return fault_of_name(name) or (fault_of_data(name, data) if data is not None else "")


def _item(line: dict[str, Any]) -> Item:
    ids, past = _ids(line["ids"]), _ids(line["past"])
    if not ids:
        raise ValueError(line)
    data: bytes | None = None
    if "text" in line:
        data = _text(line["text"]).encode()
    elif "bytes" in line:
        data = b64decode(line["bytes"], validate=True)
    return Item(version_of(data, ids, past), data)


def version_of(data: bytes | None, ids: tuple[str, ...], past: tuple[str, ...]) -> Version:
    """Return the version of these bytes (None: gone)."""
    return Version(GONE if data is None else digest(data), frozenset(ids), past)


def _ids(values: list[str]) -> tuple[str, ...]:
    if type(values) is not list or len(values) > MOST_IDS:
        raise TypeError(values)
    if not all(ID.fullmatch(value) for value in values):
        raise ValueError(values)
    return tuple(values)


def _text(value: str) -> str:
    value.encode()  # half of a pair of surrogates is no text
    return value
