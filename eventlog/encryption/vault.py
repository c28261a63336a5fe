"""The keys of people, in a store of their own: made when first written about somebody, destroyed for good.

Nothing is remembered between two questions: a key that another process destroyed opens nothing any more here.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from secrets import token_bytes, token_hex

from eventlog.encryption.master import KEY_BYTES, Master
from eventlog.encryption.stores import Run, Store
from eventlog.encryption.texts import Key
from eventlog.faults import LogFault

_COLUMNS = "SELECT subject, number, master, wrapped FROM keys WHERE "
_ANY = "SELECT number, subject, master, wrapped FROM keys LIMIT 1"
_GONE = "SELECT number FROM destroyed WHERE number IN "
_ADD = "INSERT INTO keys (number, subject, master, wrapped) VALUES "
_AT_ONCE = 200
"""How many keys one statement asks for or adds: a server takes 32,767 parameters, SQLite as many."""


class VaultOfAnother(LogFault):
    """The vault belongs to another log."""

    default = "deze kluis hoort bij een ander logboek. Zet de kluis van dit logboek terug."


class Vault:
    """The keys of one log, under a master key."""

    def __init__(self, store: Store, log_id: str, master: Master) -> None:
        """Open it; an empty store becomes the vault of this log.

        Raises:
            VaultOfAnother: it is another's.
            LogFault: it cannot be opened.
        """
        self._store = store
        self._log_id = log_id
        self._master = master
        with store.reading() as run:
            mine = run("SELECT log FROM vault", ())
        if not mine:
            with store.writing() as run:
                mine = run("SELECT log FROM vault", ())
                if not mine:
                    run("INSERT INTO vault VALUES (?)", (log_id,))
        if mine and mine[0][0] != log_id:
            raise VaultOfAnother(str(store))

    def of(self, subjects: Collection[str]) -> Mapping[str, Key]:
        """The key of each subject, made where there is none; durable before it is given."""
        with self._store.reading() as run:
            found = self._known(run, list(subjects))
        new = [one for one in subjects if one not in found]
        if new:
            with self._store.writing() as run:  # where nobody else makes a key at the same time
                self._require_current(run)
                found.update(self._known(run, new))
                found.update(self._made(run, [one for one in new if one not in found]))
        return found

    def held(self, numbers: Collection[str]) -> Mapping[str, bytes | None]:
        """The secret of each key, None where it was destroyed; a number that is not known is left out."""
        found: dict[str, bytes | None] = {}
        with self._store.reading() as run:
            for some in _in_turn(list(numbers)):
                gone = run(f"{_GONE}({_marks(some, '?')})", some)
                found.update(dict.fromkeys([number for (number,) in gone]))
                for subject, number, master, wrapped in run(
                    f"{_COLUMNS}number IN ({_marks(some, '?')})", some
                ):
                    found[number] = self._unwrap(number, subject, master, bytes(wrapped))
        return found

    def numbers(self, subjects: Collection[str]) -> tuple[str, ...]:
        """The numbers of the keys that these subjects have now."""
        with self._store.reading() as run:
            known = self._known(run, list(subjects))
        return tuple(known[one].number for one in subjects if one in known)

    def destroy(self, numbers: Collection[str]) -> int:
        """Destroy keys for good, and remember of each only that it is; how many were still there."""
        with self._store.reading() as run:
            left = [one for one in numbers if not run("SELECT 1 FROM destroyed WHERE number = ?", (one,))]
        if not left:
            return 0
        with self._store.writing() as run:
            gone = 0
            for number in left:
                gone += len(run("DELETE FROM keys WHERE number = ? RETURNING number", (number,)))
                run("INSERT INTO destroyed VALUES (?) ON CONFLICT DO NOTHING", (number,))
        self._store.scrub()
        return gone

    def rewrap(self) -> int:
        """Put every key under the master key of now, all or none; how many lay under another."""
        with self._store.writing() as run:
            old = run(
                "SELECT number, subject, master, wrapped FROM keys WHERE master != ?", (self._master.name,)
            )
            for number, subject, master, wrapped in old:
                key = Key(number, self._unwrap(number, subject, master, bytes(wrapped)))
                run(
                    "UPDATE keys SET master = ?, wrapped = ? WHERE number = ?",
                    (self._master.name, self._wrap(key, subject), number),
                )
        self._store.scrub()
        return len(old)

    def _known(self, run: Run, subjects: Sequence[str]) -> dict[str, Key]:
        """The keys of those who have one."""
        return {
            subject: Key(number, self._unwrap(number, subject, master, bytes(wrapped)))
            for some in _in_turn(subjects)
            for subject, number, master, wrapped in run(f"{_COLUMNS}subject IN ({_marks(some, '?')})", some)
        }

    def _require_current(self, run: Run) -> None:
        """Make no key under a master key that others replaced since this process read it.

        Raises:
            WrongMaster: start this process again.
        """
        for number, subject, master, wrapped in run(_ANY, ()):
            self._unwrap(number, subject, master, bytes(wrapped))

    def _made(self, run: Run, subjects: Sequence[str]) -> dict[str, Key]:
        """A new key for each, of those who have none."""
        made = {one: Key(token_hex(8), token_bytes(KEY_BYTES)) for one in subjects}
        for some in _in_turn(subjects):
            rows = [
                value
                for one in some
                for key in (made[one],)
                for value in (key.number, one, self._master.name, self._wrap(key, one))
            ]
            run(f"{_ADD}{_marks(some, '(?, ?, ?, ?)')}", rows)
        return made

    def _wrap(self, key: Key, subject: str) -> bytes:
        return self._master.wrap(key.secret, self._about(key.number, subject))

    def _unwrap(self, number: str, subject: str, master: str, wrapped: bytes) -> bytes:
        return self._master.unwrap(master, wrapped, self._about(number, subject))

    def _about(self, number: str, subject: str) -> bytes:
        return f"{self._log_id} {number} {subject}".encode()


def _in_turn(them: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at a time as one statement takes."""
    return (them[start : start + _AT_ONCE] for start in range(0, len(them), _AT_ONCE))


def _marks(them: Sequence[str], mark: str) -> str:
    """A place in a statement for each."""
    return ", ".join([mark] * len(them))
