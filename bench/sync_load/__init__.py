"""What syncs cost: folders full of segments, and a hub full of learners."""
