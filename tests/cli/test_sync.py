"""`lpcards sync` as it is called. With Anki: `tests/anki/test_sync.py`; files: `tests/sync`."""

import stat

import pytest

from results import Result

WHY, WE = "cellar/probe/why", "cellar/disqualifier/we.mend"


@pytest.fixture
def shared(home):
    """Make the folder that all machines have."""
    folder = home / "Dropbox"
    folder.mkdir()
    return folder


@pytest.fixture
def machine(own, home, monkeypatch):
    """Return a function that makes a machine: it runs the program with a log of its own."""

    def made(name):
        def run(*args, **options) -> Result:
            with monkeypatch.context() as patch:
                patch.setenv("XDG_DATA_HOME", str(home / name / "data"))
                patch.setenv("XDG_STATE_HOME", str(home / name / "state"))
                patch.setenv("XDG_CONFIG_HOME", str(home / name / "config"))
                return own(*args, **options)

        return run

    return made


@pytest.fixture
def desk(machine):
    """Have a machine."""
    return machine("desk")


@pytest.fixture
def laptop(machine):
    """Have another one."""
    return machine("laptop")


def segments(folder):
    return sorted((folder / "lpcards" / "segments").iterdir())


@pytest.mark.parametrize("where", [[], ["anki", "anki"]])
def test_where_to_has_to_be_said(lp, where):
    refused = lp("sync", *where, code=2)
    assert refused.out == ""
    assert "lpcards sync" in refused.err


def test_without_a_place_the_way_to_set_one_is_named(lp):
    assert "lpcards set sync=~/Dropbox" in " ".join(lp("sync", code=2).err.split())


@pytest.mark.parametrize("url", ["http://10.1.2.3:8765", "http://anki.example"])
def test_another_machine_is_refused_before_anything_is_done(lp, home, url):
    refused = lp("sync", "anki", "--url", url, code=1)
    assert refused.err.startswith("lpcards: ")
    assert "--remote" in refused.err
    assert not (home / "decks").exists()


def test_its_page_names_the_variable_of_the_key(lp):
    assert "LPCARDS_ANKI_KEY" in " ".join(lp("sync", "--help").out.split())


def test_answers_of_three_machines_meet_in_a_folder(desk, laptop, machine, shared):
    phone = machine("phone")
    desk("grade", WHY, "4")
    laptop("grade", WE, "2")
    assert desk("sync", shared).out == "Synced with ~/Dropbox: 1 out, 0 in.\n"
    assert laptop("sync", shared).out == "Synced with ~/Dropbox: 1 out, 1 in.\n"
    assert phone("sync", shared).out == "Synced with ~/Dropbox: 0 out, 2 in.\n"
    assert desk("sync", shared).out == "Synced with ~/Dropbox: 0 out, 1 in.\n"
    assert desk("sync", shared).out == "Synced with ~/Dropbox: 0 out, 0 in.\n"
    assert desk("log").out == laptop("log").out == phone("log").out
    assert desk("due", "--json").json == phone("due", "--json").json
    assert [stat.S_IMODE(path.stat().st_mode) for path in segments(shared)] == [0o600] * 2


def test_scripts_are_told_what_came_and_went(desk, laptop, shared):
    desk("grade", WHY, "4")
    laptop("grade", WE, "4")
    desk("sync", shared)
    (shared / "lpcards/segments/half.lps").write_bytes(b"lpcards seg")
    assert laptop("sync", shared, "--json").json == {
        "where": str(shared),
        "in": 1,
        "out": 1,
        "known": 0,
        "future": 0,
        "held": 0,
        "files": {"read": 1, "written": 1},
        "faults": [
            {
                "file": str(shared / "lpcards/segments/half.lps"),
                "fault": "it is not whole, or not of lpcards",
            }
        ],
    }


def test_a_dry_run_says_the_same_and_writes_nothing(desk, laptop, shared, home):
    desk("grade", WHY, "4")
    laptop("grade", WE, "4")
    assert desk("sync", shared, "--dry-run").out == (
        "Synced with ~/Dropbox: 1 out, 0 in.\nThis was a dry run: nothing was written\n"
    )
    assert [*shared.iterdir()] == []
    desk("sync", shared)
    before = laptop("log").out
    assert laptop("sync", shared, "--dry-run", "--json").json["in"] == 1
    assert laptop("log").out == before
    assert len(segments(shared)) == 1


