"""Does it stick: the share of reviews passed, week by week, against what was expected of them."""

from collections.abc import Sequence

from lpcards.charts.drawing import Drawing
from lpcards.charts.line_chart import SharePoint, line_chart
from lpcards.charts.picture import LegendEntry, Picture
from lpcards.charts.table import Table, TableColumn
from lpcards.english.printable import counted, exact_percent, percent, short_date
from lpcards.memory.prediction import RecallSpan, recall_by_weeks, recall_together
from lpcards.memory.recall import AT_INTERVAL

MOST = 60
"""So many points there is room for on a phone; beyond, one is for several weeks."""
FEW = 20
"""Of fewer reviews nothing can be said yet."""
NEAR = 0.03
"""So much below what was expected is near enough."""
WEEK = 7
COLUMNS = (
    TableColumn("first", "From", "day"),
    TableColumn("last", "To", "day"),
    TableColumn("asked", "Reviews"),
    TableColumn("passed", "Passed"),
    TableColumn("share", "Share passed", "share"),
    TableColumn("expected", "Expected", "share"),
)
LEGEND = (
    LegendEntry("seen", "share of reviews passed"),
    LegendEntry("expected", "share expected to pass"),
)
QUESTION = "Does it stick?"
ABOUT = (
    "Reviews are answers that counted to cards you had seen before. "
    "The schedule expects {} of them to pass on the day they are due, more "
    "before and fewer after it. Passing fewer than expected, week after week, means that cards "
    "come back too late for you, or are graded too kindly; more means time to spare."
)


def recall_picture(days: Sequence[RecallSpan], retention: float = AT_INTERVAL) -> Picture:
    """Return the reviews of `days` by week, or by several weeks where there are many.

    `retention` is the recall at which the schedule has a card come back.
    """
    weeks = len(recall_by_weeks(days))
    together = 1 if weeks <= MOST else -(-weeks // (MOST - 1))  # one span may begin before
    spans = recall_by_weeks(days, together)

    def draw(width: float) -> Sequence[Drawing]:
        return (line_chart([_point(span) for span in spans], width),) if spans else ()

    rows = tuple(
        (span.first, span.last, span.asked, span.passed, span.share, span.predicted)
        for span in spans
    )
    each = "week" if together == 1 else f"{together} weeks"
    about = f"A dot for each {each} with reviews. {ABOUT.format(exact_percent(retention))}"
    return Picture("recall", QUESTION, _answer(spans), about, Table(COLUMNS, rows), draw, LEGEND)


def _point(span: RecallSpan) -> SharePoint:
    words = (
        f"{short_date(span.first)} to {short_date(span.last)}: {span.passed:,} of "
        f"{counted(span.asked, 'review')} passed, {percent(span.share)}; "
        f"expected {percent(span.predicted)}"
    )
    return SharePoint(short_date(span.first), span.share or 0.0, span.predicted or 0.0, words)


def _answer(spans: Sequence[RecallSpan]) -> str:
    if not spans:
        return "No reviews yet: cards you have seen come back on their day."
    whole = recall_together(spans, spans[0].first, spans[-1].last)
    reviews = counted(whole.asked, "review")
    words = f"you passed {percent(whole.share)} of {reviews}; {percent(whole.predicted)} expected."
    if whole.asked < FEW:
        return f"Too early to say: {words}"
    if whole.passed >= whole.expected - NEAR * whole.asked:
        return f"It does: {words}"
    return f"Less than it should: {words}"
