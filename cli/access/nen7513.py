"""One line of the access log in the names of NEN 7513."""

from domain.access.log import CaseRead, Reading, RegisterRead
from domain.access.words import MEANING
from domain.words import PersonId
from eventlog.codec import Entry


def nen7513(entry: Entry, log_id: str) -> dict[str, object]:
    """Event, users, objects and source of a line; `log_id` is the system that the data are in."""
    read, what, kind = read_of(entry)
    return {
        "event": {
            "EventID": entry.id,
            "EventActionCode": read.action,
            "EventDateTime": entry.at,
            "EventOutcomeIndicator": read.outcome,
            "eventTypeCode": read.door,
        },
        "users": _users(read),
        "participants": [
            {
                "participantObjectIDTypeCode": kind,
                "participantObjectID": what,
                "participantObjectDetail": read.level,
                "participantObjectDescription": MEANING[read.level],
                "participantObjectPermissionPolicySet": read.rule,
            }
        ],
        "source": {"AuditSourceId": log_id},
        "autorisatieProtocol": read.code or read.rule,
        "toestemmingsProfiel": read.consent,
        "noodknop": False,
    }


def read_of(entry: Entry) -> tuple[Reading, str, str]:
    """Who read, what, and what kind of name that is."""
    match entry.event:
        case CaseRead(case=case, read=read):
            return read, case, "pseudoniem"
        case RegisterRead(of=of, read=read):
            return read, of, "register"
        case _:
            raise TypeError(entry.event)


def _users(read: Reading) -> list[dict[str, object]]:
    """Who read, and on whose behalf when they took somebody's place."""
    users = [_user(read, read.reader, requestor=True)]
    return users if read.instead_of is None else [*users, _user(read, read.instead_of, requestor=False)]


def _user(read: Reading, person: PersonId, *, requestor: bool) -> dict[str, object]:
    return {
        "userID": person,
        "userIsRequestor": requestor,
        "roleIDCode": read.role,
        "organisation": read.organisation,
        "purposeOfUse": read.purpose,
    }
