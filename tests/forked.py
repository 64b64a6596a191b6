"""The real program in a process of its own, without the time that Python takes to start.

A server imports the program once and forks for each run. The child has its own arguments,
environment, folder and streams, or a terminal, and ends as the program ends. Python itself is
started where a test says how it is to start: another version of the program, another encoding.
"""

import atexit
import contextlib
import fcntl
import gc
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time
from functools import cached_property
from pathlib import Path

PATIENCE = 60  # seconds that one run may take


def at_start(env):
    """Return what Python heeds of an environment when it starts, and then no more."""
    return {name: env[name] for name in env if name.startswith(("PYTHON", "LANG", "LC_"))}


AS_STARTED = at_start(os.environ)


def started(arguments, stdin, cwd, env):
    """Start Python to run the program; return its exit code, output and errors."""
    program = [sys.executable, "-m", "lpcards", *arguments]
    how = {"capture_output": True, "text": True, "timeout": PATIENCE}
    done = subprocess.run(program, check=False, input=stdin, cwd=cwd, env=env, **how)
    return done.returncode, done.stdout, done.stderr


class Program:
    """A server that runs the program, forked anew each time."""

    def __init__(self):
        self._server = None

    @cached_property
    def _streams(self):
        """The files of its input, output and errors; a program that is only imported has none."""
        self._folder = tempfile.TemporaryDirectory()
        return [str(Path(self._folder.name) / name) for name in ("in", "out", "err")]

    def run(self, arguments, stdin="", cwd=None, env=None):
        """Run the program; return its exit code (or minus the signal), output and errors."""
        arguments, env = [str(one) for one in arguments], dict(os.environ if env is None else env)
        if at_start(env) != AS_STARTED:
            return started(arguments, stdin, cwd, env)
        Path(self._streams[0]).write_text(stdin, encoding="utf-8")
        order = {"arguments": arguments, "cwd": str(cwd or Path.cwd()), "env": env}
        code, _ = self.ordered({**order, "do": "run", "streams": self._streams})
        return code, *(Path(path).read_text(encoding="utf-8") for path in self._streams[1:])

    def ordered(self, order):
        """Send an order to the server; return its answer, and a file descriptor if it sent one."""
        if self._server is None:
            self._start()
        self._socket.sendall(json.dumps(order).encode() + b"\n")
        answer, fds = b"", []
        while not answer.endswith(b"\n"):
            ready, _, _ = select.select([self._socket], [], [], PATIENCE)
            more, found, _, _ = socket.recv_fds(self._socket, 100, 1) if ready else (b"", [], 0, 0)
            if not more:
                self.end()
                raise TimeoutError(f"{order} did not end within {PATIENCE} seconds")
            answer, fds = answer + more, fds + found
        return json.loads(answer), *(fds or [None])

    def _start(self):
        self._socket, its = socket.socketpair()
        with its:
            command = [sys.executable, __file__, str(its.fileno())]
            self._server = subprocess.Popen(command, pass_fds=[its.fileno()])

    def end(self):
        """Let the server end; another order starts one anew."""
        if self._server:
            self._socket.close()
            try:
                self._server.wait(5)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
            self._server = None


PROGRAM = Program()
"""The one server of a test run's process: it starts with the first run."""
atexit.register(PROGRAM.end)


class OnTerminal:
    """The program on a terminal of its own, in the words of pexpect."""

    def __init__(self, arguments, dimensions, cwd, env, clock=None):
        order = {"arguments": [*map(str, arguments)], "cwd": str(cwd or Path.cwd()), "env": env}
        order = {**order, "do": "open", "dimensions": dimensions, "clock": clock}
        self.pid, self.child_fd = PROGRAM.ordered(order)
        self.exitstatus = self.signalstatus = None

    def send(self, text):
        os.write(self.child_fd, text.encode())

    def read_within(self, seconds):
        """Return what was written within `seconds`; b"" if nothing was."""
        ready, _, _ = select.select([self.child_fd], [], [], seconds)
        with contextlib.suppress(OSError):  # nobody is on the other side any more
            return os.read(self.child_fd, 65536) if ready else b""
        time.sleep(seconds)
        return b""

    def isalive(self):
        if self.exitstatus is None and self.signalstatus is None:
            code, _ = PROGRAM.ordered({"do": "ask", "pid": self.pid})
            if code is not None:
                self.exitstatus, self.signalstatus = (code, None) if code >= 0 else (None, -code)
        return self.exitstatus is None and self.signalstatus is None

    def setwinsize(self, rows, columns):
        resize(self.child_fd, (rows, columns))

    def close(self, *, force):
        """Take the terminal away; kill what goes on without it."""
        if self.child_fd is None:
            return
        os.close(self.child_fd)
        self.child_fd = None
        until = time.monotonic() + 1
        while self.isalive():
            if force and time.monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
            time.sleep(0.005)


def resize(fd, dimensions):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", *dimensions, 0, 0))


def serve(orders):
    """Fork for each order; answer with an exit code, or with a process and its terminal."""
    load()
    gc.freeze()  # no child looks at what is there already, and so has no copy of it made
    for line in orders.makefile("r", encoding="utf-8"):
        order = json.loads(line)
        answer, fd = {"run": run, "open": opened, "ask": asked}[order["do"]](order)
        socket.send_fds(orders, [json.dumps(answer).encode() + b"\n"], [fd] if fd else [])
        if fd:
            os.close(fd)


def load():
    """Import all of the program, and have it make what it makes once: models, patterns."""
    import importlib
    import pkgutil

    import lpcards

    for module in pkgutil.walk_packages(lpcards.__path__, "lpcards."):
        importlib.import_module(module.name)
    from lpcards.advice.file_advice import advice_on
    from lpcards.cards.kinds import cards_from
    from lpcards.story.reading import read_source

    for name in ("webhook-drops", "guide"):
        path = Path(__file__).parent.parent / "content" / "deliver-results" / f"{name}.yaml"
        source = read_source(str(path), path.read_bytes())
        advice_on(source, tuple(cards_from(source.file)))


def run(order):
    child = os.fork()
    if not child:
        flags = (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT | os.O_TRUNC] * 2)
        for number, (path, how) in enumerate(zip(order["streams"], flags, strict=True)):
            os.dup2(os.open(path, how), number)
        become(order)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), None


def opened(order):
    import pty

    child, fd = pty.fork()
    if not child:
        resize(0, order["dimensions"])
        signal.signal(signal.SIGINT, signal.default_int_handler)  # as from a shell
        for one in (signal.SIGHUP, signal.SIGQUIT):
            signal.signal(one, signal.SIG_DFL)
        become(order)
    return child, fd


def asked(order):
    child, status = os.waitpid(order["pid"], os.WNOHANG)
    return (os.waitstatus_to_exitcode(status) if child else None), None


def become(order):
    """Be the program from now on, with what a process is given at its start."""
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    time.tzset()
    sys.argv = ["lpcards", *order["arguments"]]
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115
    if order.get("clock"):
        from stepped_clock import step

        step(order["clock"])
    from lpcards.__main__ import run as run_program

    run_program()


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as channel:
        serve(channel)
