"""What an author is asked about a draft of notes, wherever that is: headings, and why it is asked.

Asked is what an interviewer would ask first: what changed, how one knows, whose it was, and what
one did. All else stays in the file as it is proposed.
"""

from typing import NamedTuple


class DraftQuestion(NamedTuple):
    """One thing to ask: what stands above it, and what it is about."""

    heading: str
    about: str


TITLE = DraftQuestion(
    "Title", "The title stands above the story when you read it. Its id is made of it, for good."
)
SHORT = DraftQuestion(
    "Short name, two or three words",
    "It is on top of every card of the story, so it must not give an answer away.",
)
PRINCIPLE = DraftQuestion(
    "Principle",
    "The principle that the story shows best. `also:` in the file takes further ones.",
)
METRIC = DraftQuestion(
    "Result: what changed",
    "The figure that moved, from what to what: the first thing an interviewer wants.",
)
SOURCE = DraftQuestion(
    "How do you know that figure?",
    "Who counted it, and where? It is what interviewers ask next of any figure.",
)
TASK = DraftQuestion(
    "Task: whose it was",
    "Whose task was it, and why did you take it on? If nobody asked you, say that.",
)
UNSAID = "Your notes do not say which part is which."


def action_heading(beat: str) -> str:
    """Return what stands above a beat of the Action."""
    return f"Action: {beat}"
