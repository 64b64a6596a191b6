"""What happened in interviews, read from events that nobody can trust."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lpcards.memory.event import DEBRIEF, Event
from lpcards.practice.interview_record import BEST, AskedQuestion, record_json, records_of

ON = date(2026, 12, 15)
ANY = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.lists(st.text(max_size=2))
)
KEYS = ("company", "interview", "question", "story", "missed", "note", "went")


def kept(number, **details):
    return Event(f"{number:04}", number, 0, "UTC", ON, "d", DEBRIEF, "", details=details)


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), ANY), max_size=5))
def test_whatever_stands_in_a_log_is_read(several):
    for record in records_of(kept(at, **details) for at, details in enumerate(several)):
        assert 0 <= record.went <= BEST
        assert all(one["question"] for one in record_json(record)["asked"])


def test_questions_of_one_interview_stand_together_and_the_last_word_counts():
    acme = {"company": "Acme", "interview": "2026-12-14"}
    events = [
        kept(1, **acme, question="Why?", story="a"),
        kept(2, company="Globex", interview="2026-12-01", went=2),
        kept(3, **acme, went=2, note="So so."),
        kept(4, **acme | {"company": "ACME"}, question="How?", missed=["a/probe/b"]),
        kept(5, **acme, question="Why?", story="b"),
        kept(6, **acme, went=4),
    ]
    globex, record = records_of(events)
    assert (globex.company, globex.went) == ("Globex", 2)
    assert (record.day, record.went, record.note) == (date(2026, 12, 14), 4, "So so.")
    assert record.asked == (
        AskedQuestion("How?", "", ("a/probe/b",)),
        AskedQuestion("Why?", "b"),
    )
