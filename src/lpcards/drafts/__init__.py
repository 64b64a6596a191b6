"""Notes and pasted pages on their way to stories."""
