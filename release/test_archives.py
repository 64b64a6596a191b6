"""What the archives hold: all that belongs there, nothing else, and who made it for what."""

import re
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from packaging.metadata import Metadata

ROOT = Path(__file__).parent.parent
RELATIVE = re.compile(r"\]\((?!https?://)[^)]*\)")
"""A link that leads nowhere on a package index."""


@pytest.fixture
def tracked():
    """Return the files that git knows, as paths from the project's root."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout: what belongs to the project is not known")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name for name in listed.stdout.splitlines() if (ROOT / name).exists()}


@pytest.fixture
def in_wheel(built):
    with zipfile.ZipFile(built.wheel) as file:
        return set(file.namelist())


@pytest.fixture
def metadata(built):
    with zipfile.ZipFile(built.wheel) as file:
        [name] = (one for one in file.namelist() if one.endswith(".dist-info/METADATA"))
        return Metadata.from_email(file.read(name))


def test_the_source_archive_is_what_git_tracks(built, tracked):
    with tarfile.open(built.sdist) as file:
        held = {name.partition("/")[2] for name in file.getnames()}
    assert held - {"PKG-INFO"} == tracked


def test_the_wheel_has_the_program_the_library_and_nothing_else(in_wheel, tracked):
    program = {name.removeprefix("src/") for name in tracked if name.startswith("src/")}
    content = {f"lpcards/library/{name[8:]}" for name in tracked if name.startswith("content/")}
    pages = {f"lpcards/{name}" for name in tracked if name.startswith("docs/") and ".md" in name}
    top = {"lpcards/docs/changelog.md", "lpcards/docs/readme.md", "lpcards/library/manifest"}
    [manual] = (name for name in in_wheel if ".data/" in name)
    assert manual.endswith(".data/data/share/man/man1/lpcards.1")
    held = {name for name in in_wheel if ".dist-info/" not in name}
    assert held == program | content | pages | top | {manual}


def test_a_package_index_is_told_who_made_it_and_where_it_runs(metadata):
    assert metadata.author == "The lpcards maintainers"
    assert metadata.license_expression == "MIT"
    pythons = {f"Programming Language :: Python :: 3.{minor}" for minor in (11, 12, 13, 14)}
    assert pythons < set(metadata.classifiers)
    assert any(one.startswith("Development Status :: ") for one in metadata.classifiers)


def test_the_readme_reads_well_where_no_clone_is_around_it(metadata):
    assert metadata.description_content_type == "text/markdown"
    text = metadata.description
    assert text.startswith("# lpcards\n")
    assert "\nuvx lpcards review " in text
    assert "\npipx install lpcards " in text
    assert "WSL" in text
    assert not RELATIVE.findall(text)
    assert not re.search(r"`?make [a-z]|docs/|\.md\b|<!--", text)
