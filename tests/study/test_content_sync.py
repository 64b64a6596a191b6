"""Content of several machines, brought together by a folder: nothing is lost, all end up alike."""

import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_machines import files_in, machines
from lpcards.study.content_sync import Settling
from lpcards.sync.content_state import alone_with
from lpcards.system.problem import UserFault
from sizes import examples

MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None
OURS, THEIRS = Settling(theirs=False), Settling(theirs=True)
NAMES = ("cellar.yaml", "sub/attic.yaml")
TEXTS = ("id: one\n", "id: two\n", "id: three\n", "not: [yaml")
KINDS = ("write", "write", "delete", "sync", "sync", "sync", "ours", "theirs", "lose")
steps = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(KINDS), st.sampled_from(NAMES), st.integers(0, 3)),
    max_size=25,
)


@pytest.fixture
def three(home, tmp_path):
    return machines(tmp_path / "machines", "desk", "lap", "old")


@pytest.fixture
def two(three):
    return three[:2]


def settled_by_all(found):
    """Sync all machines until nothing moves; return what the last syncs came to."""
    for _ in range(3):
        for machine in found:
            machine.sync()
    return [machine.sync() for machine in found]


def do(machine, kind, name, number):
    if kind == "write":
        machine.write(name, TEXTS[number])
    elif kind == "delete":
        machine.delete(name)
    elif kind == "lose":
        shutil.rmtree(machine.home / ".local/share/lpcards/sync", ignore_errors=True)
    else:
        machine.sync({"ours": OURS, "theirs": THEIRS}.get(kind))


