"""English verbs: the irregular ones, and the regular endings."""

IRREGULAR = """
be was been|be were been|become became become|begin began begun|bend bent bent|bind bound bound
break broke broken|bring brought brought|build built built|buy bought bought|catch caught caught
choose chose chosen|come came come|cost cost cost|cut cut cut|deal dealt dealt|dig dug dug
do did done|draw drew drawn|drive drove driven|fall fell fallen|feel felt felt|fight fought fought
find found found|forget forgot forgotten|get got got|get got gotten|give gave given|go went gone
grow grew grown|have had had|hear heard heard|hide hid hidden|hold held held|keep kept kept
know knew known|lead led led|leave left left|lend lent lent|let let let|lose lost lost
make made made|mean meant meant|meet met met|pay paid paid|put put put|read read read
ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought
sell sold sold|send sent sent|set set set|shake shook shaken|shut shut shut|sit sat sat
speak spoke spoken|spend spent spent|split split split|stand stood stood|steal stole stolen
stick stuck stuck|take took taken|teach taught taught|tear tore torn|tell told told
think thought thought|throw threw thrown|undo undid undone|wake woke woken|wear wore worn
win won won|write wrote written|rewrite rewrote rewritten|withdraw withdrew withdrawn
oversee oversaw overseen|overcome overcame overcome|understand understood understood
"""
_ROWS = [row.split() for line in IRREGULAR.split("\n") for row in line.split("|") if row]

BASES = {form: base for base, *forms in _ROWS for form in (base, *forms)}
"""Irregular form -> base: `wrote` -> `write`."""


SHORTEST = 3
"""Letters that must be left when an ending is taken off."""


def stem(word: str) -> str:
    """Return what the forms of a word have in common: `retries`, `retried`, `retry` -> `retri`.

    Only endings whose taking off is nearly always right: plural, -ed, -ing, a mute e.
    """
    base = BASES.get(word, word)
    for ending in ("ing", "ed", "es", "s"):
        left = base.removesuffix(ending)
        if left != base and len(left) >= SHORTEST and not _is_no_ending(left, ending):
            base = left
            break
    if base[-1:] == base[-2:-1] and len(base) > SHORTEST and base[-1] not in "sl":
        base = base[:-1]
    base = base.removesuffix("e") if len(base) > SHORTEST else base
    return base[:-1] + "i" if base.endswith("y") and len(base) > SHORTEST else base


def _is_no_ending(left: str, ending: str) -> bool:
    """Say whether what looks like an ending belongs to the word: `status`, `process`, `thing`."""
    if ending == "s":
        return left[-1] in "sui"
    if ending == "es":
        return left[-1] not in "sxzhoi"
    return not any(vowel in left for vowel in "aeiouy")
