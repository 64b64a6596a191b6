"""Where logs meet: folders that any service carries, and a hub."""
