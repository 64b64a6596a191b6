"""What notes come to, as plain data: what stands beside each note of the corpus."""

from typing import Any

from lpcards.drafts.notes import StoryDraft, draft_of, prose
from lpcards.story.headings import stories_in


def results_of(text: str) -> list[dict[str, Any]]:
    """Return what each story of some notes comes to, without what is empty."""
    return [
        {"lines": [story.first, story.last], **result(draft_of(story.readable, story.sections))}
        for story in stories_in(text)
    ]


def result(draft: StoryDraft) -> dict[str, Any]:
    """Return what a draft holds, apart from key phrases and beats."""
    found = {
        "title": draft.title,
        "title_is_a_guess": "title" not in draft.confirmed,
        "steps_are_a_guess": draft.guessed,
        "in_another_language": not draft.is_english,
        "asked": [*draft.asked],
        "principles": [*draft.principles],
        "overview": draft.loose,
        **{name: prose(sentences) for name, sentences in draft.steps.items()},
        "metric": draft.needs.get("metric"),
        "questions": [" / ".join(filter(None, asked)) for asked in draft.questions],
        "left": [": ".join(filter(None, (one.name, one.text))) for one in draft.left],
        "no_heading_of_ours": [name for _, name in draft.doubtful],
    }
    return {key: value for key, value in found.items() if value}