@given(steps)
@settings(
    max_examples=examples(12, 60),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_in_any_order_nothing_is_lost_and_all_end_up_alike(home, done):
    with tempfile.TemporaryDirectory(dir=MEMORY) as root:
        found = machines(root, "desk", "lap", "old")
        for at, kind, name, number in done:
            before = set().union(*(machine.texts & texts() for machine in found))
            do(found[at], kind, name, number)
            if kind not in {"write", "delete"}:
                after = set().union(*(machine.texts for machine in found))
                assert before <= after, (kind, name)
        last = settled_by_all(found)
        if not any(carried.conflicts for carried in last):
            alike(found, last)
        for machine in found:
            machine.sync(OURS)
            settled_by_all(found)
        alike(found, settled_by_all(found))


def texts():
    return {text.encode() for text in TEXTS}


def alike(found, last):
    assert len({str(sorted(machine.files.items())) for machine in found}) == 1
    assert [carried.conflicts for carried in last] == [()] * len(found)
    assert [carried.has_written for carried in last] == [False] * len(found)


def test_a_new_story_comes_and_so_do_its_edits_and_its_end(two):
    desk, lap = two
    desk.write("sub/cellar.yaml", TEXTS[0])
    assert desk.sync().went == ("sub/cellar.yaml",)
    assert lap.sync().came == ("sub/cellar.yaml",)
    lap.write("sub/cellar.yaml", TEXTS[1])
    lap.sync()
    carried = desk.sync()
    assert desk.files == {"sub/cellar.yaml": TEXTS[1].encode()}
    assert files_in(carried.kept) == {"sub/cellar.yaml": TEXTS[0].encode()}
    desk.delete("sub/cellar.yaml")
    desk.write("other.yaml", TEXTS[2])
    desk.sync()
    assert lap.sync().gone == ("sub/cellar.yaml",)
    assert lap.files == {"other.yaml": TEXTS[2].encode()}
    assert not (lap.content / "sub").exists()
    assert TEXTS[1].encode() in lap.texts


def test_two_edits_are_shown_on_both_and_each_keeps_its_own(two):
    desk, lap = two
    edited_apart(desk, lap)
    here, there = desk.sync().conflicts, lap.sync().conflicts
    assert [(one.name, one.device, one.ours, one.theirs) for one in here] == [
        ("cellar.yaml", lap.device, TEXTS[1].encode(), TEXTS[2].encode())
    ]
    assert there[0].device == desk.device
    assert here[0].path.endswith(f"theirs/{lap.device}/cellar.yaml")
    assert [desk.files, lap.files] == [
        {"cellar.yaml": TEXTS[1].encode()},
        {"cellar.yaml": TEXTS[2].encode()},
    ]
    assert here[0].is_new
    assert not desk.sync().conflicts[0].is_new


def edited_apart(desk, lap):
    desk.write("cellar.yaml", TEXTS[0])
    desk.sync()
    lap.sync()
    desk.write("cellar.yaml", TEXTS[1])
    lap.write("cellar.yaml", TEXTS[2])
    desk.sync()
    lap.sync()


@pytest.mark.parametrize(("settling", "text"), [(OURS, TEXTS[1]), (THEIRS, TEXTS[2])])
def test_a_conflict_settled_on_one_machine_is_settled_for_all(three, settling, text):
    desk, lap, old = three
    edited_apart(desk, lap)
    assert desk.sync(settling).settled == ("cellar.yaml",)
    for machine in (lap, old, desk):
        assert machine.sync().conflicts == ()
        assert machine.files == {"cellar.yaml": text.encode()}
    for machine in (desk, lap):
        assert {TEXTS[1].encode(), TEXTS[2].encode()} & machine.texts
    assert {TEXTS[1].encode(), TEXTS[2].encode()} <= desk.texts | lap.texts
    assert [*(desk.home / ".local/share/lpcards/sync").glob("*/theirs")] == []


def test_only_the_named_file_is_settled(two):
    desk, lap = two
    desk.write("attic.yaml", TEXTS[0])
    lap.write("attic.yaml", TEXTS[3])
    edited_apart(desk, lap)
    carried = desk.sync(Settling(theirs=True, only=("attic.yaml",)))
    assert carried.settled == ("attic.yaml",)
    assert [one.name for one in carried.conflicts] == ["cellar.yaml"]


def test_stories_that_are_all_gone_at_once_were_lost_and_come_back(two):
    desk, lap = two
    for name in NAMES:
        desk.write(name, TEXTS[0])
    desk.sync()
    lap.sync()
    shutil.rmtree(desk.content)
    assert desk.sync().came == NAMES
    assert lap.sync().gone == ()


def test_settings_come_one_by_one_and_those_of_one_machine_stay(two):
    desk, lap = two
    desk.set("# mine\nnew: 5   # five\neditor: vi\nminutes: 20\n")
    lap.set("editor: ed\nreviews: 50\n")
    desk.sync()
    assert lap.sync().came == ("setting:minutes", "setting:new")
    assert lap.settings.read_text() == "editor: ed\nreviews: 50\nminutes: 20\nnew: 5\n"
    desk.sync()
    assert desk.settings.read_text() == (
        "# mine\nnew: 5   # five\neditor: vi\nminutes: 20\nreviews: 50\n"
    )
    lap.set("editor: ed\nreviews: 50\nnew: 7\n")
    lap.sync()
    assert desk.sync().gone == ("setting:minutes",)
    assert desk.settings.read_text() == "# mine\nnew: 7   # five\neditor: vi\nreviews: 50\n"


def test_two_values_of_a_setting_are_shown_and_settled_like_two_edits(two):
    desk, lap = two
    desk.set("new: 5\n")
    lap.set("new: 7\n")
    desk.sync()
    assert [one.name for one in lap.sync().conflicts] == ["setting:new"]
    lap.sync(THEIRS)
    assert lap.settings.read_text() == "new: 5\n"
    assert desk.sync().conflicts == ()


def test_another_folder_of_stories_does_not_go_where_one_is(two):
    desk, _ = two
    desk.write("cellar.yaml", TEXTS[0])
    desk.sync()
    project = desk.home / "project"
    (project / "content").mkdir(parents=True)
    (project / "lpcards.yaml").write_text("new: 3\n")
    from lpcards.study.content_sync import carry_content
    from lpcards.study.workspace import Workspace
    from lpcards.system.problem import UserFault

    with desk.at(), Workspace((str(project / "content"),), None, None) as workspace:
        with pytest.raises(UserFault, match="has the stories of"):
            carry_content(workspace, str(desk.root / "shared/lpcards"), "folder shared")
        assert carry_content(workspace, str(desk.home / "usb"), "folder usb").went == (
            "setting:new",
        )


def test_a_second_process_reads_nothing_before_it_is_alone(two):
    """What it had read before might have changed since, and would be written back."""
    desk, _ = two
    desk.write("cellar.yaml", "id: one\n")
    desk.sync()
    desk.copy.write_bytes(b"age-encryption.org/v1\n")
    with desk.at():
        [own] = (desk.home / ".local/share/lpcards/sync").iterdir()
        with alone_with(str(own)), pytest.raises(UserFault, match="another lpcards"):
            desk.sync()
    with pytest.raises(UserFault, match="encrypted"):
        desk.sync()
