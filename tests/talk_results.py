"""What unmarked talk comes to, as plain data: what stands beside each note of the corpus."""

from lpcards.drafts.notes import draft_of, likely_principles
from lpcards.study.authoring.story_of_notes import id_of


def results_of(text: str) -> dict[str, object]:
    """Return title, id and best principle, the sentences of the steps, moves, and what is meant."""
    draft = draft_of(text)
    found = {
        "title": draft.title,
        "id": id_of(draft),
        "asked": [*draft.asked],
        "principle": likely_principles(text)[0],
        **{name: [*sentences] for name, sentences in draft.steps.items()},
        "task: points": [one.text for one in draft.phrases.get("task", ())],
        "moves": [
            f"{one.text}: {one.fact}".strip(": ") for beat in draft.beats for one in beat.moves
        ],
        **{f"result: {name}": words for name, words in draft.needs.items()},
    }
    return {key: value for key, value in found.items() if value}
