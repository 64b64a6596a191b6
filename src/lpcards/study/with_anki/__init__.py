"""What goes to Anki and comes back from it: builds, their differences, pulled reviews."""
