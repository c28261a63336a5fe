"""Keeps one real server for all processes of a test session, and ends it when the last of them is gone.

Whoever uses the server holds a shared lock on the file `users`, which the system takes away however a process
ends: by SIGTERM, by kill -9. The keeper waits for that lock alone; when it gets it, nobody is left. A kind of
server is a module with `serving()`, a context that gives the address.
"""

import importlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Unavailable(Exception):  # noqa: N818 - named after what is the matter with the server
    """The server cannot be had here; the text says why."""


@contextmanager
def shared(module: str, folder: Path) -> Iterator[str]:
    """The address of the server that this session keeps in `folder`, started when nobody did yet.

    Raises:
        Unavailable: it did not start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    address = folder / "address"
    with (folder / "door").open("w") as door, (folder / "users").open("w") as users:
        flock(door, LOCK_EX)
        flock(users, LOCK_SH)
        if not address.exists():
            address.write_text(_started(module, folder))
        flock(door, LOCK_UN)
        yield address.read_text()


def _started(module: str, folder: Path) -> str:
    """Start a keeper of our own session: Ctrl-C ends the tests first, and then the server."""
    with (folder / "keeper.log").open("a") as log:
        keeper = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, "-m", "tests.servers.keeper", module, str(folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
    assert keeper.stdout is not None
    with keeper.stdout as said:
        address = said.readline().strip()
    if not address:
        keeper.wait()
        lines = (folder / "keeper.log").read_text().strip().splitlines()
        raise Unavailable(lines[-1] if lines else f"it ended with exit code {keeper.returncode}")
    keeper.returncode = 0  # it outlives this process, and is nobody's to wait for
    return address


def keep(module: str, folder: Path) -> None:
    """Serve until nobody holds `users` any more."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    serving = importlib.import_module(module).serving
    with serving() as address, (folder / "users").open("w") as users:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        flock(users, LOCK_EX)
        (folder / "address").unlink(missing_ok=True)


if __name__ == "__main__":
    keep(sys.argv[1], Path(sys.argv[2]))
