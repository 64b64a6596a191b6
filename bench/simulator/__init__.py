"""Made-up learners who answer through the program's own queue, scheduler and overlay."""
