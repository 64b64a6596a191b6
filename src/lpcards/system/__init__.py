"""The machine under the program: its disk, its folders, its trace, and faults in words."""
