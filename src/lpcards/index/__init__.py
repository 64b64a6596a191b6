"""Which files there are, and their cards kept ready to be asked."""
