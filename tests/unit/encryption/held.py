"""Keys in memory, and events that are stored under them."""

from collections.abc import Collection, Mapping

from eventlog.codec import Draft, decode, written
from eventlog.encryption.events import Encryption, Stored
from eventlog.encryption.texts import Key

LOG = "l-proef"


class Held:
    """The port of the vault; what is in `destroyed` stays known as that."""

    def __init__(self) -> None:
        self.keys: dict[str, Key] = {}
        self.destroyed: set[str] = set()

    def of(self, subjects: Collection[str]) -> Mapping[str, Key]:
        for one in subjects:
            self.keys.setdefault(one, Key(f"k{len(self.keys)}", bytes([len(self.keys)]) * 32))
        return self.keys

    def held(self, numbers: Collection[str]) -> Mapping[str, bytes | None]:
        known: dict[str, bytes | None] = {key.number: key.secret for key in self.keys.values()}
        return {one: known[one] for one in numbers if one in known} | dict.fromkeys(
            self.destroyed & set(numbers)
        )

    def destroy(self, subject: str) -> None:
        self.destroyed.add(self.keys.pop(subject).number)


def stored(draft: Draft, keys: Held) -> Stored:
    """A draft as it comes back out of the log."""
    closed = Encryption(LOG, keys).closed([draft])[0]
    event = written([closed])[0]
    return Stored(decode(7, event.type, event.data), event.type, event.tags)
