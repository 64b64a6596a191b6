"""The keys of a card: the lines under it, what each grade brings, and the list behind `?`."""

from lpcards.practice.card_view import CardView
from lpcards.practice.coming_back import back_short
from lpcards.terminal.page import Rows

HELP: Rows = (
    ("space", "show the answer"),
    ("1-9, 0", "on a checklist: tick an item (0 is the tenth); a ticks all"),
    ("enter", "on a checklist: take the proposed grade; g and a digit give another"),
    ("h", "hint: a cue, then the first letters, then part of the answer; each lowers the grade"),
    ("l", "learn: look at a new card first; it is asked at the end"),
    ("u", "undo, as often as you like"),
    ("e", "edit the card's source in your editor"),
    ("w", "write into a story: the answer that is missing, or the question that it answers"),
    ("f", "flag the card with a note, or take the flag off"),
    ("s, b", "s: suspend the card; b: bury it until tomorrow"),
    ("arrows", "scroll"),
    (
        "typing",
        "with --type: Enter is done (on a list: an empty line); Tab a hint; Esc these keys",
    ),
    ("ctrl-l", "with --type: say it, if the setting listen names a command that writes it down"),
    ("q", "stop; nothing is lost"),
)

SIX_GRADES = """grade it: 0 blackout; 1 wrong, but known on sight; 2 wrong, but nearly; 3 right, \
with difficulty; 4 right after a pause; 5 right at once. Under 4 it comes back today"""
FOUR_GRADES = "grade it: 1 again; 2 hard; 3 good; 4 easy. After 1 and 2 it comes back today"
GRADING = (("0-5", SIX_GRADES), ("1-4", FOUR_GRADES))
"""What earns which grade, with six buttons and with four."""


SAY_IT = "Ctrl-L: say it"
"""What a key does where the learner has a command that listens."""
WRITES = {
    "answer": ["w write it in a line"],
    "story": ["w name your story"],
    "probe": ["w write your answer"],
    "": [],
}
"""What `w` does, by what a card has its author write down."""


def footer_parts(view: CardView) -> list[str]:
    """Return what the keys do just now; parts stay whole where lines are broken."""
    if view.typing:
        return _typing(view)
    if not view.revealed:
        return _front(view)
    if view.card.unanswered:
        return [*WRITES["answer"], "e editor", "space: tomorrow", "u undo", "q stop"]
    if view.proposed is not None and not view.overruling:
        return _proposal(view)
    grades = view.buttons.named()
    return [f"{key} {word} {back_short(view.intervals, grade)}" for key, grade, word in grades]


def _front(view: CardView) -> list[str]:
    if view.card.unanswered:
        return [*WRITES["answer"], "space: more", "h hint", "u undo", "? help", "q stop"]
    is_new = view.kind == "new"
    more = [part for part, on in (("h hint", view.offers_hint), ("l learn", is_new)) if on]
    flag = "f unflag" if view.flag else "f flag"
    typed = ["Enter: type on", *say_it(view)] if view.typed is not None else []
    return [*typed, "space shows the answer", *more, flag, "u undo", "? help", "q stop"]


def say_it(view: CardView) -> list[str]:
    """Return the key that has the answer said, where there is one."""
    return [SAY_IT] if view.listens else []


def _typing(view: CardView) -> list[str]:
    if view.keys:
        return [*view.keys]
    rows = bool(view.items)
    keys = ["Enter: next item", "empty line: done"] if rows else ["Enter: done"]
    hint = ["Tab hint"] if view.offers_hint else []
    return [*keys, *say_it(view), *hint, "Esc: other keys"]


def _proposal(view: CardView) -> list[str]:
    buttons, intervals, items = view.buttons, view.intervals, view.items
    grade, grades = view.proposed or 0, "1-4" if buttons.four else "0-5"
    return [
        *([f"{len(view.ticked)} of {len(items)}"] if items else []),
        f"proposed: {buttons.word(grade)} {back_short(intervals, grade)}",
        "Enter takes it",
        f"other: {'g then ' if items else ''}{grades}",
        *WRITES[view.card.writes],
        "u undo",
    ]


def card_help(*, four: bool) -> Rows:
    """Return what each key does while a card is asked, and what earns which grade."""
    space, *more = HELP
    return (space, GRADING[four], *more)
