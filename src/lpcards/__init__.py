"""Spaced repetition for behavioural interviews: stories in, cards out, asked by SM-2."""

__version__ = "0.1.0"
