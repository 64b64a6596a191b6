"""One learner with two schedulers: real Anki as the phone, lpcards in the terminal."""
