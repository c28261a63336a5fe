"""How is a score kept, so that it can be computed again and be equal to the byte?"""

from datetime import date

import msgspec

from domain.policy_document import Policy
from domain.scoring.facts import Case
from domain.scoring.result import Result
from domain.scoring.score import score

DECIMALS = 9


def explanation(policy: Policy, case: Case, on: date) -> bytes:
    """The score of a case on a day with all its terms, as `explained` writes it."""
    return explained(policy, score(policy, case, on), on)


def explained(policy: Policy, result: Result, on: date) -> bytes:
    """Canonical JSON: sorted keys, 9 decimals, no space, UTF-8; no text, for words may improve."""
    document = {
        "policy": policy.version,
        "method": policy.method,
        "on": on,
        "score": _rounded(result.score),
        "log_odds_db": _rounded(result.log_odds_db),
        "prior_db": _rounded(result.prior_db),
        "conflict": _rounded(result.conflict),
        "contributions": [
            {"kind": part.kind, "ref": part.ref, "db": _rounded(part.db)} for part in result.contributions
        ],
    }
    return msgspec.json.encode(document, order="sorted")


def _rounded(value: float) -> float:
    return round(value, DECIMALS) + 0.0
