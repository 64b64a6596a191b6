"""Have I a story for everything: the learner's stories against the principles."""

from collections.abc import Iterator, Sequence

from lpcards.cards.story_coverage import ENOUGH
from lpcards.charts.drawing import Drawing
from lpcards.charts.matrix_chart import MatrixRow, matrix_charts
from lpcards.charts.picture import LegendEntry, Picture
from lpcards.charts.table import Table, TableColumn
from lpcards.english.printable import counted
from lpcards.study.stories_covered import HOW_WORDS, CoveredStories

_HOW = {how: words.replace("`", "") for how, words in HOW_WORDS.items()}
COLUMNS = (
    TableColumn("principle", "Principle", "text"),
    TableColumn("story", "Story", "text"),
    TableColumn("how", "How", "text", _HOW),
)
LEGEND = tuple(LegendEntry(how, words) for how, words in HOW_WORDS.items())
MOST_NAMED = 5
"""So many principles without a story are named; of more the picture tells."""
QUESTION = "Do I have a story for each principle?"
ABOUT = (
    "Each row is a principle, each column a story of yours, numbered as in the list below. An "
    f"interviewer may have heard one already, so {ENOUGH} stories for a principle are enough."
)


def coverage_picture(covered: CoveredStories) -> Picture:
    """Return the matrix of principles and stories; without stories the sentence that says so."""
    if not covered.stories:
        answer = "No story of your own yet: `lpcards new` begins one."
        return Picture("coverage", QUESTION, answer, "", Table(COLUMNS, ()), lambda _: ())
    rows = [
        MatrixRow(
            covered.names[name],
            tuple(served.get(story.id, "") for story in covered.stories),
            f"{covered.names[name]}: {counted(len(served), 'story')}",
            name in covered.coverage.thin,
        )
        for name, served in covered.coverage.principles.items()
    ]

    def draw(width: float) -> Sequence[Drawing]:
        return matrix_charts(rows, width)

    return Picture(
        "coverage",
        QUESTION,
        _answer(covered),
        ABOUT,
        Table(COLUMNS, tuple(_rows(covered))),
        draw,
        LEGEND,
        tuple(story.short for story in covered.stories),
    )


def _rows(covered: CoveredStories) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield each principle with each story that serves it; one without any alone."""
    shorts = {story.id: story.short for story in covered.stories}
    for name, served in covered.coverage.principles.items():
        words = covered.names[name]
        for story, how in served.items():
            yield words, shorts[story], how
        if not served:
            yield words, None, None


def _answer(covered: CoveredStories) -> str:
    """Say which principles have no story, and how many have only one."""
    principles = covered.coverage.principles
    none = [covered.names[name] for name in covered.coverage.thin if not principles[name]]
    single = len(covered.coverage.thin) - len(none)
    have = counted(len(covered.stories), "story")
    if not covered.coverage.thin:
        return f"Yes: your {have} give each principle {ENOUGH} or more."
    parts = []
    if none:
        named = ", ".join(none) if len(none) <= MOST_NAMED else ""
        parts.append(f"{counted(len(none), 'principle')} without a story" + _after(named))
    if single:
        parts.append(f"{counted(single, 'principle')} with only one")
    return f"Not yet, with {have}: {'; '.join(parts)}."


def _after(named: str) -> str:
    return f" ({named})" if named else ""
