"""The real program in a process of its own, without the time that Python takes to start.

A server imports the program once and forks for each run. The child has its own arguments,
environment, folder and streams, and ends as the program ends. Python itself is started where a
test says how it is to start: another version of the program to find, another encoding.
"""

import atexit
import json
import os
import select
import subprocess
import sys
import tempfile
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
        self._folder = tempfile.TemporaryDirectory()
        self._streams = [str(Path(self._folder.name) / name) for name in ("in", "out", "err")]
        self._server = None

    def run(self, arguments, stdin="", cwd=None, env=None):
        """Run the program; return its exit code (or minus the signal), output and errors."""
        arguments, env = [str(one) for one in arguments], dict(os.environ if env is None else env)
        if at_start(env) != AS_STARTED:
            return started(arguments, stdin, cwd, env)
        Path(self._streams[0]).write_text(stdin, encoding="utf-8")
        order = {"arguments": arguments, "cwd": str(cwd or Path.cwd()), "env": env}
        code = self._ordered({**order, "streams": self._streams})
        return code, *(Path(path).read_text(encoding="utf-8") for path in self._streams[1:])

    def end(self):
        if self._server:
            self._server.communicate()
        self._folder.cleanup()

    def _ordered(self, order):
        if self._server is None:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            self._server = subprocess.Popen([sys.executable, __file__], **pipes)
        self._server.stdin.write(json.dumps(order).encode() + b"\n")
        self._server.stdin.flush()
        ready, _, _ = select.select([self._server.stdout], [], [], PATIENCE)
        answer = self._server.stdout.readline() if ready else b""
        if not answer:
            self._server.kill()
            self._server.communicate()
            self._server = None
            raise TimeoutError(f"{order['arguments']} did not end within {PATIENCE} seconds")
        return int(answer)


PROGRAM = Program()
"""The one server of a test run's process: it starts with the first run."""
atexit.register(PROGRAM.end)


def serve():
    """Fork for each line of standard input; answer with the exit code."""
    import importlib
    import time

    from lpcards.__main__ import run
    from lpcards.cli import COMMANDS

    for module in sorted({place for _, place in COMMANDS.values()}):
        importlib.import_module(f"lpcards.cli.{module}")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            become(json.loads(line))
            time.tzset()
            run()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def become(order):
    """Take on what a process is given at its start."""
    flags = (os.O_RDONLY, *[os.O_WRONLY | os.O_CREAT | os.O_TRUNC] * 2)
    for number, (path, how) in enumerate(zip(order["streams"], flags, strict=True)):
        os.dup2(os.open(path, how), number)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    sys.argv = ["lpcards", *order["arguments"]]
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


if __name__ == "__main__":
    serve()
