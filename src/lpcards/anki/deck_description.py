"""What Anki says under a deck's name: Markdown, which an import brings up to date."""

from collections.abc import Collection

from lpcards.anki.notes import DECK, RETIRED_TAG

DESCRIPTION = f"""\
**Read, say, tick, grade.** A story comes first, as a card to read. Say each answer aloud before you show it, and tick what you said: all of it is *Good*, one missing *Hard*, more than one, or one with (must), *Again*.

**Something is wrong?** *Edit* shows the field `ID`, the name of the card: tell it to whoever gave you the deck. You mend your own story with `lpcards edit`.

**Cards that are gone** from the stories have a tag: search *Browse* for `tag:{RETIRED_TAG}`, and suspend them.

Made with lpcards. The stories that come with it are under the MIT license; your own stories are yours.
"""  # noqa: E501  Markdown: a line end in a paragraph is one on the screen


def described(name: str, homes: Collection[str]) -> dict[str, object]:
    """Return what a deck says: ours, or one of its name in whose place cards of ours go.

    `homes` are the decks that hold cards. Decks below ours, of earlier editions, say nothing.
    """
    ours = name == DECK or (name in homes and not name.startswith(f"{DECK}::"))
    return {"desc": DESCRIPTION, "md": True} if ours else {}
