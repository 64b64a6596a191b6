"""Work shared out among processes: what comes of it does not depend on their number."""

import os
import signal
import time

import pytest

from lpcards.index.processes import MANY, MOST_PROCESSES, shared

PARENT = os.getpid()


@pytest.fixture(autouse=True)
def _several_processors(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: MOST_PROCESSES)


def pieces(count):
    return [(number,) for number in range(count)]


def squared(number):
    return number * number


def told_who(number):
    return number, os.getpid()


def killed_in_a_child(number):
    if number == MANY // 2 and os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def failing(number):
    if number == MANY // 2:
        raise ZeroDivisionError
    return number


@pytest.mark.parametrize("count", [0, 1, MANY - 1, MANY, MANY + 3])
def test_what_was_made_comes_in_the_order_of_the_pieces(count):
    assert list(shared(squared, pieces(count))) == [n * n for n in range(count)]


def test_few_pieces_start_no_process():
    assert {pid for _, pid in shared(told_who, pieces(MANY - 1))} == {os.getpid()}


def test_many_pieces_are_shared_out():
    made = list(shared(told_who, pieces(MANY)))
    assert [number for number, _ in made] == list(range(MANY))
    assert len({pid for _, pid in made} - {os.getpid()}) == MOST_PROCESSES


def test_what_a_killed_child_left_undone_is_done():
    assert list(shared(killed_in_a_child, pieces(MANY))) == list(range(MANY))


def test_a_fault_in_a_child_is_a_fault_in_the_parent():
    with pytest.raises(ZeroDivisionError):
        list(shared(failing, pieces(MANY)))


def test_where_no_process_can_be_started_all_is_done_here(monkeypatch):
    def refused():
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    assert {pid for _, pid in shared(told_who, pieces(MANY))} == {os.getpid()}


def test_who_stops_in_the_middle_leaves_no_process_behind():
    made = shared(told_who, pieces(100_000))
    _, child = next(made)
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_children_end_with_their_parent():
    ours, its = os.pipe()
    parent = os.fork()
    if not parent:
        made = shared(told_who, pieces(1_000_000))
        os.write(its, f"{next(made)[1]}".encode())
        signal.pause()
    child = int(os.read(ours, 20))
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    until = time.monotonic() + 60
    while is_there(child) and time.monotonic() < until:
        time.sleep(0.01)
    assert not is_there(child)


def is_there(pid):
    """Say whether a process runs; one that ended and is not waited for does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
