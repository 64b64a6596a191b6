"""Lists of English words: numbers, months and weekdays, and words that carry little meaning."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {word: value for value, word in enumerate(_BELOW_TWENTY)}
"""Zero to nineteen."""
TENS = {word: 10 * value for value, word in enumerate(_TENS, 2)}


def number_word(number: int, none: str = "no") -> str:
    """Return a number below ten in words, `none` for zero; a larger one in digits."""
    return (_BELOW_TWENTY[number] if number else none) if number < 10 else str(number)  # noqa: PLR2004


DETERMINERS = frozenset("a an the this that these those my our your his her its their".split())
SUBJECTS = frozenset("i we you he she it they".split())
_ALWAYS_SMALL = frozenset(
    "a about an and are as at be been could did do does for from had has have how i in is it me my "
    "of on or our than that the them they this to us was we were what which who why with would you "
    "your".split()
)
"""Words that are small everywhere."""
SMALL_WORDS = (
    _ALWAYS_SMALL
    | DETERMINERS
    | SUBJECTS
    | frozenset(
        "also am any being but by can d each every into just ll m off one out per re s should so t "
        "then there up ve very whom will".split()
    )
)
"""Words that only join others."""
WORDS_OF_QUESTIONS = _ALWAYS_SMALL | frozenset(
    "describe described example gave give last tell time when where whom yours".split()
)
"""Words that most questions share: they tell none from another."""
WORDS_OF_TITLES = _ALWAYS_SMALL | frozenset(
    "again all also am any being but by can describe despite down even ever example get give given "
    "having id if instance into its ive just like made make many moment most my no not one out "
    "over own s share should situation so some such tell their then there these those through time "
    "times under up use used very walk when where while will within without youd yours "
    "youve".split()
)
"""Words of a title that say nothing of what the story is about."""
DENIALS = frozenset(
    "no not none never noone nobody nothing nowhere neither nor without zero cannot".split()
)
