"""Who is forgotten together: every case of one client, also those that went on in another."""

from domain.cases.events import CaseAbsorbed, CaseMergedInto, CaseSplitOff, SubjectErased
from domain.commands import about
from domain.erasure.keeping import TERMS, Due, Kept, RetentionTermsAdopted, due, evolve_kept, keeping_of
from domain.words import CaseId
from eventlog.log import Log


def of_one_client(log: Log, case: CaseId) -> tuple[CaseId, ...]:
    """The case that was asked for, then every other of the same client."""
    found = [case]
    for one in found:
        joined: dict[CaseId, None] = {}
        for entry in log.read([about(f"case:{one}", CaseMergedInto, CaseAbsorbed, CaseSplitOff)]).entries:
            match entry.event:
                case CaseMergedInto(into=into):
                    joined[into] = None
                case CaseAbsorbed(source=source):
                    joined[source] = None
                case CaseSplitOff(source=source):
                    joined.pop(source, None)
                case _:
                    pass
        found.extend(other for other in joined if other not in found)
    return tuple(found)


def kept_of(log: Log, case: CaseId) -> Kept:
    """What is known of keeping one case."""
    kept = Kept()
    for entry in log.read([keeping_of(case)]).entries:
        kept = evolve_kept(kept, entry.event)  # type: ignore[arg-type]  # the item names these alone
    return kept


def due_of(log: Log, case: CaseId) -> Due | None:
    """When the file of a case may go, by the terms that hold now."""
    terms = [entry.event for entry in log.read([TERMS]).entries]
    last = terms[-1] if terms else None
    return due(kept_of(log, case), last.months if isinstance(last, RetentionTermsAdopted) else {})


def erasures_of(log: Log, case: CaseId) -> list[SubjectErased]:
    """What was erased of a case."""
    found = log.read([about(f"case:{case}", SubjectErased)]).entries
    return [entry.event for entry in found if isinstance(entry.event, SubjectErased)]
