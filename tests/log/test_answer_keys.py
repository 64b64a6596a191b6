"""Answers that are sent again under a key."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import moment, quick_folder
from lpcards.log import LogProblem, open_log
from sizes import examples

STEPS = st.lists(
    st.sampled_from(["send", "send", "undo", "reopen", "merge", "other"]), min_size=1, max_size=12
)
SENDING = """
import sys
from lpcards.log import open_log
from logs import moment
with open_log(sys.argv[1]) as log:
    print(log.answer("a/b/c", 4, moment(), once="key").event.id)
"""


def send(log, hours=0):
    return log.answer("a/b/c", 4, moment(hours=hours), once="key")


def keyed(log):
    return [event.id for event in log.events() if "once" in event.details]


@settings(max_examples=examples(20, 40))
@given(STEPS)
def test_however_often_an_answer_is_sent_it_is_recorded_once(steps):
    with quick_folder() as folder:
        log, elsewhere = open_log(f"{folder}/log.db"), open_log(f"{folder}/other.db")
        first = send(log).event
        for at, step in enumerate(steps, 1):
            if step == "send":
                answered = send(log, at)
                assert (answered.event, answered.repeated) == (first, True)
            elif step == "undo":
                log.undo(moment(hours=at))
            elif step == "other":
                elsewhere.answer("a/b/d", 3, moment(hours=at), once=f"other {at}")
            elif step == "merge":
                log.merge([f"{folder}/other.db"], moment(hours=at))
                elsewhere.merge([f"{folder}/log.db"], moment(hours=at))
            else:
                log.close()
                log = open_log(f"{folder}/log.db")
        assert keyed(log).count(first.id) == 1
        assert [one for one in log.events("a/b/c") if one.kind != "undo"] == [first]
        assert log.verify() == []
        log.close()
        elsewhere.close()


def test_a_merged_answer_is_known_by_its_key(tmp_path):
    here, there = (open_log(str(tmp_path / name)) for name in ("here.db", "there.db"))
    first = send(there).event
    here.merge([str(tmp_path / "there.db")], moment())
    assert send(here, 1)[::3] == (first, True)
    here.close()
    there.close()


def test_programs_that_send_at_once_get_one_event(tmp_path):
    path = str(tmp_path / "log.db")
    open_log(path).close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    command = [sys.executable, "-c", SENDING, path]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(4)
    ]
    assert len({run.communicate(timeout=60)[0] for run in runs}) == 1
    with open_log(path) as log:
        assert len(list(log.events())) == 1


@pytest.mark.parametrize(("card", "grade"), [("a/b/d", 4), ("a/b/c", 3)])
def test_a_key_is_one_answers(tmp_path, card, grade):
    with open_log(str(tmp_path / "log.db")) as log:
        send(log)
        with pytest.raises(LogProblem, match="belongs to grade 4 of a/b/c"):
            log.answer(card, grade, moment(), once="key")
        assert len(list(log.events())) == 1
        assert not log.answer(card, grade, moment(), once="Key").repeated
