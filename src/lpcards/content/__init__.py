"""Stories as files: the only rooms that know YAML. Light to import; see `reading`, `together`."""
