"""Where the master key is: in the environment, or in a file of its own that is not kept with the log.

Several keys, one a line or with commas: the first is the one of now, the others are on their way out.
"""

import os
from pathlib import Path

from msgspec import Struct

from cli.place.faults import WrongKeys
from cli.place.files import make_private, reason_of
from eventlog.encryption.master import MasterKeys, as_text, from_text, new_key

FILE = "master.key"


class MasterPlace(Struct, frozen=True):
    """The keys themselves when the environment holds them, else the file that does."""

    given: str = ""
    file: Path | None = None

    def path(self, home: Path) -> Path | None:
        """The file with the keys, beside the log when nobody chose another; None when they were given."""
        if self.given:
            return None
        return self.file or home / FILE

    def keys(self, home: Path) -> list[bytes]:
        """The master keys, the one of now first.

        Raises:
            WrongKeys: there are none, or they cannot be read.
        """
        path = self.path(home)
        if path is None:
            return _parsed("OPPLUSSEN_MASTER_KEY", self.given.split(","))
        try:
            return _parsed(str(path), path.read_text(encoding="utf-8").split())
        except FileNotFoundError as error:
            raise WrongKeys(
                f"{path}: de hoofdsleutel ontbreekt. Zet die terug, of maak die uit de delen met: "
                "opplussen keys restore"
            ) from error
        except (OSError, UnicodeDecodeError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else "dit is geen tekst."
            raise WrongKeys(f"{path}: de hoofdsleutel kan niet worden gelezen: {reason}") from error

    def master(self, home: Path) -> MasterKeys:
        """What wraps the keys of people.

        Raises:
            WrongKeys: as `keys`.
        """
        return MasterKeys(str(self.path(home) or "OPPLUSSEN_MASTER_KEY"), self.keys(home))

    def make(self, home: Path) -> list[Path]:
        """See that there is a master key for a new log; the files that were made."""
        path = self.path(home)
        if path is None or path.exists():
            return []
        self.write(home, [new_key()])
        return [path]

    def write(self, home: Path, keys: list[bytes]) -> None:
        """Let the file hold these keys, whole or not at all; the first is the one of now."""
        path = self.file or home / FILE
        beside = path.with_name(f"{path.name}.new")
        beside.unlink(missing_ok=True)
        make_private(beside)
        with beside.open("w", encoding="utf-8") as file:
            file.writelines(f"{as_text(key)}\n" for key in keys)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)


def _parsed(where: str, lines: list[str]) -> list[bytes]:
    keys = [key for line in lines if (key := from_text(line)) is not None]
    if not keys or len(keys) != len(lines):
        raise WrongKeys(f"{where}: dit is geen hoofdsleutel: 32 bytes in base64 (44 tekens), een per regel.")
    return keys
