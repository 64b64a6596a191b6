"""What tells a hub from a folder. It stands alone: a sync with either loads no settings for it."""

HUBS = ("postgresql://", "postgres://")
"""How the address of a hub begins."""
