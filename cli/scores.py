"""`opplussen score --batch`: vectors in, one result a line out; needs no database."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from msgspec import Raw, Struct

from cli.importing.lines import Line, lines_of
from cli.place.toml_files import explained
from cli.screen.output import put, say
from domain.policy_check import check_formula
from domain.policy_document import Policy
from domain.scoring.explanation import rounded
from domain.scoring.facts import Case
from domain.scoring.result import Contribution
from domain.scoring.score import score as score_case


class Vector(Struct, frozen=True):
    """One question: a policy, a case and the day; what else stands in the line is left alone."""

    id: str
    policy: Raw
    case: Case
    peildatum: date


class Answer(Struct, frozen=True):
    """One answer, its numbers to 9 decimals."""

    id: str
    score: float
    log_odds_db: float
    prior_db: float
    conflict: float
    contributions: tuple[Contribution, ...]


class Unscored(Exception):  # noqa: N818 - an answer about a line, not an error of ours
    """A line that has no score; the message says why."""


_KEPT_POLICIES = 8
_VECTORS = msgspec.json.Decoder(Vector)
_POLICIES = msgspec.json.Decoder(Policy)


class Scorers:
    """The policies of a file, each read and checked once."""

    def __init__(self) -> None:
        self._policies: dict[bytes, Policy] = {}

    def answer(self, line: bytes) -> Answer:
        """The result of one vector.

        Raises:
            Unscored: with the reason.
        """
        try:
            vector = _VECTORS.decode(line)
            policy = self._policy(bytes(vector.policy))
        except msgspec.ValidationError as error:
            place, reason = explained(str(error))
            raise Unscored(f"{place}: {reason}" if place else reason) from error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Unscored("dit is geen (hele) regel JSON.") from error
        _require_sound(policy, vector.case)
        found = score_case(policy, vector.case, vector.peildatum)
        return Answer(
            vector.id,
            rounded(found.score),
            rounded(found.log_odds_db),
            rounded(found.prior_db),
            rounded(found.conflict),
            tuple(Contribution(one.kind, one.ref, rounded(one.db)) for one in found.contributions),
        )

    def _policy(self, document: bytes) -> Policy:
        policy = self._policies.get(document)
        if policy is None:
            policy = _POLICIES.decode(document)
            for problem in check_formula(policy):
                raise Unscored(f"policy, {problem.place}: {problem.sentence}")
            while len(self._policies) >= _KEPT_POLICIES:
                self._policies.pop(next(iter(self._policies)))
            self._policies[document] = policy
        return policy


def _require_sound(policy: Policy, case: Case) -> None:
    """Refuse a case that no log could hold.

    Raises:
        Unscored: with the first thing that is wrong.
    """
    ids: set[str] = set()
    for signal in case.signals:
        if signal.indicator not in policy.indicators or signal.provenance not in policy.provenance:
            raise Unscored("een signaal heeft een indicator of herkomst die niet in het beleid staat.")
        if signal.id in ids:
            raise Unscored("case.signals: twee signalen hebben hetzelfde id.")
        ids.add(signal.id)
    if len(set(case.context)) < len(case.context):
        raise Unscored("case.context: een woord staat er twee keer.")
    if not policy.context.keys() >= set(case.context):
        raise Unscored(f"case.context: kies uit {', '.join(policy.context)}.")
    if case.links < 0:
        raise Unscored("case.links: dit getal kan niet onder 0 zijn.")


def score(
    batch: Annotated[
        Path,
        typer.Option(
            "--batch",
            metavar="BESTAND",
            help="Regels JSON met id, policy, case en peildatum; - is standaardinvoer.",
        ),
    ],
    json: Annotated[  # noqa: ARG001 - accepted because scripts write it; the answer is always JSON
        bool, typer.Option("--json", help="Geef regels JSON. Dat is voor deze opdracht altijd zo.")
    ] = True,
) -> None:
    """Bereken scores van losse casussen, zonder logboek.

    Per regel komt er een regel JSON uit: id, score, log_odds_db, prior_db, conflict en contributions.
    De score is een rangorde, geen kans.
    """
    scorers = Scorers()
    wrong = 0
    for line in _lines(batch):
        try:
            put(msgspec.json.encode(scorers.answer(line.data)).decode())
        except Unscored as unscored:
            wrong += 1
            sys.stdout.flush()
            say(f"Regel {line.number}: {unscored}")
    if wrong:
        say(f"{wrong} regels hebben geen score.")
        raise typer.Exit(1)


def _lines(path: Path) -> Iterator[Line]:
    with lines_of(path) as lines:
        yield from (line for line in lines if line.data.strip())
