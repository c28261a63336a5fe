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
        "score": rounded(result.score),
        "log_odds_db": rounded(result.log_odds_db),
        "prior_db": rounded(result.prior_db),
        "conflict": rounded(result.conflict),
        "contributions": [
            {"kind": part.kind, "ref": part.ref, "db": rounded(part.db)} for part in result.contributions
        ],
    }
    return msgspec.json.encode(document, order="sorted")


def rounded(value: float) -> float:
    """A number as every document has it; never -0."""
    return round(value, DECIMALS) + 0.0
