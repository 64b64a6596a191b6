"""English as people write it: where a sentence ends. One answer for all who ask."""
