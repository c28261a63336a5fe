"""How is a contribution or a movement told to people, in plain Dutch?

Decibans are written as "+3,5 dB", never with a percent sign: the score is a ranking, not a chance.
"""

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from domain.policy_document import Policy
from domain.scoring.dimensions import Rule
from domain.scoring.facts import Case, Signal, is_active
from domain.scoring.ilo import Profile, Standing
from domain.scoring.movement import Moment, Term
from domain.scoring.result import Contribution

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
NOTHING_NEW = "niets nieuws"
CONTEXT_WORDS = {
    "minderjarig": "jonger dan 18 jaar",
    "vermist": "nu vermist",
    "eerder_slachtoffer": "eerder slachtoffer",
    "kwetsbaarheid": "kwetsbaar",
}
DIMENSION_WORDS = {
    "DR": "misleiding bij de werving",
    "CR": "dwang bij de werving",
    "AVR": "misbruik van kwetsbaarheid bij de werving",
    "AVD": "misbruik van kwetsbaarheid tijdens de uitbuiting",
    "EX": "uitbuiting",
    "CD": "dwang tijdens de uitbuiting",
    "COR": "tekenen die het beeld steunen",
}
RULE_WORDS: dict[Rule, str] = {
    "a": "2 sterke indicatoren",
    "b": "1 sterke en 1 middelsterke of zwakke indicator",
    "c": "3 middelsterke indicatoren",
    "d": "2 middelsterke en 1 zwakke indicator",
}
_CAME = {
    "combinatie": "tekenen vormen samen een patroon",
    "diversiteit": "tekenen van meer soorten",
    "onafhankelijkheid": "meer organisaties zien tekenen",
    "context": "andere omstandigheden van de cliënt",
    "verband": "verband met een andere casus",
    "ondergrens": "een vondst die de score hoog houdt",
}
_WENT = {
    "combinatie": "tekenen vormen samen geen patroon meer",
    "diversiteit": "tekenen van minder soorten",
    "onafhankelijkheid": "minder organisaties zien tekenen",
    "context": "andere omstandigheden van de cliënt",
    "verband": "een verband met een andere casus vervalt",
    "ondergrens": "geen vondst meer die de score hoog houdt",
}


def decibans(db: float) -> str:
    """One decimal with a comma and a sign: "+3,5 dB"; "0,0 dB" for nothing."""
    rounded = round(db, 1)
    return f"{rounded:+.1f} dB".replace(".", ",") if rounded else "0,0 dB"


def decimal(number: float, places: int) -> str:
    """A number with so many decimals behind a comma."""
    return f"{number:.{places}f}".replace(".", ",")


