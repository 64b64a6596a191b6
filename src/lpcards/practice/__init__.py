"""Typed recall: what was typed, held against what the card asks for. Pure."""
