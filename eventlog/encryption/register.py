"""The register of erasures is the log itself: what it says is destroyed, is destroyed here too.

Carried out after each erasure and whenever a log is opened, so neither a power cut in between nor an old copy
of the vault brings anybody back. Where both are old, the reports that are kept apart say it (`reports`).
"""

from domain.cases.events import SubjectErased
from domain.erasure.erasing import REGISTER
from eventlog.encryption.reports import Reports
from eventlog.encryption.vault import Vault
from eventlog.log import Log


def carry_out(log: Log, vault: Vault, reports: Reports | None) -> int:
    """Destroy every key that an erasure names, here or in a report; how many were still there.

    Raises:
        LogFault: reports cannot be read, or there cannot be one of each erasure.
        Wrong: a report is not of this log.
    """
    numbers = [] if reports is None else reports.numbers()
    for entry in log.read([REGISTER]).entries:
        if isinstance(entry.event, SubjectErased):
            numbers += entry.event.keys
            if reports is not None:
                reports.keep(entry.position, entry.event)
    return vault.destroy(numbers)
