"""Zips: exports of Notion and Google Docs, and those that are traps."""

import io
import zipfile

import pytest

from lpcards.drafts.files import text_of_file
from lpcards.system.problem import UserFault


def packed(*files, **how):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files:
            file.writestr(name, data, **how)
    return held.getvalue()


PAGES = (
    (
        "Stories 0a1b/The queue 2c3d.md",
        "# The queue\n\nPrinciple: Dive Deep\n\n## Situation\nIt stood.\n",
    ),
    ("Stories 0a1b/Bus 4e5f.html", "<html><h1>Bus</h1><h2>Action</h2><p>I rang.</p></html>"),
    ("Stories 0a1b/lamp.png", b"\x89PNG"),
    ("Stories 0a1b.csv", "Name,Tags\n"),
)
TEXT = (
    "# Bus\n\n## Action\n\nI rang.\n\n"
    "# The queue\n\nPrinciple: Dive Deep\n\n## Situation\nIt stood."
)


def test_the_pages_of_an_export_stand_below_each_other_and_other_files_are_named():
    left = "Left out: other files in the zip (lamp.png, Stories 0a1b.csv)."
    assert text_of_file(packed(*PAGES), "export.zip") == (TEXT, (left,), False, "")


def test_an_export_inside_of_an_export_is_read():
    assert text_of_file(packed(("Part-1.zip", packed(*PAGES))), "export.zip").text == TEXT


def test_an_export_of_a_table_is_a_sheet():
    rows = packed(("Stories.csv", "Name,Situation,Result\nQueue,It stood.,Five minutes.\n"))
    assert text_of_file(rows, "a.zip").text.startswith("# Queue\n\n## Situation\nIt stood.")


def test_a_page_that_cannot_be_read_is_named():
    with pytest.raises(UserFault, match=r"^export\.zip: bus\.md:1:1: the byte 0xFF"):
        text_of_file(packed(("in/bus.md", b"\xff")), "export.zip")


@pytest.mark.parametrize("name", ["../a.md", "/etc/a.md", "in/../../a.md", "C:/a.md", "..\\a.md"])
def test_nothing_leads_out_of_an_archive(name):
    with pytest.raises(UserFault, match="would lie outside of it"):
        text_of_file(packed((name, "S: It stood.")), "a.zip")


def test_an_archive_that_is_huge_inside_is_not_unpacked():
    with pytest.raises(UserFault, match="unpacked it has more than 20,000,000 bytes"):
        text_of_file(packed(("a.txt", b"a" * 25_000_000)), "a.zip")
    with pytest.raises(UserFault, match="unpacked it has more than"):
        text_of_file(packed(*((f"{n}.txt", b"a" * 5_000_000) for n in range(5))), "a.zip")
    with pytest.raises(UserFault, match="more than 3,000 files"):
        text_of_file(packed(*((f"{n}.txt", b"") for n in range(3_001))), "a.zip")


def test_archives_in_archives_are_opened_once():
    deep = packed(("a.zip", packed(("b.zip", packed(("c.md", "S: It stood."))))))
    with pytest.raises(UserFault, match="no notes are in this zip"):
        text_of_file(deep, "a.zip")


def test_a_damaged_or_locked_archive_is_told():
    good = packed(("a.md", "S: It stood still for two days. " * 9))
    for cut in range(4, len(good)):
        with pytest.raises(UserFault, match=r"^a\.zip: "):
            text_of_file(good[:cut], "a.zip")
    flags = bytearray(good)
    flags[6] |= 1
    flags[flags.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UserFault, match="it has a password"):
        text_of_file(bytes(flags), "a.zip")
    for at in range(len(good)):
        turned = bytearray(good)
        turned[at] ^= 0xFF
        try:
            text_of_file(bytes(turned), "a.zip")
        except UserFault as fault:
            assert str(fault).startswith("a.zip:")  # noqa: PT017


def test_an_unusual_way_to_pack_is_told():
    with pytest.raises(UserFault, match="packed in an unusual way"):
        text_of_file(packed(("a.md", "S: It."), compress_type=zipfile.ZIP_LZMA), "a.zip")
