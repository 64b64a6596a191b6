"""What weakens a story, and the remedy; the same of any text typed or pasted."""
