"""What is remembered of the cards: SM-2, events, their replay, and what the answers came to."""
