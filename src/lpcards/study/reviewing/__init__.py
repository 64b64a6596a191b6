"""The review: a learner, a terminal, one card after another."""
