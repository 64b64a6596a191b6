"""Past participles by their form: what "was" and "got" may stand before in a passive."""

from lpcards.english.verbs import IRREGULAR

_MORE = """
arise arose arisen|bear bore borne|beat beat beaten|bid bid bid|bite bit bitten|blow blew blown
breed bred bred|burn burnt burnt|cast cast cast|draft drafted drafted|dream dreamt dreamt
eat ate eaten|feed fed fed|fling flung flung|forbid forbade forbidden|forecast forecast forecast
foresee foresaw foreseen|forgive forgave forgiven|freeze froze frozen|grind ground ground
hang hung hung|hit hit hit|hurt hurt hurt|inlay inlaid inlaid|lay laid laid|light lit lit
mislead misled misled|mistake mistook mistaken|mow mowed mown|overhear overheard overheard
prove proved proven|quit quit quit|ride rode ridden|saw sawed sawn|sew sewed sewn|shed shed shed
shoot shot shot|show showed shown|shrink shrank shrunk|sink sank sunk|slide slid slid
sling slung slung|spin spun spun|spread spread spread|strike struck struck|string strung strung
sweep swept swept|swing swung swung|uphold upheld upheld|weave wove woven|weld welded welded
wind wound wound|withhold withheld withheld|wring wrung wrung|cling clung clung|creep crept crept
dive dove dived|drink drank drunk|flee fled fled|fly flew flown|plead pled pled|shine shone shone
sing sang sung|sleep slept slept|sneak snuck snuck|spring sprang sprung|strive strove striven
swear swore sworn|swim swam swum|tread trod trodden|bet bet bet|broadcast broadcast broadcast
offset offset offset|reset reset reset|proofread proofread proofread|input input input
"""
"""Further irregular verbs: known by past and participle, and not brought back to a stem."""
_ROWS = [
    row.split() for line in f"{IRREGULAR}{_MORE}".split("\n") for row in line.split("|") if row
]
PAST = {participle: past for _, past, participle in _ROWS}
"""Irregular participle -> past: `written` -> `wrote`."""
_PREFIXES = ("re", "over", "out", "mis", "pre", "under", "up", "with")
_NO_PARTICIPLE = frozenset(
    "need indeed hundred speed exceed proceed succeed feed seed breed weed bleed greed heed deed "
    "reed sacred naked wicked rugged ragged crooked kindred hatred moped".split()
)
_SHORTEST = 4


def past_of(participle: str) -> str:
    """Return the past of a participle: `tuned`, `wrote` for `written`; "" if it is none.

    In lower case. Forms with a prefix are those of their verb: `rebuilt`, `overridden`.
    """
    if participle in PAST:
        return PAST[participle]
    if participle.endswith("ed") and len(participle) >= _SHORTEST:
        stem = participle[:-2]
        is_verb = participle not in _NO_PARTICIPLE and any(one in "aeiouy" for one in stem)
        return participle if is_verb else ""
    for prefix in _PREFIXES:
        rest = participle.removeprefix(prefix).removeprefix("-")
        if rest != participle and rest in PAST:
            return participle.removesuffix(rest) + PAST[rest]
    return ""
