"""A title for notes that have none: the thing they come back to most often, in their own words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lpcards.drafts.notes.moves import first_clause, trimmed
from lpcards.english.deeds import is_finite
from lpcards.english.verbs import stem
from lpcards.english.vocabulary import DENIALS, MONTHS, NUMBERS, SMALL_WORDS, TENS, WEEKDAYS
from lpcards.english.vocabulary import WORDS_OF_TITLES as EMPTY

_WORD = re.compile(r"[^\W\d_][\w’'-]*|[^\w\s]|\d\S*")
TITLE_WORDS = 8
LONGEST_TITLE = 70
_MOST_WORDS = 3
_SHORTEST = 3
_TOLD = 0.6
"""So much of the notes, from their beginning, tells what the story is about."""
_BARE = SMALL_WORDS | EMPTY | DENIALS | {word.lower() for word in (*MONTHS, *WEEKDAYS)}
_BARE |= {*NUMBERS, *TENS, "change", "changes", "avg"}
_BARE |= frozenset(
    "about after again against always another anyway around back basically because before "
    "behind below best better between big bit both called came case course different done each "
    "early else end enough everybody everyone everything few first full get gets getting goes "
    "going good got great guy happen happened help hour hours idea job kind last late later "
    "least less like little long look looked looking lot lots maybe mean means minute minutes "
    "month months much myself need never new next nice night nights none nothing now number "
    "numbers often ok okay old once only other others part people person place please point "
    "pretty problem quite real really right same second seconds seem several side since small "
    "someone something sometimes sort spring still stuff summer sure take team teams thing "
    "things think third though three today together told tomorrow took true turns until want "
    "way ways week weeks well went whole winter work worked working wrong year years yesterday "
    "yet autumn fall morning evening afternoon day days without would wouldn't wasn't didn't "
    "don't couldn't hadn't isn't it's that's there's i'd i'm i've he's she's they'd we'd wasnt "
    "didnt dont cant couldnt hadnt bc w per via situation task action result reflection lesson "
    "learned manager boss every nightly daily weekly monthly company customer customers user "
    "users".split()
)
"""Words that name no thing of this story, or that many stories share."""


_FILLERS = re.compile(
    r"\A(?:(?:so|sure|yes|ok|okay|well|right|basically|anyway|um+|uh+|hm+|and|but|then|like|yeah|alright)\b"
    r"[\s,]*+)*+(?:(?:we had|there (?:was|were))\s)?",
    re.IGNORECASE,
)
_OPENINGS = frozenset("i i'm i'd when while this it there we back in at last one once".split())
"""Words with which people begin to talk, before they come to what the story is about."""


def guessed_title(sentences: Sequence[str]) -> str:
    """Return what to call notes, in their words: their first clause, if it says what they tell of.

    Otherwise it is what they come back to most often; "" for notes without a word.
    """
    if not sentences:
        return ""
    whole = first_clause(_FILLERS.sub("", sentences[0], count=1)).split()
    clause = whole[:TITLE_WORDS]
    title = trimmed(" ".join(clause), LONGEST_TITLE).rstrip(".,;:!?")
    if not any(_names(word) for word in clause):
        return _most_told(sentences, 1) or title
    if clause[0].lower() in _OPENINGS:
        return _most_told(sentences, 3 if clause[0] in "Ii" else 2) or title
    return (_most_told(sentences, 3) if len(whole) > TITLE_WORDS else "") or title


def _most_told(sentences: Sequence[str], fewest: int) -> str:
    """Return two or three words that name what is told of most, `fewest` times or more; or "".

    Of two words side by side two times are enough.
    """
    counts = Counter(stem(word.lower()) for run in _runs(sentences) for word in run)
    early = [*_runs(sentences[: max(1, round(_TOLD * len(sentences)))])]
    known = {stem(word.lower()) for run in early for word in run}
    telling = [(count, root) for root, count in counts.items() if root in known]
    if not telling:
        return ""
    most = max(count for count, _ in telling)
    roots = [root for root, count in counts.items() if count == most and root in known]
    places = [_around(run, roots) for run in early]
    names = [name for name in places if name]
    name = next((one for one in names if len(one) > 1), names[0])
    if most < fewest - (len(name) > 1):
        return ""
    title = " ".join(name)
    return title[:1].upper() + title[1:]


def _around(run: Sequence[str], roots: Sequence[str]) -> Sequence[str]:
    """Return the words of a run that end with the first of `roots`, and begin before it.

    It ends behind others of them that follow: `label printer`.
    """
    known = [stem(word.lower()) for word in run]
    if roots[0] not in known:
        return ()
    end = known.index(roots[0]) + 1
    while end < len(known) and known[end] in roots:
        end += 1
    return run[max(0, end - _MOST_WORDS) : end]


def _runs(sentences: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words that stand side by side and name something, no small one between them."""
    for sentence in sentences:
        run: list[str] = []
        for found in _WORD.finditer(sentence):
            if _names(found[0]):
                run.append(found[0])
            elif run:
                yield run
                run = []
        if run:
            yield run


def _names(word: str) -> bool:
    low = word.lower().replace("’", "'")
    if not low[0].isalpha() or len(low) < _SHORTEST or low in _BARE:
        return False
    return not (is_finite(low) or low.endswith(("ly", "ing")))
