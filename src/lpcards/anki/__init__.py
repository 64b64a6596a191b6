"""Anki decks that can be regenerated for ever. The only room that knows Anki's formats."""
