"""The docs as a site: each page has its place, and what is wrong with a link is found."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OTHER = {"README", "CHANGELOG", "CONTRIBUTING", "SECURITY"}


def module(name):
    found = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    loaded = importlib.util.module_from_spec(found)
    found.loader.exec_module(loaded)
    return loaded


site_map, dead_links = module("site_map"), module("dead_links")


def test_every_page_has_one_place_and_every_place_a_page():
    placed = [page for pages in site_map.sections(README).values() for page in pages]
    pages = [*ROOT.glob("docs/*.md"), *ROOT.glob("release/*.md")]
    there = OTHER | {str(page.relative_to(ROOT).with_suffix("")) for page in pages}
    assert sorted([*placed, "README"]) == sorted(there)


def test_the_sections_are_the_rows_of_the_readmes_table():
    rows = re.findall(r"^\| (\w[\w ]*) \| \[", README, re.MULTILINE)
    assert len(rows) > 3
    assert [*site_map.sections(README)] == [*rows, "project"]


def test_no_link_of_the_site_is_called_after_a_file():
    told = site_map.named_by_page("[docs/log.md](docs/log.md), `docs/log.md`, [A.md](A.md), [a.md]")
    assert told == "[log](docs/log.md), `docs/log.md`, [A](A.md), [a.md]"


GOOD = '<h1 id="a b">x</h1><a href="#a%20b">x</a><a href="docs/b.html#c">x</a><img src="a.png">'
STYLE = "p { background: url(../a.png) } i { background: url('data:image/png;base64,AA==') }"


@pytest.fixture
def faults(tmp_path):
    """Return what is wrong with a site of three files and one page more."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "a.png").touch()
    (tmp_path / "docs" / "b.html").write_text('<p id="c"><a href="../a.html">x</a>')
    (tmp_path / "docs" / "b.css").write_text(STYLE)

    def found(text, style=""):
        (tmp_path / "a.html").write_text(text)
        (tmp_path / "docs" / "c.css").write_text(style)
        return [*dead_links.faults_of(tmp_path)]

    return found


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        '<a href="https://semver.org/x#y">x</a>',
        '<link rel="next" href="docs/b.html">',
        '<link rel="stylesheet" href="docs/b.css?v=1">',
        '<a href="docs/b.html#">x</a>',
        "<code>&lt;img src=https://a.example/b&gt;</code>",
        "<script>see('https://a.example')</script>",
    ],
)
def test_a_sound_site_has_no_faults(faults, text):
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<a href="c.html">x</a>', "no such page"),
        ('<a href="docs">x</a>', "no such page"),
        ('<link rel="search" href="search.html">', "no such page"),
        ('<a href="docs/b.html#d">x</a>', "no such place on that page"),
        ('<a href="#d">x</a>', "no such place on that page"),
        ('<a href="/a.html">x</a>', "the site need not lie at the top of its host"),
        ('<img src="https://a.example/b.png">', "a page loads nothing from other hosts"),
        ('<script src="//a.example/b.js"></script>', "a page loads nothing from other hosts"),
        (
            '<link rel="preload stylesheet" href="https://a.example/b">',
            "a page loads nothing from other hosts",
        ),
        (
            "<style>@import 'https://a.example/b.css';</style>",
            "a page loads nothing from other hosts",
        ),
        (
            '<p style="background: url(http://a.example/b)">',
            "a page loads nothing from other hosts",
        ),
        ('<a href="http://a.example">x</a>', "a link to another host is https://HOST/..."),
        ('<a href="https://a">x</a>', "a link to another host is https://HOST/..."),
        ('<a href="https://a.example/b c">x</a>', "a link to another host is https://HOST/..."),
        ('<a href="javascript:x()">x</a>', "a link to another host is https://HOST/..."),
        ('<a href="https://[a/">x</a>', "this is no address"),
    ],
)
def test_a_fault_is_told_once_with_its_page(faults, text, what):
    [fault] = faults(GOOD + text + text)
    assert fault.startswith("a.html: ")
    assert fault.endswith(f": {what}")


def test_a_style_loads_nothing_from_elsewhere(faults):
    said = "docs/c.css: https://a.example/f.woff2: a page loads nothing from other hosts"
    assert faults(GOOD, "@font-face { src: url(https://a.example/f.woff2) }") == [said]


def test_faults_are_printed_and_end_with_1(faults, tmp_path, capsys):
    faults('<a href="b.html">x</a>')
    assert dead_links.main(str(tmp_path)) == 1
    assert capsys.readouterr().out == "a.html: b.html: no such page\n"
    faults(GOOD)
    assert dead_links.main(str(tmp_path)) == 0
    assert capsys.readouterr().out == ""
