"""What an author writes: the format, read with faults at their lines, written back; settings."""
