"""Pages as they are pasted: an original story in the grammar of such pages, in every disguise."""

import re
from typing import NamedTuple

from lpcards.drafts.page.walkthrough import (
    PageLevel,
    PagePivot,
    PageProbe,
    PageQuiz,
    PageReflection,
    PageStep,
    PageWeakAnswer,
    Walkthrough,
)

LETTER = {"situation": "S", "task": "T", "action": "A", "result": "R", "reflection": "💭"}
ICONS = "🎬⏱💡⚠️💭👤🏆❌✅🧠⬇•"

TOWER = Walkthrough(
    title="Describe a Time You Kept a Clock - and Its Amazon LP Tower - from Stopping",
    overview="The clock of our town hall lost nine minutes a week. Two firms had looked at its "
    "wheels. I found out that pigeons sat on the minute hand, and gave them another perch.",
    summary="In this scenario, the candidate watches before opening anything. The fix is a board "
    "of larch, and the clock has been right since spring.",
    steps=(
        PageStep(
            "situation",
            30,
            "The tower clock lost nine minutes a week. Trains were missed, and 40 people wrote "
            "to the mayor’s office. Both firms had only oiled it.",
            ("nine minutes a week", "I’d missed one too", "40 letters"),
            "Begin with the missed trains. Leave the escapement out.",
            "Two minutes on how pendulums work - nobody has been hurt yet.",
        ),
        PageStep(
            "task",
            20,
            "The clock belongs to the building office, and I sell tickets below it. Nobody had "
            "asked me. I wanted to know why.",
            ("nobody had asked", "I wanted to know"),
            "Say whose clock it is: 10 s are enough.",
            "Starting on the ladder. Whose clock it was is never said - it sounds like a job.",
        ),
        PageStep(
            "action",
            90,
            "I watched it for a week with binoculars. I wrote down each quarter of an hour. I "
            "counted eleven pigeons on the hand. I nailed a board below the dial.",
            ("I watched", "I wrote down", "I counted", "I nailed"),
            "Each sentence has its own hands.",
            "We had it looked at",
        ),
        PageStep(
            "result",
            25,
            "From nine minutes a week to none. No letters since April, and the office pays no "
            "more for oil. Two other towns put up such boards.",
            ("none since April",),
            "From what to what, and who was spared.",
            "Everybody liked the new board - that is applause, not a figure.",
        ),
        PageStep(
            "reflection",
            15,
            "",
            ("nobody owned the hand", "look before you oil"),
            "Name what nobody owned.",
            "I learned to be patient - so has everybody.",
        ),
    ),
    reflections=(
        PageReflection("SDE2", "I should have asked for the old logs first. They showed spring."),
        PageReflection("Senior", "Wheels had an owner; the hand outside had none: that is a gap."),
    ),
    probes=(
        PageProbe(
            "How could you be sure it was the pigeons?",
            "Evidence; patience.",
            "It seemed likely - they are everywhere.",
            "A guess, and no measure of it.",
            "I had 600 notes. Late quarters were those with birds; the others were not.",
            "I counted before I climbed.",
        ),
        PageProbe(
            "Why you, of all people?",
            "Ownership without a title.",
            "I was bored at the counter.",
            "Boredom is no reason.",
            "I saw the faces at my window when a train had gone. Nobody else sees them.",
        ),
        PageProbe(
            "Tell me who was against it.",
            "Dealing with a no.",
            "No one really.",
            "Hard to believe.",
            "The monument office. I showed them a sketch and a way to take it down.",
            "I asked them for their terms.",
        ),
    ),
    weak_answer=PageWeakAnswer(
        "We looked at the clock for some time and it was fixed. People were pleased with us.",
        (
            '"We looked" says nothing of who did.',
            '"it was fixed" has no doer.',
            "No minutes, no letters.",
            "Use of 'one' instead of I.",
        ),
        "Pleasant, and empty. 'We' hides the teller. Leaning No.",
    ),
    quizzes=(
        PageQuiz(
            "Which line shows that you looked first?",
            "Counting is an act. 'I had a feeling' is none.",
        ),
        PageQuiz(
            "What lacks this Result: 'The clock is right again. All are glad.'?",
            "From what to what is missing. Gladness is no measure.",
        ),
    ),
    pivots=(
        PagePivot(
            "Customer Obsession",
            "Open with the faces at the ticket window.",
            "Whose train was gone; that you asked them.",
            "The pendulum, the oil.",
        ),
        PagePivot(
            "Have Backbone; Disagree and Commit",
            "Open with two firms that were sure.",
            "That you said no to more oil, and how.",
            "The pleasant mayor.",
        ),
    ),
    levels=(
        PageLevel(
            "SDE 1",
            "Tell the watching and the board. Little about offices.",
            "I learned to write down what I see before I touch it.",
            "One clock, one week.",
            "Keep to 2 minutes.",
        ),
        PageLevel(
            "Senior SDE",
            "Tell how the office was won; name the gap.",
            "Nobody owned what is outside. I proposed who should.",
            "Three offices, one rule.",
            "2.5-3 minutes",
        ),
    ),
)


