"""What is done with the files of stories: written, imported, answered, checked, coached."""
