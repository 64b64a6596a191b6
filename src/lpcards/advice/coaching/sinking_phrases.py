"""The phrases that sink a story, as the content in use names them, found in a text."""

from collections.abc import Iterable, Iterator

from lpcards.advice.coaching.remark import Remark, reason_of
from lpcards.advice.coaching.text_parts import Heard
from lpcards.advice.rules.disqualified import NAME, pieces_of, said_in, words_of
from lpcards.cards.card import Card
from lpcards.practice.slips import Phrase, phrases_of

LIST = "/phrases.list"
LEAVE_OUT = "leave it out, or say what you did instead"


def sinking_phrases(cards: Iterable[Card]) -> tuple[Phrase, ...]:
    """Return the phrases that `disqualifier` cards are about, each once.

    Those without a better way to say it stand only in a guide's list.
    """
    told = list(cards)
    known = {phrase.words: phrase for phrase in phrases_of(told)}
    listed = (item.strip('"') for card in told if card.id.endswith(LIST) for item in card.items)
    return tuple({**{words: Phrase(words, "") for words in listed}, **known}.values())


def disqualified(heard: Heard, phrases: Iterable[Phrase]) -> Iterator[Remark]:
    """Yield where a text says one of the phrases and does not take it back."""
    words = words_of(heard.text)
    flat = " ".join(one.word for one in words)
    for phrase in phrases:
        remedy = f"rather: {phrase.instead}" if phrase.instead else LEAVE_OUT
        for piece in pieces_of(phrase.words):
            for at in said_in(flat, piece):
                end = words[at + piece.count(" ")].end
                yield Remark(NAME, remedy, words[at].start, end, reason=_reason(phrase))


def _reason(phrase: Phrase) -> str:
    return f"They hear: {phrase.heard}" if phrase.heard else reason_of(NAME)
