import os
import sys

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from lpcards.index.scan import Folder, Sources
from lpcards.study import places
from lpcards.system import folders
from lpcards.system.problem import UserFault

FOLDERS = ("data", "config", "cache", "state")
PLATFORMS = {"linux": Unix, "darwin": MacOS}
WAYS = [None, "", "  ", "/srv/xdg", "/srv/xdg/", "relative/folder", "~/xdg", " /srv/xdg "]


@pytest.fixture
def library():
    return Folder(places.library_folder(), own=False)


def make(home, *paths):
    for path in paths:
        if path.endswith("/"):
            (home / path).mkdir(parents=True)
        else:
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text("", encoding="utf-8")


def theirs(platform):
    """Return the folders as PyPI platformdirs has them."""
    found = PLATFORMS[platform]("lpcards", appauthor=False)
    return [getattr(found, f"user_{name}_dir") for name in FOLDERS]


def ours():
    return [getattr(folders, f"{name}_folder")() for name in FOLDERS]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("way", WAYS)
def test_folders_are_where_the_platform_has_them(home, monkeypatch, platform, way):
    monkeypatch.setattr(sys, "platform", platform)
    if way is not None:
        for name in FOLDERS:
            monkeypatch.setenv(f"XDG_{name.upper()}_HOME", way)
    assert ours() == theirs(platform)


@pytest.mark.parametrize("home_is", ["", None, "relative", "/", "/srv/home/"])
def test_with_any_home_or_none_folders_are_absolute(home, monkeypatch, home_is):
    monkeypatch.delenv("HOME")
    if home_is is not None:
        monkeypatch.setenv("HOME", home_is)
    assert ours() == theirs("darwin" if sys.platform == "darwin" else "linux")
    assert all(map(os.path.isabs, ours()))


def test_without_anything_the_learner_s_folder_and_the_library_are_used(home, library):
    own = Folder(f"{home}/.local/share/lpcards/content", own=True)
    settings = f"{home}/.config/lpcards/lpcards.yaml"
    assert places.sources_for(()) == Sources((own,), library, settings)


@pytest.mark.parametrize("below", ["", "content", "content/mine", "elsewhere/deep"])
def test_a_project_is_found_from_each_of_its_folders(home, library, monkeypatch, below):
    make(home, "project/lpcards.yaml", "project/content/mine/", "project/elsewhere/deep/")
    monkeypatch.chdir(home / "project" / below)
    project = f"{home}/project"
    own = Folder(f"{project}/content", own=True)
    assert places.sources_for(()) == Sources((own,), library, f"{project}/lpcards.yaml")


def test_the_nearest_project_counts(home, monkeypatch):
    make(home, "lpcards.yaml", "content/", "inner/lpcards.yaml", "inner/content/deep/")
    monkeypatch.chdir(home / "inner/content/deep")
    assert places.sources_for(()).settings == f"{home}/inner/lpcards.yaml"


def test_settings_without_a_content_folder_hold_for_the_learner_s_folder(home, library):
    make(home, "lpcards.yaml")
    own = Folder(f"{home}/.local/share/lpcards/content", own=True)
    assert places.sources_for(()) == Sources((own,), library, f"{home}/lpcards.yaml")


def test_beside_the_library_the_learner_s_folder_is_used(home, library, monkeypatch):
    """In a checkout of lpcards itself `content/` is the library."""
    project = home / "checkout"
    make(home, "checkout/lpcards.yaml")
    (project / "content").symlink_to(library.path)
    monkeypatch.chdir(project)
    assert places.sources_for(()).folders == (Folder(places.own_folder(), own=True),)


def test_named_folders_are_used_alone_with_the_settings_beside_the_first(home):
    make(home, "one/lpcards.yaml", "one/content/", "two/", ".config/lpcards/lpcards.yaml")
    one, two = Folder(f"{home}/one/content", own=True), Folder(f"{home}/two", own=True)
    sources = places.sources_for(("one/content/", str(home / "two")))
    assert sources == Sources((one, two), None, f"{home}/one/lpcards.yaml")
    alone = places.sources_for(("two",))
    assert alone == Sources((two,), None, f"{home}/.config/lpcards/lpcards.yaml")


def test_the_library_named_stays_nobody_s_own(home, library):
    assert places.sources_for((library.path,)).folders == (library,)


def test_a_named_folder_that_is_none_is_a_fault(home):
    make(home, "file")
    for name in ("nowhere", "file"):
        with pytest.raises(UserFault, match=name):
            places.sources_for((name,))


def test_a_folder_that_was_removed_under_ones_feet_is_no_project(home, monkeypatch):
    make(home, "gone/")
    monkeypatch.chdir(home / "gone")
    (home / "gone").rmdir()
    assert places.sources_for(()).settings == f"{home}/.config/lpcards/lpcards.yaml"
    monkeypatch.chdir(home)


@pytest.mark.parametrize("told", ["anki", "anki\n", "", "no name!", "longer-than-eight", "\xe4"])
def test_a_device_s_name_is_eight_letters_and_digits_or_none(home, told):
    path = home / ".local/state/lpcards/device"
    path.parent.mkdir(parents=True)
    path.write_text(told, encoding="utf-8")
    assert places.device() == ""
    path.unlink()
    made = places.device()
    assert made == path.read_text(encoding="ascii") == places.device()
    assert len(made) == 8


def test_a_path_is_short_only_under_the_home(home):
    assert folders.with_tilde(f"{home}/stories/a.yaml") == "~/stories/a.yaml"
    for elsewhere in (f"{home}a/content/a.yaml", "/srv/a.yaml", f"/x{home}/a.yaml", str(home)):
        assert folders.with_tilde(elsewhere) == elsewhere
