"""The page beside the terminal: the same day, log and cards in a browser."""
