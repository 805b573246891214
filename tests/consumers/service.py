"""A running casegraph over the seed, for the clients of others."""

import contextlib
import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def built(program):
    """A data folder with the seed's graph."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        subprocess.run([program, "build", "seeds", "--data", data], cwd=ROOT, check=True, capture_output=True, timeout=120)
        yield data


@contextlib.contextmanager
def serving(program, data, *flags):
    """The address of a service over a data folder; it is stopped at the end, and must stop in peace."""
    command = [program, "serve", "--data", data, "--bind", "127.0.0.1:0", "--log-level", "warn", *flags]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        address = re.search(r"http://[^/ ]+", line)
        assert address, f"the service did not start: {line!r}"
        yield address[0]
    finally:
        process.terminate()
        code = process.wait(timeout=30)
    assert code == 0, f"the service ended with {code}"
