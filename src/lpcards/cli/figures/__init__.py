"""The figures of `lpcards stats`: gathered, as JSON, in words, and as charts."""
