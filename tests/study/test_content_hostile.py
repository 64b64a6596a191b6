"""What anybody may put into the shared folder, and among the stories: nothing leads out of them."""

import json
import os
import shutil
from hashlib import sha256

import pytest
import zstandard

from content_machines import files_in, machines
from lpcards.sync.content_copy import COPY
from lpcards.sync.replaced_files import ReplacedFiles
from lpcards.system.problem import UserFault

TEXT = "id: one\n"
IDS = ["0" * 32]


@pytest.fixture
def desk(home, tmp_path):
    [desk] = machines(tmp_path / "machines", "desk")
    desk.write("cellar.yaml", TEXT)
    desk.sync()
    return desk


@pytest.fixture
def lap(desk):
    [lap] = machines(desk.root, "lap")
    return lap


def line(name, ids=IDS, past=(), **more):
    return {"name": name, "ids": ids, "past": [*past], **more}


def put(desk, *lines, name="evil.lpc"):
    values = b"".join(json.dumps(one).encode() + b"\n" for one in ({"device": "evil"}, *lines))
    rest = zstandard.ZstdCompressor().compress(values)
    path = desk.copy.parent / name
    path.write_bytes(COPY.magic + sha256(rest).digest() + rest)
    return path


def lies_in(desk):
    return files_in(desk.home)


@pytest.mark.parametrize(
    "name",
    [
        *("../x.yaml", "/tmp/x.yaml", "a/../../x.yaml", ".x.yaml", "x\0.yaml", "x.sh", "c:x.yaml"),
        *("lpcards.yaml", "LPCARDS.yaml", "redact.yaml", "lpcards-author.txt", "x\n.yaml"),
        *("setting:editor", "setting:sync", "setting:sync_key", "setting:nothing", "setting:"),
    ],
)
def test_a_name_that_leads_elsewhere_is_left_out_and_all_else_comes(desk, name):
    before = {*lies_in(desk)}
    put(desk, line(name, text="rm"), line("fine.yaml", text=TEXT))
    carried = desk.sync()
    assert carried.came == ("fine.yaml",)
    assert name in carried.left
    new = {*lies_in(desk)} - before
    assert {path.rpartition("/")[2] for path in new if ".cache" not in path} == {"fine.yaml"}


def test_no_link_among_the_stories_is_followed(desk, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "there.yaml").write_text("mine")
    os.symlink(outside, desk.content / "sub")
    os.symlink(outside / "there.yaml", desk.content / "linked.yaml")
    os.symlink(outside / "nothing.yaml", desk.content / "dangling.yaml")
    put(
        desk,
        line("sub/there.yaml", text="theirs"),
        line("sub/new.yaml", text="theirs"),
        line("linked.yaml", text="theirs"),
        line("dangling.yaml", text="theirs"),
    )
    carried = desk.sync()
    assert carried.came == ()
    assert {"sub/there.yaml", "sub/new.yaml", "linked.yaml", "dangling.yaml"} <= {*carried.left}
    assert files_in(outside) == {"there.yaml": b"mine"}


def test_a_file_is_no_folder_and_a_folder_no_file(desk):
    (desk.content / "folder.yaml").mkdir()
    put(desk, line("cellar.yaml/x.yaml", text=TEXT), line("folder.yaml", text=TEXT))
    assert {"cellar.yaml/x.yaml", "folder.yaml"} <= {*desk.sync().left}
    assert desk.files == {"cellar.yaml": TEXT.encode()}


def test_names_that_some_machines_take_for_one_do_not_both_come(desk):
    put(desk, line("CELLAR.yaml", text="theirs"), line("Sub/a.yaml", text=TEXT))
    carried = desk.sync()
    assert carried.came == ("Sub/a.yaml",)
    assert "capitals" in carried.left["CELLAR.yaml"]
    put(desk, line("sub/b.yaml", text=TEXT))
    assert "capitals" in desk.sync().left["sub/b.yaml"]


def test_a_name_composed_otherwise_is_the_same_name(desk, lap):
    desk.write("gro\u0308sse.yaml", TEXT)
    desk.sync()
    lap.sync()
    assert {*lap.files} == {"cellar.yaml", "gr\u00f6sse.yaml"}
    lap.write("gr\u00f6sse.yaml", "id: two\n")
    lap.sync()
    desk.sync()
    assert desk.files["gro\u0308sse.yaml"] == b"id: two\n"


