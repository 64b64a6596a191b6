"""The machine under the program: its disk, its folders, its trace, and faults told to people."""
