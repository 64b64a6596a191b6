"""English as people write it: sentences, words, figures, dates, and words that hide who acted."""
