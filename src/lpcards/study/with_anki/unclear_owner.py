"""Cards in Anki that have the names of one's own, before anybody knows whose they are."""

from collections.abc import Iterable

from lpcards.anki.collection import open_collection
from lpcards.anki.manifest import Manifest
from lpcards.anki.our_notes import OURS, our_notes
from lpcards.study.with_anki.pulled_reviews import authors_of, known_to
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


def refuse_unclear(
    workspace: Workspace, packages: Iterable[str], decks: str, shipped: Manifest
) -> None:
    """Raise UserFault where Anki has cards of a story that is about to get its author's key.

    They are somebody else's, and a text of one's own would take the place of theirs; or one's own
    from another machine, and all would come twice as soon as there is the key.
    """
    authors, known = authors_of(workspace, decks, shipped), known_to(workspace, decks, shipped)
    for package in packages:
        with open_collection(package) as db:
            for note in our_notes(db, known):
                card = known.present.get(note.card, "")
                if (
                    note.standing == OURS
                    and note.guid not in known.by_guid
                    and authors.is_new(card)
                ):
                    raise UserFault(_UNCLEAR.format(card.partition("/")[0]))


_UNCLEAR = (
    "Anki has cards of {!r} that were not built here. If you built them on another machine, bring "
    "its `lpcards-author.txt` and put it beside your stories; if they are another author's, do "
    "`lpcards build` first. `lpcards docs anki` has more"
)
