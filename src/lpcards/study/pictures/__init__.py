"""Where the learner stands, in pictures: each answers a question, and is drawn from figures."""
