"""The grades' names, the same wherever they are shown."""

SIX = ("blackout", "wrong", "nearly", "hard", "good", "perfect")
"""By grade: 0; 1, known on sight; 2, wrong but nearly; 3, with difficulty; 4; 5."""

FOUR = {"1": (1, "again"), "2": (3, "hard"), "3": (4, "good"), "4": (5, "easy")}
"""Of four buttons each key's grade and word."""
