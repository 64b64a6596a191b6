"""What syncs cost is measured on the program as it is, and the page has a figure for every row."""

import os
import subprocess
import sys

import pytest

from conftest import ROOT

PARTS = (
    "many-segments",
    "usual-day",
    pytest.param("many-learners", marks=pytest.mark.postgresql),
)


def rows(text, part):
    """Return what a part's table is about, and how many of its rows have a figure."""
    table = text.partition(f"<!-- make sync-load: {part.replace('-', ' ')} -->")[2]
    lines = [
        line.split(" | ")
        for line in table.partition("<!-- make sync-load: end -->")[0].splitlines()
        if line.startswith("| ")
    ]
    return [line[0].removeprefix("| ") for line in lines], sum(bool(line[1]) for line in lines)


@pytest.mark.parametrize("part", PARTS)
def test_a_small_run_measures_each_row_of_the_page(part, tmp_path):
    page = tmp_path / "sync.md"
    page.write_text("Words before.\n\n## After\n", encoding="utf-8")
    path = os.pathsep.join([os.path.join(ROOT, "tests"), os.path.join(ROOT, "src")])
    subprocess.run(
        [sys.executable, f"{ROOT}/bench/sync.py", "--quick", "--page", page, part],
        env={**os.environ, "PYTHONPATH": path, "HOME": str(tmp_path)},
        check=True,
        timeout=600,
    )
    made = page.read_text(encoding="utf-8")
    with open(os.path.join(ROOT, "docs", "sync.md"), encoding="utf-8") as file:
        published = file.read()
    what, count = rows(made, part)
    assert (what, count) == rows(published, part)
    assert count == len(what) > 5
    assert made.startswith("Words before.\n\n## After\n")


def test_a_second_run_replaces_a_table_and_no_word_of_the_page(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(os.path.join(ROOT, "bench"))
    from sync_load.page import Part, Row, write

    page = tmp_path / "sync.md"
    page.write_text("Before.\n", encoding="utf-8")
    for figure in ("one", "two"):
        parts = [Part(name, "There.", [Row("a row", figure)], 1.0) for name in ("a", "b")]
        write(str(page), parts)
        text = page.read_text(encoding="utf-8")
        assert text.startswith("Before.\n")
        assert text.count(f"| a row | {figure} |") == text.count("| a row |") == 2
        page.write_text(f"{text}After.\n", encoding="utf-8")
    assert page.read_text(encoding="utf-8").count("After.") == 2
    for name in ("sync_load", "sync_load.page"):
        sys.modules.pop(name, None)