def test_a_dry_run_of_a_new_machine_makes_no_log(desk, machine, shared, home):
    desk("grade", WHY, "4")
    desk("sync", shared)
    fresh = machine("fresh")
    assert fresh("sync", shared, "--dry-run", "--json").json["in"] == 1
    assert not (home / "fresh" / "data").exists()


def test_a_folder_that_is_not_there_is_not_made(desk, home):
    fault = desk("sync", home / "Dropbx", code=1)
    assert fault.out == ""
    assert "there is no folder ~/Dropbx: plug the drive in, check the name" in fault.err
    assert not (home / "Dropbx").exists()


def test_a_file_is_no_folder(desk, cellar):
    assert "is no folder" in desk("sync", cellar, code=1).err


def test_anki_is_always_anki_and_a_folder_of_that_name_is_written_otherwise(desk, home):
    (home / "anki").mkdir()
    desk("grade", WHY, "4")
    assert "Anki" in desk("sync", "anki", "--url", "http://127.0.0.1:9", code=1).err
    assert desk("sync", "./anki").out == "Synced with ~/anki: 1 out, 0 in.\n"


@pytest.mark.parametrize("option", [["--remote"], ["--yes"], ["--no-ankiweb"], ["--url", "x"]])
def test_options_for_anki_are_refused_with_a_folder(desk, shared, option):
    refused = desk("sync", shared, *option, code=2)
    assert f"{option[0].replace('no-', '')} is for `lpcards sync anki`" in refused.err


def test_a_key_is_refused_with_anki(desk):
    assert "--key is for folders" in desk("sync", "anki", "--key", "x", code=2).err


@pytest.mark.parametrize("options", [["--key", "x"], ["--with-content"], ["--theirs"], ["--ours"]])
def test_a_hub_is_given_nothing_where_an_option_would_not_be_heeded(desk, options):
    refused = desk("sync", "postgresql://ann@127.0.0.1:1/nowhere", *options, code=2)
    assert f"{options[0]} is for folders" in refused.err


def test_what_ours_means_is_not_guessed_where_both_meanings_are_at_hand(desk, shared):
    desk("set", "sync=~/Dropbox,anki")
    assert "say where to" in desk("sync", "--ours", code=2).err


def test_content_goes_to_the_folder_of_several_places_and_answers_to_all(desk, shared):
    desk("set", "sync=~/Dropbox,postgresql://ann@127.0.0.1:1/nowhere")
    folder, hub = desk("sync", "--with-content", "--json", code=1).json
    assert "content" in folder
    assert "does not answer" in hub["error"]


def test_the_places_of_the_settings_are_met_in_turn(desk, laptop, shared, home):
    (home / "stick").mkdir()
    desk("set", "sync=~/Dropbox,~/stick")
    desk("grade", WHY, "4")
    assert desk("sync").out == (
        "Synced with ~/Dropbox: 1 out, 0 in.\nSynced with ~/stick: 1 out, 0 in.\n"
    )
    assert [one["out"] for one in desk("sync", "--json").json] == [0, 0]
    assert laptop("sync", "~/stick".replace("~", str(home))).out.endswith("0 out, 1 in.\n")


def test_a_place_at_fault_leaves_the_others(desk, shared, home):
    desk("set", "sync=~/stick,~/Dropbox")
    desk("grade", WHY, "4")
    said = desk("sync", code=1)
    assert said.out == "Synced with ~/Dropbox: 1 out, 0 in.\n"
    assert "there is no folder ~/stick" in said.err
    found = desk("sync", "--json", code=1).json
    assert [one["where"] for one in found] == [str(home / "stick"), str(shared)]
    assert "there is no folder" in found[0]["error"]


def test_a_folder_in_the_settings_may_be_one_beside_them(desk, home):
    config = home / "desk/config/lpcards"
    (config / "meeting").mkdir(parents=True)
    (config / "lpcards.yaml").write_text("sync: meeting\n")
    desk("grade", WHY, "4")
    desk("sync")
    assert len(segments(config / "meeting")) == 1


