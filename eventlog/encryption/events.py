"""All personal texts of events, encrypted on their way into the log and opened for who decides or reads.

Each text is bound to its log, its event, that event's type and tags, its place in it and whom it is about:
moved to another event, field or person it does not open.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, Protocol

import msgspec
from msgspec import structs

from domain.words import ERASED
from eventlog.codec import Draft, Entry
from eventlog.encryption.personal import Subjects, Text, refilled, rewritten, texts
from eventlog.encryption.texts import Cipher, Key, Unopenable, decrypt, is_encrypted, keys_of, nonces
from eventlog.faults import LogFault


class Moved(LogFault):
    """A text was written elsewhere than where it stands, or was changed."""

    default = (
        "een versleutelde tekst hoort hier niet of is veranderd. Zoek uit hoe dat komt: opplussen verify"
    )


class KeyMissing(LogFault):
    """A key is neither there nor destroyed: the vault is not the one of this log, or an old copy."""

    default = (
        "een sleutel ontbreekt, en is niet vernietigd. Zet de laatste kopie van de kluis met sleutels terug."
    )


class Keys(Protocol):
    """Where the keys of people are."""

    def of(self, subjects: Collection[str]) -> Mapping[str, Key]:
        """The key of each, made where there is none; on the disk before it is given."""
        ...

    def held(self, numbers: Collection[str]) -> Mapping[str, bytes | None]:
        """The secret of each of these keys, None where it was destroyed; what is not known is left out."""
        ...


class Stored(NamedTuple):
    """An event as it was read, with its type's name and its tags."""

    entry: Entry
    name: str
    tags: Sequence[str]


class Encryption:
    """The encryption of one log."""

    def __init__(self, log_id: str, keys: Keys) -> None:
        self._log_id = log_id
        self._keys = keys

    def closed(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Events as they may be stored: their keys are made together, all durable before any text."""
        found = [(one, texts(one.event)) for one in drafts]
        wanted = dict.fromkeys(
            subject
            for one, told in found
            for text in told
            if text.text != ERASED
            for subject in text.about or (_alone(one.id),)
        )
        if not wanted:
            return list(drafts)
        keys = self._keys.of(wanted)
        fresh = nonces(sum(len(told) for _, told in found))

        @cache
        def cipher(whom: Subjects) -> Cipher:
            return Cipher([keys[one] for one in whom], fresh)

        return [self._encrypted(one, told, cipher) if told else one for one, told in found]

    def _encrypted(self, draft: Draft, told: Sequence[Text], cipher: Callable[[Subjects], Cipher]) -> Draft:
        """The draft with its texts under their keys; what was erased before is written down as that."""
        name, tags, event = draft.name, draft.tags, draft.id
        new = []
        for text, about, place in told:
            if text == ERASED:
                new.append(text)
                continue
            whom = about or (_alone(event),)
            new.append(cipher(whom).encrypt(text, self._place(event, name, tags, place, whom)))
        return Draft(event, draft.at, draft.by, name, refilled(draft.event, new), tags)

    def opened(self, stored: Sequence[Stored]) -> list[Entry]:
        """Events as somebody reads them; a text whose key was destroyed reads as `ERASED`.

        Raises:
            Moved, KeyMissing: naming the position.
        """
        numbers = {
            number
            for one in stored
            for text in texts(one.entry.event)
            if is_encrypted(text.text)
            for number in keys_of(text.text)
        }
        if not numbers:
            return [one.entry for one in stored]
        held = self._keys.held(numbers)
        return [self._readable(one, held) for one in stored]

    def _readable(self, stored: Stored, held: Mapping[str, bytes | None]) -> Entry:
        entry = stored.entry

        def write(text: str, about: Subjects, place: str) -> str:
            if not is_encrypted(text):
                return text
            secrets = _secrets(entry.position, keys_of(text), held)
            if secrets is None:
                return ERASED
            where = self._place(entry.id, stored.name, stored.tags, place, about or (_alone(entry.id),))
            try:
                return decrypt(text, secrets, where)
            except Unopenable as error:
                raise Moved(f"positie {entry.position}") from error

        return structs.replace(entry, event=rewritten(entry.event, write))

    def _place(self, event: str, name: str, tags: Sequence[str], place: str, about: Subjects) -> bytes:
        return msgspec.json.encode((self._log_id, event, name, tags, place, about))


def _alone(event: str) -> str:
    """Nobody by name: a key for this event."""
    return f"event:{event}"


def _secrets(
    position: int, numbers: Iterable[str], held: Mapping[str, bytes | None]
) -> dict[str, bytes] | None:
    """The secrets that a text needs; None when one of them was destroyed."""
    found = {}
    for number in numbers:
        if number not in held:
            raise KeyMissing(f"positie {position}")
        secret = held[number]
        if secret is None:
            return None
        found[number] = secret
    return found
