"""`python -m faults`: build the shim, and run with it loaded."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def shim_in(folder):
    """Build the shim and return its path."""
    path = Path(folder) / "shim.so"
    command = ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-o", path, HERE / "shim.c", "-ldl"]
    subprocess.run(command, check=True)
    return path


def run_with(shim, *args, **options):
    """Run the faults with the shim loaded before libc."""
    paths = filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH")))
    environment = {**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-m", "faults.run", *args]
    return subprocess.run(command, env=environment, check=False, **options)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(run_with(shim_in(folder), *sys.argv[1:]).returncode)
