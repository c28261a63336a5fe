"""A vault in a place of a test, opened again as often as it likes."""

from collections.abc import Iterator
from contextlib import contextmanager

from eventlog.encryption.master import MasterKeys
from eventlog.encryption.stores import AnyStore, FileStore, ServerStore
from eventlog.encryption.vault import Vault
from tests.servers.stores import Files, Store

LOG = "l-proef"
MASTER = b"m" * 32


def store_of(place: Store) -> AnyStore:
    if isinstance(place, Files):
        path = place.folder / "vault.sqlite"
        path.touch()
        return FileStore(path)
    return ServerStore(place.address, "kluis")  # type: ignore[attr-defined]  # the other of the two


@contextmanager
def vault_in(place: Store, *masters: bytes, log: str = LOG) -> Iterator[Vault]:
    """The vault as one process has it."""
    store = store_of(place)
    try:
        yield Vault(store, log, MasterKeys("hoofdsleutel", masters or (MASTER,)))
    finally:
        store.close()
