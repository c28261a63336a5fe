"""The keys of people, in a store of their own: made when first written about somebody, destroyed for good.

Nothing is remembered between two questions: a key that another process destroyed opens nothing any more here.
"""

from collections.abc import Collection, Mapping
from secrets import token_bytes, token_hex

from eventlog.encryption.master import KEY_BYTES, Master
from eventlog.encryption.stores import Run, Store
from eventlog.encryption.texts import Key
from eventlog.faults import LogFault

_OF = "SELECT number, master, wrapped FROM keys WHERE subject = ?"
_HELD = "SELECT subject, master, wrapped FROM keys WHERE number = ?"
_ANY = "SELECT number, subject, master, wrapped FROM keys LIMIT 1"
_ADD = (
    "INSERT INTO keys (number, subject, master, wrapped) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (subject) DO NOTHING RETURNING number"
)


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
            found = {one: key for one in subjects if (key := self._key(run, one)) is not None}
        new = [one for one in subjects if one not in found]
        if new:
            with self._store.writing() as run:
                self._require_current(run)
                found.update({one: self._made(run, one) for one in new})
        return found

    def held(self, numbers: Collection[str]) -> Mapping[str, bytes | None]:
        """The secret of each key, None where it was destroyed; a number that is not known is left out."""
        found: dict[str, bytes | None] = {}
        with self._store.reading() as run:
            for number in numbers:
                rows = run(_HELD, (number,))
                if rows:
                    subject, master, wrapped = rows[0]
                    found[number] = self._unwrap(number, subject, master, bytes(wrapped))
                elif run("SELECT 1 FROM destroyed WHERE number = ?", (number,)):
                    found[number] = None
        return found

    def numbers(self, subjects: Collection[str]) -> tuple[str, ...]:
        """The numbers of the keys that these subjects have now."""
        with self._store.reading() as run:
            return tuple(rows[0][0] for one in subjects if (rows := run(_OF, (one,))))

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

    def _key(self, run: Run, subject: str) -> Key | None:
        rows = run(_OF, (subject,))
        if not rows:
            return None
        number, master, wrapped = rows[0]
        return Key(number, self._unwrap(number, subject, master, bytes(wrapped)))

    def _require_current(self, run: Run) -> None:
        """Make no key under a master key that others replaced since this process read it.

        Raises:
            WrongMaster: start this process again.
        """
        for number, subject, master, wrapped in run(_ANY, ()):
            self._unwrap(number, subject, master, bytes(wrapped))

    def _made(self, run: Run, subject: str) -> Key:
        """A new key; that of whoever was first when there is one by now."""
        key = Key(token_hex(8), token_bytes(KEY_BYTES))
        if run(_ADD, (key.number, subject, self._master.name, self._wrap(key, subject))):
            return key
        return self._key(run, subject) or key

    def _wrap(self, key: Key, subject: str) -> bytes:
        return self._master.wrap(key.secret, self._about(key.number, subject))

    def _unwrap(self, number: str, subject: str, master: str, wrapped: bytes) -> bytes:
        return self._master.unwrap(master, wrapped, self._about(number, subject))

    def _about(self, number: str, subject: str) -> bytes:
        return f"{self._log_id} {number} {subject}".encode()
