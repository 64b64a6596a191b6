"""What the page of a walkthrough holds, in its own words. "" or nothing: it is not on the page."""

from typing import NamedTuple

from lpcards.drafts.page.page_lines import PageLine


class PageStep(NamedTuple):
    """One step of the story. `seconds` 0: the page names none."""

    name: str
    seconds: int = 0
    example: str = ""
    phrases: tuple[str, ...] = ()
    coaching: str = ""
    mistake: str = ""


class PageReflection(NamedTuple):
    """The reflection of one level."""

    level: str
    text: str


class PageProbe(NamedTuple):
    """A follow-up question, answered badly and well."""

    ask: str
    tests: str = ""
    weak: str = ""
    why: str = ""
    strong: str = ""
    takeaway: str = ""


class PageWeakAnswer(NamedTuple):
    """A weak telling of the story."""

    text: str
    flags: tuple[str, ...] = ()
    verdict: str = ""


class PageQuiz(NamedTuple):
    """A question whose options a paste loses."""

    ask: str
    why: str = ""


class PagePivot(NamedTuple):
    """The story for another principle, by the principle's name."""

    name: str
    lead: str = ""
    emphasize: str = ""
    downplay: str = ""


class PageLevel(NamedTuple):
    """What a level has to show."""

    name: str
    focus: str = ""
    reflection: str = ""
    bar: str = ""
    time: str = ""


class Walkthrough(NamedTuple):
    """A page taken apart.

    `left` are lines between its parts that could not be placed, `cut` is what a broken end was,
    and `ends` the line that the page ends with where more should follow.
    """

    title: str = ""
    overview: str = ""
    summary: str = ""
    steps: tuple[PageStep, ...] = ()
    reflections: tuple[PageReflection, ...] = ()
    probes: tuple[PageProbe, ...] = ()
    weak_answer: PageWeakAnswer | None = None
    quizzes: tuple[PageQuiz, ...] = ()
    pivots: tuple[PagePivot, ...] = ()
    levels: tuple[PageLevel, ...] = ()
    left: tuple[PageLine, ...] = ()
    cut: str = ""
    ends: PageLine | None = None
