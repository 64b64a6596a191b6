"""A log in a folder that is shared between machines: recognized, and warned of once."""

import os

import pytest

from lpcards.system import synced_folders

WHY, WE = "cellar/probe/why", "cellar/disqualifier/we.mend"
SHARED = "The log lies in a folder that {} shares between machines; that can destroy it. "


@pytest.mark.parametrize(
    ("folder", "mark", "who"),
    [
        ("Dropbox", "", "Dropbox"),
        ("Dropbox (Work)/a/b", "", "Dropbox"),
        ("Library/CloudStorage/Dropbox", "", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "", "iCloud Drive"),
        ("iCloudDrive", "", "iCloud Drive"),
        ("OneDrive", "", "OneDrive"),
        ("OneDrive - Work", "", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal", "", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-me", "", "Google Drive"),
        ("Google Drive/My Drive", "", "Google Drive"),
        ("Nextcloud/x", "", "Nextcloud"),
        ("shared/deep/er", "shared/.stfolder", "Syncthing"),
        ("my own", "my own/.dropbox.cache", "Dropbox"),
        ("work", "work/.nextcloudsync.log", "Nextcloud"),
        ("Dropboxes", "", ""),
        ("notes on dropbox", "", ""),
        ("local/share", "other/.stfolder", ""),
    ],
)
def test_a_folder_is_known_by_its_name_or_by_what_is_in_it(tmp_path, folder, mark, who):
    (tmp_path / folder).mkdir(parents=True)
    if mark:
        (tmp_path / mark).mkdir(parents=True)
    assert synced_folders.syncing(str(tmp_path / folder / "reviews.db")) == who


def test_a_link_into_such_a_folder_is_seen_through(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    os.symlink(tmp_path / "Dropbox", tmp_path / "data")
    assert synced_folders.syncing(str(tmp_path / "data" / "reviews.db")) == "Dropbox"


@pytest.mark.parametrize(
    ("place", "kind", "who"),
    [
        ("/srv/my home", "nfs4", "NFS"),
        ("/srv/my home/data", "cifs", "SMB"),
        ("/srv/my home", "fuse.sshfs", "a server"),
        ("/srv/my home", "ext4", ""),
        ("/srv/other", "nfs", ""),
    ],
)
def test_a_file_system_of_a_server_is_known_by_its_type(tmp_path, monkeypatch, place, kind, who):
    mounts = tmp_path / "mountinfo"
    text = place.replace(" ", r"\040")
    lines = [
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw",
        "23 22 0:9 / /srv rw - nfs host:/srv rw",
        r"24 23 0:9 / /srv/my\040home rw shared:1 - ext4 /dev/sdb1 rw",
        f"25 24 0:9 / {text} rw shared:1 master:2 - {kind} host:/x rw",
    ]
    mounts.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(synced_folders, "MOUNTS", str(mounts))
    assert synced_folders.syncing("/srv/my home/data/reviews.db") == who


def test_it_is_warned_of_once_for_each_log_and_doctor_keeps_saying_it(own, home):
    words = SHARED.format("Dropbox")
    (home / "Dropbox").mkdir()
    rows = [own("--db", "Dropbox/a.db", "grade", card, "4").err for card in (WHY, WE, WHY)]
    assert [words in err for err in rows] == [True, False, False]
    assert words in own("--db", "Dropbox/b.db", "flag", WE).err
    assert own("--db", "Dropbox/a.db", "due").err == ""
    assert words in own("--db", "Dropbox/a.db", "doctor").out
    assert own("--db", "Dropbox/a.db", "doctor", "--json").json["synced"] == "Dropbox"


def test_a_log_of_ones_own_is_not_warned_of(own, home):
    assert own("grade", WHY, "4").err == ""
    assert own("doctor", "--json").json["synced"] is None
    assert not (home / ".local/state/lpcards/synced").exists()
