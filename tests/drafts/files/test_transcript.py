"""Transcripts: who speaks, and what of it is the candidate's."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.drafts.files import text_of_file
from pasted_pages import pasted

VTT = """WEBVTT - Mock interview

NOTE recorded in May

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:04.000 align:start
<v Ben Ito>Tell me about a <i>queue</i>.</v>

00:00:05.000 --> 00:00:09.000
<v Anna Berg>It stood still &amp; nobody</v>
<v Anna Berg>looked.</v>

00:10.500 --> 00:12.000
I read the log.
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
Ben: Tell me about a queue.

2
00:00:05,000 --> 00:00:09,000
Anna: It stood still and nobody
looked: not once.

3
00:00:10,000 --> 00:00:12,000
I read the log.
"""
TYPED = """# Mock of May 3

Interviewer: Tell me about a queue.
Me: It stood still.
Nobody looked.

Interviewer: And then?
Me: I read the log.
"""
TIMED = """[00:12] Ben: Tell me about a queue.
[00:20] Anna: It stood still. Nobody looked.
[01:02] Ben: And then?
[01:04] Anna: I read the log.
"""
ABOVE = """Ben Ito  0:01
Tell me.

Anna Berg  0:12
It stood still.
Nobody looked.
"""


def own(text, name="a.txt"):
    found = text_of_file(text.encode(), name)
    return found.text, found.remarks


def test_subtitles_say_who_speaks():
    assert own(VTT, "a.vtt") == (
        "It stood still & nobody looked. I read the log.",
        (
            "Only what Anna Berg says is read, as the one who answers; left out: Ben Ito (1 turn).",
            'Left out, as notes between the lines: "- Mock interview recorded in May".',
        ),
    )
    assert own(SRT, "a.srt")[0] == "It stood still and nobody looked: not once. I read the log."
    assert own(VTT.replace("\n", "\r\n"))[0] == own(VTT)[0]


def test_me_and_candidate_are_the_candidate_and_what_stands_above_stays():
    text, remarks = own(TYPED)
    assert text == "# Mock of May 3\n\nIt stood still.\nNobody looked.\n\nI read the log."
    assert remarks == ("Only what Me says is read; left out: Interviewer (2 turns).",)
    bold = TYPED.replace("Me:", "**Candidate:**").replace("Interviewer:", "**Recruiter:**")
    assert own(bold)[0] == text


FORMS = "[00:12] {}: |00:12 {}: |{} (00:12): |{} [0:00:12]: |{}: [00:12] |(00:12) **{}:** "


@pytest.mark.parametrize("form", FORMS.split("|"))
def test_times_may_stand_anywhere(form):
    told = [("Ben", "Tell me."), ("Anna", "It stood still."), ("Ben", "Then?"), ("Anna", "I read.")]
    text = "\n".join(form.format(name) + said for name, said in told)
    assert own(text)[0] == "It stood still.\n\nI read."


def test_speaker_and_time_may_stand_above_what_is_said():
    assert own(ABOVE)[0] == "It stood still.\nNobody looked."
    assert own(TIMED)[0] == "It stood still. Nobody looked.\n\nI read the log."


def test_the_interviewer_is_not_the_candidate_however_much_is_said():
    text = "Hiring manager: I ask and ask and ask.\nAnna: It stood still.\nHiring manager: Oh.\n"
    assert own(text)[0] == "It stood still."


def test_subtitles_without_names_are_one_speaker_s():
    text = SRT.replace("Ben: ", "").replace("Anna: ", "")
    said = "Tell me about a queue. It stood still and nobody looked: not once. I read the log."
    assert own(text) == (said, ())


@pytest.mark.parametrize(
    "text",
    [
        "Situation: It stood.\nTask: Not mine.\nAction: I read.\nResult: 5 min.\n",
        "S: It stood.\nT: Not mine.\nS: Two.\nT: Three.\n",
        "Title: Queue\nMe: nobody else looked\nSituation: It stood.\nMe: alone\n",
        "Q: Why?\nA: Because.\nQ: Who?\nA: I.\n",
        "I had two plans.\nPlan: buy it.\nAnother plan was: rent it.\n",
        "Note: 12:30 was late.\nI rang at 00:12.\n",
        "Interviewer: Tell me about a queue.\n\nIt stood still.\n",
        "Monday: I read.\nTuesday: I rang.\nFriday: I wrote it down.\n",
        "Timeline\n09:12 Alarm: the disk is full\n09:20 Decision: fail over\n09:41 Fixed: reads\n",
        "S: It stood.\nA: I asked.\nMe: May I?\nBoss: No.\nR: From 2 days to 5 minutes.\n",
        pasted(),
    ],
)
def test_notes_with_colons_are_no_transcript(text):
    assert own(text) == (text, ())


SAID = st.lists(st.sampled_from("I read it 350ms well".split()), min_size=1).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from(["Me", "Ben"]), SAID), min_size=2))
def test_no_word_of_the_candidate_is_lost(turns):
    turns = [("Interviewer", "Go on"), *turns, ("Me", "done")]
    cues = "".join(
        f"{n}\n00:00:{n % 60:02},000 --> 00:01:00,000\n{name}: {said}\n\n"
        for n, (name, said) in enumerate(turns)
    )
    mine = Counter(" ".join(said for name, said in turns if name == "Me").split())
    for text in (cues, "\n".join(f"{name}: {said}" for name, said in turns)):
        assert Counter(own(text)[0].split()) == mine


@pytest.mark.parametrize(
    "text",
    [
        "Interviewer: What did you do?\nMe: I rang.\nand wrote.\nInterviewer: Good.",
        "**Interviewer:** What did you do?\n**Me:** I rang.\nand wrote.",
        "Recruiter: What did you do?\nCandidate: I rang.\nand wrote.\n",
        "Dana (Interviewer): What did you do?\nPriya: I rang.\nand wrote.\n",
        "[00:12] Interviewer: What did you do?\n[00:15] Anna: I rang.\nand wrote.",
        "Tom: What did you do?\nAnna: I rang.\nand wrote.\nTom: And then?\nAnna: Nothing.",
        "Tom Hill  00:12\nWhat did you do?\n\nMe  00:15\nI rang.\nand wrote.\n",
        "- Interviewer: What did you do?\n- Me: I rang.\nand wrote.\n",
    ],
)
def test_whoever_asks_is_left_out_however_the_turns_are_written(text):
    own = text_of_file(text.encode(), "mock.txt").text
    assert own.startswith("I rang.\nand wrote.")
    assert "What" not in own


@pytest.mark.parametrize(
    "text",
    [
        "I rang the depot: nobody there.\nThen I wrote.",
        "Situation: it was late.\nTask: mine.\nAction: I rang.\nResult: 3 to 1.",
        "Problem: late.\nWhat I did: I rang.\nOutcome: none.",
        "Note: I rang.",
        "Tools: Python.\nCost: 3 euros.",
    ],
)
def test_what_is_no_transcript_is_left_as_it_is(text):
    assert text_of_file(text.encode(), "notes.txt").text == text
