"""What every event has: named fields, and tags by which a decision finds it again.

An event is a frozen struct in the past tense. Its name and version in the log come from `domain.registry`.
"""

from typing import ClassVar

from msgspec import Struct

from domain.subjects import words_about


class Event(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Something that happened.

    `tagged` names the fields that become tags, `case` giving `case:<value>`. A tag must be rare: a case, a
    signal, a person, the appointments of one organisation; never a facility alone. Events hold no cycles, so
    the garbage collector need not look at them (`gc=False`): a rebuild has hundreds of thousands at once.
    """

    tagged: ClassVar[tuple[str, ...]] = ()

    def tags(self) -> tuple[str, ...]:
        """The tags under which the log files this event."""
        return tuple([f"{name}:{getattr(self, name)}" for name in self.tagged])

    def subjects(self) -> tuple[str, ...]:
        """Whom its personal text is about; it is read as long as the key of every one of them is there.

        Text in an entry that names a case of its own is about that one instead. Nobody by name: then the
        text is about this event alone.
        """
        case = getattr(self, "case", None)
        return words_about(case) if case else ()
