"""`lpcards report`: where you stand, in pictures, on one page; and their numbers as CSV."""

import os
from collections.abc import Iterable

import click

from lpcards.charts.picture import Picture, picture_json
from lpcards.cli.options import json_option
from lpcards.study.messages import note, say, say_json
from lpcards.study.notices import notice_of
from lpcards.study.pictures.progress_report import ProgressReport, progress_report
from lpcards.study.workspace import Workspace

NAME = "report.html"


@click.command("report")
@click.option("--html", "as_html", is_flag=True, help="Write the page; without -o it says where.")
@click.option("--open", "shown", is_flag=True, help="Show that page in the browser.")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the page to FILE.",
)
@click.option(
    "--csv",
    "folder",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="Write the numbers of each picture to a CSV file in FOLDER.",
)
@click.option(
    "--days",
    type=click.IntRange(1, 36_500),
    default=365,
    show_default=True,
    help="How far to look back.",
)
@json_option
@click.pass_obj
def report_command(
    workspace: Workspace,
    as_html: bool,
    shown: bool,
    out: str | None,
    folder: str | None,
    days: int,
    as_json: bool,
) -> None:
    """Show in pictures whether you are ready.

    What is weak, what comes until the interview, whether it sticks. One page, to be read in a
    browser or printed; each picture has its numbers as a table. Without options it says the
    answers here.
    """
    for words in notice_of(workspace.index):
        note(words)
    report = progress_report(workspace, days)
    path = _write_page(report, out) if as_html or shown or out else None
    files = _write_csv(report.pictures, folder) if folder else []
    if shown and path:
        from lpcards.study.browser import open_in_browser

        open_in_browser(path)
    if as_json:
        say_json(_json(report, path, files))
    elif path or files:
        for name in (*([path] if path else []), *files):
            say(name)
    else:
        _say(report)


def _write_page(report: ProgressReport, out: str | None) -> str:
    from lpcards.charts.report_page import report_page
    from lpcards.study.browser import write_page

    page = report_page(report.title, report.lines, report.pictures)
    return os.path.abspath(write_page(page, NAME, out))


def _write_csv(pictures: Iterable[Picture], folder: str) -> list[str]:
    """Write a file for each picture; return their paths."""
    from lpcards.charts.table import table_csv
    from lpcards.system.private_files import write_whole

    os.makedirs(folder, mode=0o700, exist_ok=True)
    return [
        os.path.abspath(
            write_whole(
                os.path.join(folder, f"{picture.name}.csv"),
                table_csv(picture.table).encode("utf-8", "replace"),
            )
        )
        for picture in pictures
    ]


def _json(report: ProgressReport, path: str | None, files: list[str]) -> dict[str, object]:
    return {
        "day": report.today.isoformat(),
        "path": path,
        "csv": files,
        "pictures": [picture_json(picture) for picture in report.pictures],
    }


def _say(report: ProgressReport) -> None:
    for words in report.lines:
        say(words)
    for picture in report.pictures:
        say(f"\n{picture.question}\n{picture.answer}")
    say("\nTo see it in pictures:\n  lpcards report --open")