def test_names_of_files_cannot_look_like_lines_of_ours(desk, shared):
    desk("sync", shared)
    folder = shared / "lpcards" / "segments"
    folder.mkdir(parents=True)
    (folder / "a\nSynced: all fine\x1b[2J\udcff.lps").write_bytes(b"x")
    lines = desk("sync", shared).out.splitlines()
    assert len(lines) == 2
    assert lines[1].isprintable()
    assert "a\\nSynced" in lines[1]


def test_of_many_files_that_are_not_whole_some_are_named(desk, shared):
    folder = shared / "lpcards" / "segments"
    folder.mkdir(parents=True)
    for number in range(8):
        (folder / f"{number}.lps").write_bytes(b"x")
    lines = desk("sync", shared).out.splitlines()
    assert len(lines) == 7
    assert lines[-1] == "Not read either: 3 more (`lpcards doctor` names them)"


def test_what_is_dated_ahead_is_counted(desk, laptop, shared):
    desk("grade", WHY, "4", now="2026-03-09T09:00")
    desk("sync", shared)
    assert laptop("sync", shared).out == (
        "Synced with ~/Dropbox: 0 out, 0 in.\n"
        "Comes in later: 1 event, dated more than a day ahead of this machine's clock\n"
    )


def test_a_new_key_encrypts_and_says_what_to_do_with_it(desk, laptop, shared, home):
    said = desk("sync", "--new-key", "lpcards.key").out
    assert said.endswith("    lpcards set sync_key=~/lpcards.key\n")
    assert "not through the folder" in said
    assert stat.S_IMODE((home / "lpcards.key").stat().st_mode) == 0o600
    assert "never overwritten" in desk("sync", "--new-key", "lpcards.key", code=1).err
    desk("grade", WHY, "4")
    desk("set", "sync_key=~/lpcards.key")
    desk("sync", shared)
    assert [path.suffix for path in segments(shared)] == [".age"]
    assert "is encrypted" in laptop("sync", shared, code=1).err
    assert laptop("sync", shared, "--key", "lpcards.key").out.endswith("0 out, 1 in.\n")


def test_a_new_key_is_not_put_where_others_read_it(desk, shared, home):
    assert "Dropbox shares" in desk("sync", "--new-key", shared / "key", code=1).err
    assert [*shared.iterdir()] == []


def test_scripts_are_told_where_a_new_key_is(desk, home):
    assert desk("sync", "--new-key", "k", "--json").json == {"key": str(home / "k")}


KEYS = {
    "missing": (None, 0o600, "there is no key at"),
    "open": (b"AGE-SECRET-KEY-1", 0o644, "others may read the key"),
    "empty": (b"", 0o600, "is not a key"),
    "two": (b"AGE-SECRET-KEY-1A\nAGE-SECRET-KEY-1B\n", 0o600, "is not a key"),
    "typo": (b"AGE-SECRET-KEY-1" + b"A" * 58, 0o600, "typing error"),
    "public": (b"age1kqmqxnweqhd9uvre3tp4zem6px5hne5wvhjvwjlxe96ml8843uusth2xvp", 0o600, "not a"),
    "binary": (bytes(range(256)), 0o600, "is not a key"),
}


@pytest.mark.parametrize("name", KEYS)
def test_a_key_that_is_none_is_said_before_anything_is_sent(desk, shared, home, name):
    data, mode, words = KEYS[name]
    if data is not None:
        (home / "key").write_bytes(data)
        (home / "key").chmod(mode)
    desk("grade", WHY, "4")
    fault = desk("sync", shared, "--key", "key", code=1).err
    assert words in fault
    assert "AAAA" not in fault
    assert [*shared.iterdir()] == []


def test_a_machine_without_a_name_of_its_own_writes_no_file(lp, home, tmp_path):
    """Two of them would take each other's files for theirs."""
    shared = tmp_path / "shared"
    shared.mkdir()
    lp("grade", lp("next", "--json").json["id"], 4)
    [name] = home.rglob("device")
    name.unlink()
    name.mkdir()
    said = lp("sync", shared, code=1)
    assert "this machine's name cannot be read or kept in" in said.err
    assert [*shared.iterdir()] == []
