"""A hub in a database of its own, people who may use it, and a network that breaks on demand."""

import contextlib
import secrets
import socket
import threading
from tempfile import TemporaryDirectory

from logs import LATER
from postgres import HOST, KEEPER

PEOPLE = ("anna", "berta", "carl")


class Hub:
    """One hub: `people` leads from a name in the tests to the login on the server."""

    def __init__(self, server, database):
        self.server, self.database = server, database
        mark = secrets.token_hex(4)
        self.people = {name: f"{name}-{mark}" for name in PEOPLE}

    def make(self):
        from lpcards.sync.hub_admin import add_members, make_hub
        from lpcards.sync.hub_schema import COACHES, LEARNERS

        make_hub(self.address(KEEPER))
        with TemporaryDirectory() as folder:
            for name, login in self.people.items():
                group = COACHES if name == "carl" else LEARNERS
                [member] = add_members(self.address(KEEPER), [login], folder=folder, group=group)
                with open(member.file) as file:
                    self.server.passwords[login] = file.read().strip().rpartition(":")[2]

    def close(self):
        self.sql(*(f'DROP ROLE "{login}"' for login in self.people.values()))

    def url(self, name=KEEPER, **more):
        return self.server.url(self.people.get(name, name), self.database, **more)

    def address(self, name=KEEPER, **more):
        from lpcards.sync.hub_address import HubAddress

        return HubAddress(self.url(name, **more))

    def place(self, name="anna", library=None, **more):
        from lpcards.sync.hub_place import HubPlace

        return HubPlace(self.address(name, **more), library)

    def sync(self, log, name="anna", now=LATER.at, **more):
        """Do what `sync` does; return what came in and what went out."""
        place = self.place(name, **more)
        return place.take_in(log, now), place.send(log)

    def sql(self, *statements, user=KEEPER):
        return self.server.run(
            *statements, user=self.people.get(user, user), database=self.database
        )


@contextlib.contextmanager
def hub(server):
    with server.database() as name:
        made = Hub(server, name)
        made.make()
        try:
            yield made
        finally:
            made.close()


class Network:
    """A way to a port that counts what passes, and does something at one piece of it.

    `at` is the number of the piece; it `passes` or does not, `does` is called, and the way of that
    connection ends. `change` is what is put for what, of the same length.
    """

    def __init__(self, port):
        self.target = port
        self.count = 0
        self.at = self.does = self.change = None
        self.passes = False
        self._lock = threading.Lock()
        self._open = []
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, at, *, passes, does=None):
        """Cut the way at piece `at` from now on, which `passes` before, or never comes there."""
        self.count, self.at, self.passes, self.does = 0, at, passes, does

    def close(self):
        self._listener.close()
        for end in self._open:
            _shut(end)
            end.close()

    def _accept(self):
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection((HOST, self.target))
            except OSError:
                near.close()
                continue
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open += [near, far]
            for ends in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source, goal):
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                with self._lock:
                    ends = self.count == self.at
                    self.count += 1
                if self.change:
                    data = data.replace(*self.change)
                if not ends or self.passes:
                    goal.sendall(data)
                if ends:
                    if self.does:
                        self.does()
                    break
        _shut(source)
        _shut(goal)


def _shut(end):
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def network(port):
    way = Network(port)
    try:
        yield way
    finally:
        way.close()
