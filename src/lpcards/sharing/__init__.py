"""What leaves the house: exports, redacted lists, the printed sheet."""
