"""A learner at work: content and log opened, today's queue, the sittings, the build."""
