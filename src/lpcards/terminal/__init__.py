"""The terminal of a sitting: keys, screen, lines typed, lists ticked, how a card looks."""
