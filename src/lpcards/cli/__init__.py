"""The door: the command line. A command is a module of its name, imported when it is called.

A name that is taken has a second word, as in `import_page`; two commands that are one thing are in
one module, as in `suspend_and_resume`.
"""
