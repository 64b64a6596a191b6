"""Deeds by their form: the past of what somebody does, told from what somebody was, felt or had."""

from lpcards.english.participles import PAST, past_of

STATES = frozenset(
    "was were am is are be been being had have has did do does got could would should might "
    "must may can will shall knew known thought felt wanted needed hoped wished liked loved "
    "hated feared used supposed believed doubted expected assumed guessed suspected preferred "
    "lived remained stayed stood sat lay slept seemed appeared looked belonged existed depended "
    "mattered contained consisted included involved lacked meant realised realized learned "
    "learnt understood remembered forgot noticed enjoyed cared worried trusted respected "
    "happened occurred died became failed struggled tended owned possessed owed deserved "
    "resulted stuck rose fell grew shrank lasted ended continued".split()
)
"""Pasts of what nobody does: to be, to have, to feel, to befall."""
_AUXILIARIES = frozenset(
    "was were am is are be been being had have has did do does could would should might must may "
    "can will shall wasn't weren't isn't aren't hadn't haven't hasn't didn't don't doesn't "
    "couldn't wouldn't shouldn't won't can't wasnt werent isnt arent hadnt havent hasnt didnt dont "
    "doesnt couldnt wouldnt shouldnt wont cant".split()
)
_PASTS = frozenset(PAST.values())
AS_THE_BASE = frozenset(
    "cut set put let read split shut cost hit spread cast bid bet broadcast quit shed hurt "
    "forecast offset reset proofread input".split()
)
"""Pasts that look like the verb itself, and often like a noun: `cut`, `cost`, `spread`."""
_PREFIXES = ("re", "over", "out", "mis", "pre", "under", "up", "with", "fore", "inter", "un")
_HYPHENED = frozenset(
    "re co pre over out mis de un under up double triple hand cross counter live spot fact bench "
    "stress load smoke soft hard force fast mass cold dry fine front back side pair bulk auto "
    "self a/b ab".split()
)
"""What stands before a hyphen in a deed: `re-ran`, `co-wrote`, `double-checked`."""
_NOUNS = frozenset({"saw", "ground", "wound", "bore", "lit", "left", "found", "fed", "led", "felt"})


def is_past(word: str) -> bool:
    """Say whether a word is a past by its form, of a deed or not: `pulled`, `re-ran`, `was`."""
    low = word.lower().replace("’", "'")
    if low in _PASTS or low in _AUXILIARIES:
        return True
    before, hyphen, last = low.rpartition("-")
    if hyphen:
        return before in _HYPHENED and is_past(last)
    if low.endswith("ed"):
        return past_of(low) == low
    return any(
        low.startswith(prefix) and low.removeprefix(prefix) in _PASTS - _NOUNS
        for prefix in _PREFIXES
    )


def is_finite(word: str) -> bool:
    """Say whether a word may be the verb of a clause: a past, or `is`, `can`, `didn't`."""
    return word.lower().replace("’", "'") in _AUXILIARIES or is_past(word)


def is_deed(word: str) -> bool:
    """Say whether a word is the past of what somebody does: `rode`, `pulled`; not `was`."""
    return word.lower() not in STATES and word.lower() not in _AUXILIARIES and is_past(word)