def test_whatever_lies_in_the_shared_folder_does_no_harm(desk, tmp_path):
    folder = desk.copy.parent
    whole = put(desk, line("fine.yaml", text=TEXT)).read_bytes()
    (folder / "half.lpc").write_bytes(whole[: len(whole) // 2])
    (folder / "desk (conflicted copy 2026-03-01).lpc").write_bytes(desk.copy.read_bytes())
    (folder / "renamed by somebody").write_bytes(whole)
    (folder / "evil.lpc").unlink()
    (folder / "empty.lpc").write_bytes(b"")
    (folder / "notes.txt").write_text("notes")
    (folder / "photo.lpc").write_bytes(os.urandom(999))
    (folder / "inside.lpc").mkdir()
    (folder / ".hidden.lpc").write_bytes(whole)
    os.mkfifo(folder / "pipe.lpc")
    os.symlink(tmp_path, folder / "loop.lpc")
    os.symlink(desk.copy, folder / "linked.lpc")
    carried = desk.sync()
    assert carried.came == ("fine.yaml",)
    named = {os.path.basename(path).removesuffix(".lpc") for path in carried.left}
    assert named == {"half", "empty", "photo", "inside", "pipe", "loop", "linked"}
    assert carried.conflicts == ()


def test_a_copy_that_came_back_from_the_past_changes_nothing(desk):
    old = desk.copy.read_bytes()
    desk.write("cellar.yaml", "id: two\n")
    desk.sync()
    (desk.copy.parent / "backup of last week.lpc").write_bytes(old)
    carried = desk.sync()
    assert (carried.came, carried.conflicts) == ((), ())
    desk.copy.write_bytes(old)
    assert desk.sync().has_written
    assert desk.files == {"cellar.yaml": b"id: two\n"}


def test_a_copy_that_claims_all_is_gone_takes_nothing_that_is_not_kept(desk):
    known = desk.home / ".local/share/lpcards/sync"
    [state] = known.glob("*/state.json")
    _, ids, _ = json.loads(state.read_text())["items"]["cellar.yaml"]
    put(desk, line("cellar.yaml", past=ids))
    carried = desk.sync()
    assert carried.gone == ("cellar.yaml",)
    assert files_in(carried.kept) == {"cellar.yaml": TEXT.encode()}


def test_a_story_that_was_saved_just_now_is_left_for_the_next_time(desk, monkeypatch):
    [state] = (desk.home / ".local/share/lpcards/sync").glob("*/state.json")
    _, ids, _ = json.loads(state.read_text())["items"]["cellar.yaml"]
    put(desk, line("cellar.yaml", past=ids, text="id: theirs\n"))
    keep = ReplacedFiles.keep

    def saved_meanwhile(self, name, data):
        desk.write("cellar.yaml", "id: just now\n")
        return keep(self, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(ReplacedFiles, "keep", saved_meanwhile)
        assert "saved just now" in desk.sync().left["cellar.yaml"]
    assert desk.files["cellar.yaml"] == b"id: just now\n"
    assert [one.theirs for one in desk.sync().conflicts] == [b"id: theirs\n"]


def test_two_machines_of_one_name_lose_nothing(desk, lap):
    device = lap.home / ".local/state/lpcards/device"
    device.parent.mkdir(parents=True)
    device.write_text(desk.device)
    lap.write("cellar.yaml", "id: two\n")
    lap.write("attic.yaml", "id: three\n")
    assert [one.name for one in lap.sync().conflicts] == ["cellar.yaml"]
    desk.sync()
    assert desk.files["attic.yaml"] == b"id: three\n"
    assert {TEXT.encode(), b"id: two\n"} <= desk.texts | lap.texts


def test_a_link_in_the_place_of_the_folder_of_copies_is_refused(desk, tmp_path):
    shutil.rmtree(desk.copy.parent)
    os.symlink(tmp_path, desk.root / "shared/lpcards/content")
    with pytest.raises(UserFault, match="is no folder"):
        desk.sync()


def test_only_so_much_is_read_of_all_copies_together(desk, monkeypatch):
    monkeypatch.setattr("lpcards.sync.content_copies.MOST_DATA", 30)
    put(desk, line("big.yaml", text="x" * 40))
    carried = desk.sync()
    assert carried.came == ()
    assert "all copies together are too large" in carried.left.values()


def test_of_a_manifest_and_keys_of_strangers_only_sound_lines_come(desk):
    good = "key 0123456789abcdef\nstory cellar none\n"
    put(desk, {"united": "author", "text": good}, {"united": "manifest", "text": "rubbish\n"})
    carried = desk.sync()
    assert "manifest" in carried.left
    assert "key 0123456789abcdef\n" in (desk.content / "lpcards-author.txt").read_text()
    assert not (desk.home / ".local/share/lpcards/decks/manifest").exists()
    put(desk, {"united": "author", "text": "rm -rf\n"}, {"united": "else", "text": "x"})
    assert "author" in desk.sync().left
