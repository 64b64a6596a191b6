"""What weakens a story, told with a remedy; and the coach who tells it of any text."""
