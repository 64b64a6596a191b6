"""Files of every sort to the plain lines of notes: headings as `##`, lists as `- `, tables in `|`.

No word is lost on the way: what is not in the lines is named. Bytes go in; nothing is unpacked to
a disk, fetched or run.
"""

from lpcards.drafts.files.file_sort import refused
from lpcards.drafts.files.file_text import MOST_FILE_BYTES, FileText, text_of_file

__all__ = ["MOST_FILE_BYTES", "FileText", "refused", "text_of_file"]
