"""A card, its kinds, and what a story leaves open."""
