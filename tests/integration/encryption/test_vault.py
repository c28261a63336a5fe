"""Keys of people are made once, found again by every process, and lie under the master key of this log."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from eventlog.encryption.master import WrongMaster
from eventlog.encryption.stores import FileStore, VaultForeign
from eventlog.encryption.vault import VaultOfAnother
from eventlog.sqlite.recorder import SQLiteRecorder
from tests.integration.encryption.vaults import MASTER, store_of, vault_in
from tests.servers.stores import Files, Store


def test_a_key_is_made_once_and_found_again(store: Store) -> None:
    with vault_in(store) as vault:
        made = vault.of(["client:c-1", "file:c-1"])
        assert vault.of(["client:c-1"]) == {"client:c-1": made["client:c-1"]}
    with vault_in(store) as again:
        assert again.of(["file:c-1", "client:c-1"]) == made
        assert again.held([key.number for key in made.values()]) == {
            key.number: key.secret for key in made.values()
        }
    assert len({key.secret for key in made.values()}) == len(made)


def test_of_several_who_write_first_about_somebody_all_get_one_key(store: Store) -> None:
    def first(_: int) -> str:
        with vault_in(store) as vault:
            return vault.of(["client:c-1"])["client:c-1"].number

    with vault_in(store):
        pass
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(first, range(8)))) == 1


def test_a_number_that_was_never_given_is_not_taken_for_a_destroyed_key(store: Store) -> None:
    with vault_in(store) as vault:
        assert vault.held(["onbekend"]) == {}


def test_another_master_key_opens_nothing(store: Store) -> None:
    with vault_in(store) as vault:
        made = vault.of(["client:c-1"])
    with vault_in(store, b"a" * 32) as other, pytest.raises(WrongMaster, match="hoofdsleutel"):
        other.held([made["client:c-1"].number])


def test_a_wrapped_key_is_of_its_own_subject_alone(store: Store) -> None:
    """Whoever has the store cannot let one person's text open with the key of another."""
    with vault_in(store) as vault:
        vault.of(["client:c-1", "client:c-2"])
        opened = store_of(store)
        with opened.writing() as run:
            run("UPDATE keys SET subject = ? WHERE subject = ?", ("client:c-3", "client:c-1"))
        opened.close()
        with pytest.raises(WrongMaster):
            vault.of(["client:c-3"])


def test_the_vault_of_another_log_is_refused(store: Store) -> None:
    with vault_in(store):
        pass
    with pytest.raises(VaultOfAnother, match="ander logboek"), vault_in(store, log="l-ander"):
        pass


def test_no_secret_stands_in_the_file_as_it_is(tmp_path: Path) -> None:
    place = Files(tmp_path)
    with vault_in(place) as vault:
        secrets = [key.secret for key in vault.of(["client:c-1", "file:c-1"]).values()]
        written = b"".join(path.read_bytes() for path in place.folder.iterdir())
    assert b"client:c-1" in written
    assert [one for one in [*secrets, MASTER] if one in written] == []


def test_a_file_that_is_no_vault_is_not_touched(tmp_path: Path) -> None:
    place = Files(tmp_path)
    with SQLiteRecorder(place.folder / "log.sqlite", create=True):
        pass
    before = (place.folder / "log.sqlite").read_bytes()
    store = FileStore(place.folder / "log.sqlite")
    with pytest.raises(VaultForeign), store.reading():
        pass
    store.close()
    assert (place.folder / "log.sqlite").read_bytes() == before


def test_a_destroyed_key_is_gone_for_every_process_and_a_new_one_is_another(store: Store) -> None:
    with vault_in(store) as vault, vault_in(store) as other:
        old = vault.of(["client:c-1", "client:c-2"])
        number = old["client:c-1"].number
        assert other.numbers(["client:c-1", "client:c-3"]) == (number,)
        assert [other.destroy([number]), other.destroy([number])] == [1, 0]
        assert vault.held([number]) == {number: None}
        assert vault.of(["client:c-1"])["client:c-1"].number != number
        assert vault.of(["client:c-2"]) == {"client:c-2": old["client:c-2"]}


def test_nothing_of_a_destroyed_key_is_left_in_the_file(tmp_path: Path) -> None:
    place = Files(tmp_path)
    with vault_in(place) as vault:
        number = vault.of(["client:c-weg", "client:c-blijft"])["client:c-weg"].number
        opened = store_of(place)
        with opened.reading() as run:
            wrapped = run("SELECT wrapped FROM keys WHERE number = ?", (number,))[0][0]
        opened.close()
        assert any(wrapped in path.read_bytes() for path in tmp_path.iterdir())
        vault.destroy([number])
        left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert (wrapped in left, b"client:c-weg" in left, b"client:c-blijft" in left) == (False, False, True)


def test_a_process_with_the_master_key_of_before_makes_no_key_under_it(store: Store) -> None:
    new = b"n" * 32
    with vault_in(store) as stale:
        made = stale.of(["client:c-1"])
        with vault_in(store, new, MASTER) as rotating:
            assert [rotating.rewrap(), rotating.rewrap()] == [1, 0]
        with pytest.raises(WrongMaster):
            stale.of(["client:c-2"])
    with vault_in(store, new) as after:
        assert after.of(["client:c-1"]) == made
