"""The dialogue in which a learner confirms what is proposed of notes, or throws it away."""

from collections.abc import Iterable

from rich.text import Text

from lpcards.drafts.notes import Move, StoryDraft, shifted
from lpcards.english.printable import printable
from lpcards.story.models import STEPS
from lpcards.system.problem import UserFault
from lpcards.terminal.conversation import Conversation, Left
from lpcards.terminal.text_lines import hanging

NEEDS = {"metric": "what changed", "business": "what it was worth", "second_order": "what lasted"}
ASKED = (
    "I'll show you each guess. Enter accepts it; q keeps the rest as marked guesses in the file, "
    "where you can change everything."
)
MOVING = (
    "First the steps. < moves the first sentence to the step before, > the last one to the step "
    "after."
)
RIGHT = "Right? Enter yes, < or >, q stop asking"
KEEP = "Keep? Enter yes, n no, q stop asking"


class Confirming:
    """Goes through the proposals of a draft, in the order of the story."""

    def __init__(self, draft: StoryDraft, talk: Conversation) -> None:
        """Begin with all of them open."""
        self._draft = draft
        self._talk = talk

    def finished(self) -> StoryDraft:
        """Ask until all is confirmed or the learner has had enough; return what came of it.

        The end of the input is enough, too; Ctrl-C is not: it raises KeyboardInterrupt.
        """
        try:
            self._talk.say(ASKED)
            self._steps()
            self._phrases()
            self._beats()
            self._needs()
        except Left:
            self._talk.say("", "The rest stays in the file, marked `# proposed`.")
        return self._draft

    def _steps(self) -> None:
        if not self._draft.guessed:
            return
        self._talk.say(MOVING)
        for name in STEPS:
            while (key := self._asked_step(name)) != "y":
                self._shift(name, forward=key == ">")
        self._confirm("steps")

    def _shift(self, name: str, *, forward: bool) -> None:
        before = self._draft
        self._draft = shifted(before, name, forward=forward)
        if self._draft is before:
            self._talk.say("Nothing can move that way.")

    def _asked_step(self, name: str) -> str:
        sentences = self._draft.steps.get(name, ("(nothing)",))
        return self._asked(name.capitalize(), sentences, RIGHT, "y<>")

    def _phrases(self) -> None:
        for name, moves in self._draft.phrases.items():
            if self._keeps(f"{name.capitalize()}: points to hit", map(_words_of, moves)):
                self._confirm(f"phrases.{name}")
            else:
                rest = {key: value for key, value in self._draft.phrases.items() if key != name}
                self._draft = self._draft._replace(phrases=rest)

    def _beats(self) -> None:
        at = 0
        for beat in self._draft.beats:
            if self._keeps(f"Action: {beat.name}", map(_words_of, beat.moves)):
                self._confirm(f"beats.{at}")
                at += 1
            else:
                rest = tuple(other for other in self._draft.beats if other is not beat)
                self._draft = self._draft._replace(beats=rest)

    def _needs(self) -> None:
        for name, words in self._draft.needs.items():
            if self._keeps(f"Result: {NEEDS[name]}", [words]):
                self._confirm(f"needs.{name}")
            else:
                rest = {key: value for key, value in self._draft.needs.items() if key != name}
                self._draft = self._draft._replace(needs=rest)

    def _confirm(self, part: str) -> None:
        self._draft = self._draft._replace(confirmed=self._draft.confirmed | {part})

    def _keeps(self, heading: str, lines: Iterable[str]) -> bool:
        return self._asked(heading, lines, KEEP, "yn") == "y"

    def _asked(self, heading: str, lines: Iterable[str], question: str, keys: str) -> str:
        """Show some lines and ask for one of `keys`; Enter takes the first. Raises Left."""

        def key_meant(line: str) -> str:
            key = line.lower()[:1]
            if key == "q":
                raise Left
            if key not in keys:
                raise UserFault(f"{', '.join(keys)} and q are the keys; Enter says yes.")
            return key

        self._talk.say("", heading)
        for line in lines:
            self._talk.show(hanging(Text("  - "), Text(printable(line)), self._talk.width))
        return self._talk.ask(key_meant, question) or keys[0]


def _words_of(move: Move) -> str:
    return f"{move.text} {move.fact}".strip()
