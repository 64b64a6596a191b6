"""What is peculiar to a kind of card: each kind says it in its own file."""

from typing import Literal, NamedTuple


class Kind(NamedTuple):
    """A kind of card, and what all cards of it have in common."""

    name: str
    leech_tip: str = "Ask for one fact, in a question that has one answer."
    """What may help where one is failed again and again."""
    parts: tuple[str, ...] = ()
    """Its cards by what they ask; settings name one as `kind.part`."""
    own_only: bool = False
    """Only the one who lived it can answer: those of an example are not met."""
    carries_over: bool = False
    """Those of an example help with any story."""
    level_above: bool = False
    """A learner meets those of the level above, too."""
    spoken: bool = False
    """The answer is in the words of the interview."""
    unanswered: bool = False
    """There is no answer yet: the author is to write one."""
    writes: Literal["answer", "story", "probe", ""] = ""
    """What the author may write down when it is asked: its answer, a story for it, or the answer
    for one story, as a probe of that."""
    one_of_stories: bool = False
    """Which stories would do, only all files together can tell."""
    asked_of_stories: bool = False
    """It is asked of a story of the learner's own, as soon as there is a complete one."""
    note: Literal["question", "cloze", ""] = "question"
    """The type of note in Anki; "": none."""
    long_question: bool = False
    """The question is a text to read, or has options."""
    shows_answer: bool = False
    """The question is the text that the answer quotes."""
    most_lines: int = 9
    """Lines that an answer may have on a phone."""
    compared_by: Literal["question", "question and answer", ""] = ""
    """What two cards have in common that ask the same; "": nobody can say."""
