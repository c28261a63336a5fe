"""The register of erasures is the log itself: what it says is destroyed, is destroyed here too.

Carried out after each erasure and whenever a log is opened, so neither a power cut in between nor an old copy
of the vault brings anybody back.
"""

from domain.cases.events import SubjectErased
from domain.erasure.erasing import REGISTER
from eventlog.encryption.vault import Vault
from eventlog.log import Log


def carry_out(log: Log, vault: Vault) -> int:
    """Destroy every key that an erasure names; how many were still there."""
    erasures = [entry.event for entry in log.read([REGISTER]).entries]
    return vault.destroy(
        [number for one in erasures if isinstance(one, SubjectErased) for number in one.keys]
    )
