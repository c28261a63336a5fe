"""An opened log with its rows, its keys and who read what, wherever they are kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.place.databases import ACCESS, KEYS, LOG, Database
from cli.place.faults import Fault, WrongKeys
from cli.place.files import make_folder, make_private, private_file, remove
from cli.place.identities import context, log_id
from cli.place.keys import IMPORT, SIGNING, VAULT_MADE, WITNESS, Keys, add_key, link_key, make_keys
from eventlog.access import AccessLog, begin
from eventlog.encryption.events import Encryption
from eventlog.encryption.register import carry_out
from eventlog.encryption.reports import Reports
from eventlog.encryption.vault import Vault
from eventlog.faults import LogMissing
from eventlog.log import Log, Recorder
from eventlog.merkle.kept import kept
from eventlog.merkle.sealing import Place, Sealed
from eventlog.merkle.signing import Signer
from eventlog.merkle.witnessing import Witness

CHECKPOINTS = "checkpoints.sqlite"
MARK = "place"
"""Says which place this is, and never goes along to another: see `Place`."""
HASHES = {LOG: "hashes", ACCESS: "access-hashes"}
"""The folders of the hashes of both logs."""
DESK = "toegang"
"""Who begins an access log."""


class Workplace:
    """An opened log with its keys; `rows` is where the read models are, which their engine opens.

    `folder` is where the keys are, and what is signed with them, on this machine.
    """

    def __init__(self, database: Database, log: Log, identity: str, vault: Vault) -> None:
        self.database = database
        self.folder = database.home
        self.log = log
        self.identity = identity
        self.rows = database.rows
        self.vault = vault

    def keys(self) -> Keys:
        """The secrets of this log.

        Raises:
            WrongKeys: they are missing or another log's.
        """
        return Keys(self.folder / KEYS, self.identity)

    @contextmanager
    def access(self) -> Iterator[AccessLog]:
        """The log of who read what; begun here when there is none yet, and its opening says since when.

        Raises:
            LogFault: it is another log's, or cannot be opened.
        """
        with self.database.access() as recorder:
            if not recorder.scan(0, 1):
                begin(recorder, self.identity, self.log.head(), context(DESK))
            yield AccessLog(recorder, self.identity)

    @property
    def origin(self) -> str:
        """The name of this log under its checkpoints."""
        return f"opplussen/{self.identity}"

    def forget_erased(self) -> int:
        """Destroy the keys that erasures name, in the log or in reports apart from it; how many there were.

        Raises:
            LogFault: the reports cannot be read or written.
            Wrong: a report is not of this log.
        """
        folder = self.database.erasures
        return carry_out(self.log, self.vault, None if folder is None else Reports(folder, self.signer()))

    def signer(self) -> Signer:
        """What signs for this log.

        Raises:
            WrongKeys: the key is gone.
        """
        return Signer(self.origin, self.keys().secret(SIGNING))

    def signed(self) -> int:
        """Up to which position this log is signed; 0 when it never was.

        Raises:
            LogFault: what was signed cannot be read.
        """
        points = self.folder / CHECKPOINTS
        if not points.exists():
            return 0
        with kept(points) as found:
            last = found.last(self.origin)
            return last.checkpoint.size if last else 0

    @contextmanager
    def sealed(self, *, access: bool = False) -> Iterator[Sealed]:
        """The proofs of this log, or of that of who read.

        Raises:
            LogFault: it cannot be opened.
            WrongKeys: the key that signed before is gone.
        """
        if not access:
            yield self._sealed(self.log.recorder, LOG, self.origin)
            return
        with self.access() as opened_access:
            yield self._sealed(opened_access.recorder, ACCESS, f"{self.origin}/access")

    def _sealed(self, recorder: Recorder, file: str, origin: str) -> Sealed:
        points = self.folder / CHECKPOINTS
        private_file(points)
        if not self.keys().has(SIGNING):
            with kept(points) as before:
                if before.last(origin) is None:
                    add_key(self.folder / KEYS, SIGNING)
        place = Place(self.folder / HASHES[file], points, self.folder / MARK)
        return Sealed(recorder, Signer(origin, self.keys().secret(SIGNING)), place)

    def witness_signer(self) -> Signer:
        """What this workplace signs with as a witness of others."""
        add_key(self.folder / KEYS, WITNESS)
        return Signer(f"{self.origin}/witness", self.keys().secret(WITNESS))

    def witness(self) -> Witness:
        """This workplace as a witness of others."""
        points = self.folder / CHECKPOINTS
        private_file(points)
        return Witness(self.witness_signer(), points)


@contextmanager
def opened(database: Database) -> Iterator[Workplace]:
    """The workplace in a database.

    Raises:
        LogMissing: nobody made a log there.
        LogFault: the log cannot be opened.
        WrongKeys: the keys of it are missing or another log's.
    """
    if not database.has_log():
        raise LogMissing(str(database), "hier is nog geen logboek. Maak het met: opplussen init")
    with database.log() as recorder:
        identity = Log(recorder).identity()
        keys = Keys(database.home / KEYS, identity)
        with _vault(database, identity, keys) as vault:
            log = Log(recorder, Encryption(identity, vault))
            workplace = Workplace(database, log, identity, vault)
            workplace.forget_erased()
            database.keep_private()
            yield workplace


@contextmanager
def _vault(database: Database, identity: str, keys: Keys) -> Iterator[Vault]:
    """The keys of people; begun here for a log from before there were any.

    Raises:
        WrongKeys: there was a vault, and it or its master key is gone.
        LogFault: it cannot be opened, or is another log's.
    """
    if not database.has_vault() and keys.has(VAULT_MADE):
        raise WrongKeys(
            f"{database}: de kluis met sleutels van mensen ontbreekt. Zet die terug uit de reservekopie. "
            "Er worden geen nieuwe sleutels gemaakt."
        )
    if not keys.has(VAULT_MADE):
        database.master.make(database.home)
    master = database.master.master(database.home)
    store = database.vault()
    try:
        vault = Vault(store, identity, master)
        if not keys.has(VAULT_MADE):
            add_key(keys.path, VAULT_MADE)
        yield vault
    finally:
        store.close()


@contextmanager
def made(database: Database, period: str) -> Iterator[Workplace]:
    """A new workplace, with an empty log and its keys; nothing of it is left when the body raises.

    Raises:
        Fault: there is something already, or the folder cannot be made.
        LogFault: the log cannot be made.
    """
    taken = database.taken()
    if taken:
        raise Fault(
            f"In {database} staat al {_named(taken)}. Er is niets veranderd. {database.instead} "
            "OPPLUSSEN_DATABASE, of werk verder met wat er staat."
        )
    folders = make_folder(database.home)
    mine: list[Path] = []
    try:
        for name in database.files:
            make_private(database.home / name)
            mine.append(database.home / name)
        identity = log_id()
        with database.claimed(), database.log(create=True) as recorder:
            make_keys(database.home / KEYS, identity, (IMPORT, link_key(period), SIGNING, WITNESS))
            mine.extend(database.master.make(database.home))
            with _vault(database, identity, Keys(database.home / KEYS, identity)) as vault:
                workplace = Workplace(database, Log(recorder, Encryption(identity, vault)), identity, vault)
                with workplace.access():
                    pass  # begun before anything can be read
                yield workplace
    except BaseException:
        remove(mine, folders)
        raise


def _named(names: list[str]) -> str:
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
