"""A story as it is read: headings and paragraphs, before its first card is asked."""

from typing import NamedTuple

from lpcards.story.models import STEPS, Guide, KeyPhrase, Scenario, Step

HEADINGS = {
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "result": "Result",
    "reflection": "Reflection",
}


class Section(NamedTuple):
    """A heading with its paragraphs. `seconds` is the step's target (0: none)."""

    heading: str
    text: str
    seconds: int = 0


def sections_of(file: Scenario | Guide) -> tuple[Section, ...]:
    """Return what there is to read, in the order of the telling."""
    if isinstance(file, Guide):
        return _present(
            Section("What it asks", file.overview or ""),
            Section("How it is tested", file.tests or ""),
            Section("What is noted", _listed(tuple(point.text for point in file.signals))),
            Section(
                "Typical questions", _listed(tuple(question.ask for question in file.questions))
            ),
        )
    return _present(
        Section("", file.overview or ""),
        *(_step(name, getattr(file.steps, name)) for name in STEPS),
        *(_probes(file)),
        Section("In short", file.summary or ""),
    )


def _step(name: str, step: Step) -> Section:
    text = step.example or _listed(tuple(_phrase(phrase) for phrase in step.key_phrases))
    return Section(HEADINGS[name], text, step.seconds or 0)


def _phrase(phrase: KeyPhrase) -> str:
    return f"{phrase.text}: {phrase.fact}" if phrase.fact else phrase.text


def _probes(file: Scenario) -> list[Section]:
    return [Section(f"“{probe.ask}”", probe.strong.answer or "") for probe in file.probes]


def _listed(texts: tuple[str, ...]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _present(*sections: Section) -> tuple[Section, ...]:
    return tuple(section for section in sections if section.text)
