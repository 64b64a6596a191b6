"""Telling whole stories against the clock: alone (a rehearsal), or in a mock interview's loop.

Pure: what is said in which order, clocks as values, what a telling came to. Nothing in here
concerns the schedule: a telling leaves every card's memory as it is.
"""