def in_dutch(day: date) -> str:
    """A day in full: "3 maart 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def label_of(policy: Policy, indicator: str) -> str:
    """What the policy calls an indicator, or its code."""
    known = policy.indicators.get(indicator)
    return known.label or indicator if known is not None else indicator


def standing_text(standing: Standing) -> str:
    """One dimension of the ILO profile: whether it is positive, by which rule, and by which signals."""
    positive = f"ja, door {RULE_WORDS[standing.rule]}" if standing.rule is not None else "nee"
    word = DIMENSION_WORDS[standing.dimension]
    return f"{word}: {positive} ({', '.join(standing.indicators)}; signalen {', '.join(standing.signals)})"


def profile_text(profile: Profile) -> str:
    """What the whole profile says."""
    means = "" if profile.means_needed else " (jonger dan 18: een middel hoeft niet)"
    return f"{'vol: mogelijk slachtoffer' if profile.complete else 'niet vol'}{means}"


def contribution_text(policy: Policy, case: Case, contribution: Contribution) -> str:
    """One contribution of the case as a sentence that ends in its decibans."""
    return f"{_what(policy, case, contribution)}: {decibans(contribution.db)}"


def _what(policy: Policy, case: Case, contribution: Contribution) -> str:
    match contribution.kind:
        case "signaal":
            return _seen(policy, case.signals, contribution.ref)
        case "weerlegging":
            return f"Spreekt tegen: {_seen(policy, case.signals, contribution.ref)}"
        case "bescherming":
            return f"Beschermt: {_seen(policy, case.signals, contribution.ref)}"
        case "combinatie":
            return f"Deze tekenen zeggen samen meer: {_together(policy, case, contribution.ref)}"
        case "diversiteit":
            return "De tekenen zijn van verschillende soorten"
        case "onafhankelijkheid":
            return "Andere organisaties zien het ook"
        case "context":
            words = [CONTEXT_WORDS.get(name, name) for name in sorted(case.context) if name in policy.context]
            return f"Omstandigheden van de cliënt ({', '.join(words)})"
        case "verband":
            return f"Verband met {case.links} andere {'casus' if case.links == 1 else 'casussen'}"
        case "ondergrens":
            return "Een belangrijke vondst houdt de score op een ondergrens"
        case _:
            assert_never(contribution.kind)


def _seen(policy: Policy, signals: Iterable[Signal], ref: str) -> str:
    signal = _found(signals, ref)
    if signal is None:
        return f"Signaal {ref}"
    notes = [signal.nature, f"gezien op {in_dutch(signal.observed_on)}"]
    if signal.verdict == "vastgesteld":
        notes.insert(1, "vastgesteld")
    if signal.indicator not in policy.indicators:
        notes.append("staat niet in dit beleid")
    return f"{label_of(policy, signal.indicator)} ({', '.join(notes)})"


def _together(policy: Policy, case: Case, code: str) -> str:
    present = {
        signal.indicator
        for signal in case.signals
        if signal.polarity == "bevestigt" and is_active(signal, date.max)
    }
    rule = next((one for one in policy.combinations if one.code == code), None)
    labels = [label_of(policy, one) for one in rule.of if one in present] if rule else []
    if rule is None or not labels:
        return code
    wanted = f"minstens {rule.at_least} van {len(rule.of)}" if rule.at_least < len(rule.of) else "alle samen"
    return f"{'; '.join(labels)} ({wanted})"


def movement_text(before: Moment, after: Moment, term: Term | None) -> str:
    """The short reason for a change of rank: "nieuw signaal van instelling-2: Weglopen".

    No term, or one too small for one decimal, is nothing new.
    """
    if term is None or not round(term.db, 1):
        return NOTHING_NEW
    match term.cause:
        case "tijd":
            return "signalen worden ouder" if term.db < 0 else "wat de score verlaagde, wordt ouder"
        case "beleid":
            return f"nieuw beleid (versie {after.policy.version})" if after.policy.version else "nieuw beleid"
        case "gekomen":
            return _CAME.get(term.kind) or _signal_came(after, term)
        case "vervallen":
            return _WENT.get(term.kind) or f"vervallen: {_label(before, term)}"
        case "veranderd":
            if term.kind in _CAME:
                return (_CAME if term.db > 0 else _WENT)[term.kind]
            heavier = term.db > 0 if term.kind == "signaal" else term.db < 0
            return f"weegt nu {'zwaarder' if heavier else 'lichter'}: {_label(after, term)}"
        case _:
            assert_never(term.cause)


def _signal_came(after: Moment, term: Term) -> str:
    signal = _found(after.facts.signals, term.ref)
    source = f" van {signal.organisation}" if signal is not None else ""
    label = _label(after, term)
    match term.kind:
        case "weerlegging":
            return f"nieuwe tegenspraak{source}: {label}"
        case "bescherming":
            return f"nieuw beschermend teken{source}: {label}"
        case _:
            return f"nieuw signaal{source}: {label}"


def _label(moment: Moment, term: Term) -> str:
    signal = _found(moment.facts.signals, term.ref)
    return term.ref if signal is None else label_of(moment.policy, signal.indicator)


def _found(signals: Iterable[Signal], ref: str) -> Signal | None:
    return next((signal for signal in signals if signal.id == ref), None)
