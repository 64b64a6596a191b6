"""Make the folder of a desktop Anki in which a profile opens without a question.

Runs where `aqt` is: `desktop_profile.py FOLDER`.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from anki.lang import set_lang
from aqt.profiles import ProfileManager

set_lang("en_US")
manager = ProfileManager(Path(sys.argv[1]))
manager.setupMeta()
manager.meta.update(firstRun=False, check_for_updates=False, updates=False)
manager.create("User")
manager.load("User")
manager.profile["autoSync"] = False
manager.save()
manager.setLang("en_US")
