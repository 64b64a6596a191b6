"""Stories told aloud against the clock: the screens of `rehearse` and `mock`."""
