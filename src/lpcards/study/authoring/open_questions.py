"""The open questions of stories that were checked, asked and answered then and there."""

from collections.abc import Iterable

from lpcards.cards.card import Card
from lpcards.cards.open import KIND
from lpcards.english.printable import counted
from lpcards.index.selection import Selection
from lpcards.story.markup import in_words
from lpcards.study.authoring.open_answer import write_answer
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.terminal.conversation import Conversation, Left

START = "Answer now? y yes, Enter no"
EACH = "What you type goes into the story. Enter leaves a question open, q stops."


MOST = 3
"""Questions about one story: all at once would be a form to fill in."""


def open_questions(workspace: Workspace, paths: Iterable[str]) -> list[Card]:
    """Return what the stories of one's own at `paths` leave open, `MOST` of each.

    First what the Result lacks, then follow-ups without an answer, then what nobody asked yet.
    """
    own = {
        story.path: story.id
        for story in workspace.index.stories(own=True)
        if story.type == "scenario"
    }
    found: list[Card] = []
    for path in paths:
        if path in own:
            chosen = Selection(scenarios=(own[path],), kinds=(KIND.name,))
            cards = sorted(workspace.index.cards(chosen), key=lambda card: card.place[0] != "steps")
            found += cards[:MOST]
    return found


def answer_now(questions: Iterable[Card], workspace: Workspace, talk: Conversation) -> None:
    """Ask whether to answer now, and then each question; write down what is answered."""
    cards = [*questions]
    try:
        asked = counted(len(cards), "question")
        talk.say(f"An interviewer would ask {asked} that you have not answered yet.")
        if talk.ask(_begins, START):
            talk.say("", EACH)
            for card in cards:
                now = workspace.index.card(card.id)  # an answer may have settled it, or reworded it
                if now:
                    _ask(now, workspace, talk)
    except Left:
        pass


def _begins(line: str) -> bool:
    if line.lower() in {"y", "yes"}:
        return True
    if line.lower() in {"n", "no", "q"}:
        raise Left
    raise UserFault("y or Enter")


def _ask(card: Card, workspace: Workspace, talk: Conversation) -> None:
    """Ask one question until its answer is written, or it is left open. Raises Left."""

    def written(line: str) -> str:
        if line.lower() == "q":
            raise Left
        try:
            return write_answer(card, line, workspace)
        except OSError as fault:
            raise UserFault(f"{fault.filename}: {fault.strerror}") from None

    talk.say("", card.top)
    where = talk.ask(written, in_words(card.front))
    if where:
        talk.say(where)