class Style(NamedTuple):
    """How a page was pasted."""

    blank: bool = True
    newline: str = "\n"
    company: str = "Amazon LP "
    chrome: tuple[str, ...] = ("Herons", "Sign in0", "Interview Corner", "")
    header: tuple[str, ...] = ("", "Choose your preparation mode3 modes available")
    footer: tuple[str, ...] = ()


def pasted(page=TOWER, style=None):
    """Return a page as pasted text."""
    style = style or Style()
    lines = [line for line in _lines(page, style) if line or style.blank]
    return style.newline.join(lines)


def _lines(page, style):
    yield from style.chrome
    if page.title:
        yield f"{page.title} - {style.company}STAR Walkthrough"
    yield from style.header
    if page.overview:
        yield from ("🎬", "Scenario Overview", page.overview, "", page.summary, "")
    for step in page.steps:
        yield from _step(step)
    for number, one in enumerate(page.reflections):
        yield from ("👤🏆"[number % 2], f"{one.level} Reflection", one.text)
    for probe in page.probes:
        yield from _probe(probe)
    if page.weak_answer:
        yield from ("Weak Answer", page.weak_answer.text)
        yield from (f"  • {flag}" for flag in page.weak_answer.flags)
        yield f"Bar Raiser Thinks{page.weak_answer.verdict}"
    for quiz in page.quizzes:
        yield from ("🧠", quiz.ask, "", quiz.why, "")
    for pivot in page.pivots:
        yield from (pivot.name, "", pivot.lead, "", "✅ Emphasize", "", pivot.emphasize, "")
        yield from ("⬇ Downplay", "", pivot.downplay, "")
    for level in page.levels:
        yield from (level.name, "", level.focus, "", f"Reflection: {level.reflection}")
        yield from (f"Bar {level.bar}", level.time)
    yield from style.footer


def _step(step):
    yield from (f"⏱ Target: {step.seconds}s", LETTER[step.name], "Strong Example")
    if step.example:
        yield step.example
    yield "".join(f'"{phrase}"' for phrase in step.phrases)
    yield from ("💡 Coaching", "", step.coaching, "", "⚠️ Common Mistake", "", step.mistake, "")


def _probe(probe):
    yield from (probe.ask, f"Probes: {probe.tests}", "❌ Weak", "", f'"{probe.weak}"', "")
    yield from (probe.why, "", "✅ Strong", "", f'"{probe.strong}"', "")
    if probe.takeaway:
        yield f'"{probe.takeaway}"'


EVERY_ICON = re.compile("⚠️|💭|[🎬⏱💡👤🏆❌✅🧠⬇•]")


def broken(icon, encoding):
    """Return an icon as a wrong encoding shows it; None: it is gone."""
    if encoding is None:
        return ""
    if encoding in SPELLED:
        return encoding
    return icon.encode().decode(encoding, "replace")


SPELLED = ("?", "\ufffd", "&#128161;", "&#x1f4a1;", ":bulb:")
ENCODINGS = (
    *SPELLED,
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "latin-1",
    "mac-roman",
    "cp437",
    "gbk",
)


def with_icons(text, change):
    """Return a page's text with each icon changed: `change(number, icon)` gives the new one."""
    numbers = iter(range(10_000))
    return EVERY_ICON.sub(lambda found: change(next(numbers), found[0]), text)
