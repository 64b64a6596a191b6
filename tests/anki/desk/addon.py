"""An add-on of the tests for the real desktop: takes orders for the learner at the desk.

It is copied into a folder of Anki's add-ons, `orders.py` beside it, and listens where the variable
DESK_PORT says; what it is told is done in Anki's own thread, between two of its windows' turns.
"""

import json
import os
import socket

import aqt
from aqt.qt import QTimer

from .orders import Orders


class Desk:
    def __init__(self):
        self.listening = socket.create_server(("127.0.0.1", int(os.environ["DESK_PORT"])))
        self.listening.setblocking(False)
        self.timer = QTimer()
        self.timer.timeout.connect(self.look)
        self.timer.start(10)

    def look(self):
        try:
            there, _ = self.listening.accept()
        except BlockingIOError:
            return
        there.settimeout(5)
        with there, there.makefile("rw", encoding="utf-8") as stream:
            order = json.loads(stream.readline())
            try:
                result = self.done(order.pop("do"), order)
            except Exception as fault:  # noqa: BLE001  whatever it was, the test is told
                result = {"fault": repr(fault)}
            stream.write(json.dumps(result) + "\n")

    def done(self, do, values):
        if do == "log_in":
            aqt.mw.pm.set_sync_key(values["key"])
            aqt.mw.pm.set_custom_sync_url(values["url"])
            return aqt.mw.pm.save()
        if do == "close_profile":
            return aqt.mw.unloadProfileAndShowProfileManager()
        if aqt.mw.col is None:
            return None
        return getattr(Orders(aqt.mw.col), do)(**values)


desk = Desk()
