"""The figures of `lpcards stats`: gathered, said in JSON, in words, and as charts."""
