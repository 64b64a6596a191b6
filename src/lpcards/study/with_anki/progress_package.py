"""`build --with-progress`: the cards with all that is remembered of them, in a file of its own."""

import os
import zipfile
from collections.abc import Mapping

from lpcards.anki.decks import Built, sha256_of
from lpcards.anki.edition_draft import EditionDraft
from lpcards.anki.package import all_of, write_package
from lpcards.anki.progress import ExportedCard, Progress, progress_of, steps_of
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


def refuse_place(path: str, decks: str) -> None:
    """Raise UserFault where a package with progress must not or cannot be written."""
    real, folder = os.path.realpath(path), os.path.realpath(decks)
    if os.path.commonpath([real, folder]) == folder:
        raise UserFault(
            f"{path} lies in the folder of decks, which is meant to be shared; your progress is "
            "private: name a file elsewhere"
        )
    if not os.path.isdir(os.path.dirname(real)):
        raise UserFault(f"there is no folder {os.path.dirname(path)}")
    if os.path.exists(real) and not zipfile.is_zipfile(real):
        raise UserFault(f"{path} exists and is not a package; it was left alone")


def write_with_progress(
    workspace: Workspace, path: str, draft: EditionDraft, types: Mapping[str, int], *, level: int
) -> Built:
    """Write the cards of all packages into one with their schedule and their answers."""
    cards = draft.exported()
    write_package(
        path,
        all_of(draft.path),
        types,
        media=workspace.index.media_paths(),
        level=level,
        progress=_progress(workspace, cards),
    )
    return Built(path, len(cards), sha256_of(path))


def _progress(workspace: Workspace, cards: Mapping[str, ExportedCard]) -> Progress:
    log, rules = workspace.reading(), workspace.rules
    remembered = [card for card, _ in log.remembered()]
    histories = {card: list(steps_of(log.live(card), rules)) for card in remembered}
    return progress_of(cards, histories, log.suspended(), workspace.index.settings.rollover)
