"""What was asked at the gate and waits there; what left since a decision, and what is open of it now.

Sources: melden-en-samenwerken (who receives reports back), factsheet (doorlaatverbod), stappenplan 5b.
"""

from collections.abc import Iterator
from datetime import date

from domain.advice.lines import Line, Looked
from domain.disclosure.question import MINIMAL
from domain.disclosure.thread import Released


def waiting(looked: Looked) -> Iterator[Line]:
    """One line for each request of care that did not leave yet, with what it needs first."""
    for one in looked.waiting:
        whom = looked.agreements.recipients[one.recipient].label
        if one.missing:
            left, more = one.missing[0], len(one.missing) - 1
            still = f"{left.sentence} {left.remedy}" + (f" Daarna nog {more}." if more else "")
            yield Line(
                f"De aanvraag aan {whom} ({one.number}) wacht. {still}", "H", f"share show {one.number}"
            )
        else:
            yield Line(
                f"De aanvraag aan {whom} ({one.number}) wacht op u: alles is gedaan. Verstrek, of stop.",
                "H",
                f"share release {one.number}",
            )


def shared(looked: Looked, since: date) -> Iterator[Line]:
    """One line for each disclosure of care that says enough to act on and left on or after `since`."""
    for number, thread in looked.released.items():
        request, last = thread.request, thread.releases[-1]
        if request.side != "zorg" or request.tier < MINIMAL or last.on < since:
            continue
        whom = looked.agreements.recipients[request.recipient].label
        yield Line(
            f"Op {last.on:%d-%m-%Y} is gedeeld met {whom} ({number}). {_open(thread)}",
            "K; F",
            f"share show {number}",
        )


def _open(thread: Released) -> str:
    """What is open now, the most pressing alone."""
    duties = thread.duties
    if thread.tell:
        return "Dat is gestopt: vertel de ontvanger dat."
    if not thread.releases[-1].received:
        return "Vraag of het is ontvangen."
    if duties.assess_due_at is not None:
        return "De ontvanger moet het nog beoordelen: vraag ernaar."
    if duties.intervene_due_at is not None:
        return "De uitbuiting gaat door, en de politie moet nog ingrijpen: vraag ernaar."
    if not thread.feedback:
        return "Vraag wat ermee is gedaan."
    return "U hebt gehoord wat ermee is gedaan. Blijf volgen hoe het gaat; een nieuw signaal telt weer mee."
