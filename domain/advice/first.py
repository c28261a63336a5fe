"""What to do first: one thing at a time, in the order of the stappenplan; 112 before everything.

Sources: stappenplan, handreiking, melden-en-samenwerken.
"""

from collections.abc import Iterator

from domain.advice.lines import Line, Looked, Untold
from domain.advice.missing import WHILE_MISSING, once_found
from domain.advice.reminders import AFTER_REPORTING, IN_DANGER
from domain.advice.shared import shared, waiting
from domain.cases.standing import Closed
from domain.channels.advising import BYSTANDERS
from domain.consent.ledger import tried
from domain.dossier import answer, choice
from domain.stappenplan.chart import REPORTS, ROUTES, ways
from domain.stappenplan.events import DecisionTaken
from domain.stappenplan.progress import TALK, Plan, look_again_on

FRAMES = (
    "Wat vast staat: de meldcode, uw beroepscode, en het absolute doorlaatverbod van de politie. "
    "Zeg vooraf op welke voorwaarden u deelt."
)
CALL = Line("Bel 112. Al het andere kan daarna.", "S stap 5b; H", "steps decide --route acuut_112")


def what_first(looked: Looked) -> tuple[Line, ...]:
    """What to do, the most urgent first."""
    plan = looked.plan
    found = looked.weighed
    if found is not None and found.danger == "acuut" and not found.called:
        return (CALL,)
    now = (*(WHILE_MISSING if looked.missing else once_found(looked)), *_meldcode(looked))
    if isinstance(plan.case, Closed):
        closed = "De casus is gesloten: er zijn geen stappen meer. Een nieuw signaal opent hem weer."
        return (*now, Line(closed, "S stap 4, schema"))
    return (*now, *_late(looked), *waiting(looked), *_next(looked))


def _meldcode(looked: Looked) -> Iterator[Line]:
    """What acute danger did not wait for, when the client is or may be a minor."""
    until = looked.plan.meldcode_by
    if until is not None:
        late = " Die dag ging voorbij." if until < looked.today else ""
        yield Line(
            "Volg nu de meldcode, met Veilig Thuis: de cliënt is of kan minderjarig zijn. "
            f"Schrijf op welke stappen u zette, uiterlijk {until:%d-%m-%Y}.{late}",
            "S schema en stap 5b; K",
            "steps record meldcode",
        )


def _late(looked: Looked) -> Iterator[Line]:
    """What should have been looked at already."""
    plan = looked.plan
    if plan.help is not None and plan.help.passed:
        yield Line("Bekijk de hulp nu: de afgesproken dag ging voorbij.", "S stap 5a", "steps review")
    if plan.outdated:
        yield Line(
            "De vermoedens bleven of werden sterker. Weeg opnieuw, en meld zo nodig alsnog.",
            "S stap 5a",
            "steps record stap_4",
        )
    yield from [_tell(one) for one in looked.untold if one.until <= looked.today]
    again = look_again_on(plan)
    if again is not None and again <= looked.today:
        yield Line(
            f"Kijk of het gesprek met de cliënt nu wel kan; dat zou u doen op {again:%d-%m-%Y}.",
            "S stap 2 en 4, vraag 14",
            "steps record stap_3",
        )


def _tell(one: Untold) -> Line:
    """The client hears of it, or later for a reason; each day that is put off comes back (S 5a)."""
    text = f"Vertel de cliënt wat is gedeeld of gemeld ({one.number}), uiterlijk {one.until:%d-%m-%Y}."
    return Line(
        f"{text} Kan dat niet veilig, schrijf dan op waarom en tot wanneer.", "S stap 5a", one.command
    )


def _next(looked: Looked) -> Iterator[Line]:
    """The first step that was not taken; when all are, the decision, and what follows from it."""
    plan = looked.plan
    missing = _missing(plan)
    if missing is not None:
        yield missing
        return
    if plan.outdated:
        return
    if plan.decision is None or plan.undecided:
        yield from _to_decide(looked)
        return
    yield from _decided(looked, plan.decision)


def _missing(plan: Plan) -> Line | None:
    taken = plan.steps
    if "stap_1" not in taken:
        return Line(
            "Zet de signalen op een rij, ook wat het vermoeden tegenspreekt. "
            "Houd feiten, gebeurtenissen, waarnemingen, interpretaties en bronnen uit elkaar. "
            "Bespreek onduidelijke zorgen nog niet breed: dat kan uitlekken en het erger maken.",
            "S stap 1",
            "steps record stap_1",
        )
    if "stap_2" not in taken:
        return Line(
            "Bespreek het met een deskundige collega, of vraag advies aan de zorgcoördinator. "
            "Buiten uw organisatie zonder persoonsgegevens.",
            "S stap 2; H",
            "steps record stap_2",
        )
    if not any(step in taken for step in TALK):
        return Line(
            "Bespreek het met de cliënt: doel, wat u zag zonder oordeel, de reactie, en dan pas wat u denkt. "
            "Vraag de cliënt niet uit over een mogelijk strafbaar feit. "
            "Is een gesprek nu niet veilig, beslis dat dan met een deskundige.",
            "S stap 3; H; K",
            "steps record stap_3",
        )
    if "stap_4" not in taken:
        return Line("Weeg wat u nu weet, met de negentien vragen.", "S stap 4", "steps record stap_4")
    return None


def _to_decide(looked: Looked) -> Iterator[Line]:
    found = looked.weighed
    if found is None:
        return
    way, *others = ways(found)
    if way.route == "5b_conflict_van_plichten" and not tried(looked.known.ledger):
        yield Line(
            "Leg eerst vast wat is geprobeerd om toestemming te krijgen: wanneer, met wie, wat iemand zei, "
            "of waarom het niet kon.",
            "S stap 3 en 4, vraag 18",
            "consent seek",
        )
    text = f"Besluit. Het stappenplan wijst naar: {ROUTES[way.route]}. {way.reason}"
    if found.advised and others:
        either = " of ".join([ROUTES[one.route] for one in (way, *others)])
        text = f"Besluit zelf, nu u advies hebt: {either}."
    yield Line(text, way.source, f"steps decide --route {way.route}")


def _decided(looked: Looked, decision: DecisionTaken) -> Iterator[Line]:
    if decision.route == "advies_eerst":
        yield Line(
            "Vraag eerst advies, zonder persoonsgegevens. Daarna besluit u zelf.",
            "S stap 5",
            "share advice",
        )
    elif decision.route == "5a":
        yield Line("Geef of regel de hulp, en volg wat die doet.", "S stap 5a", "steps review")
    elif decision.route in REPORTS:
        yield from _reporting(looked, decision)
    elif decision.route == "acuut_112" and not looked.plan.steps:
        yield Line("Is het acute gevaar voorbij: begin met stap 1.", "S", "steps record stap_1")


def _reporting(looked: Looked, decision: DecisionTaken) -> Iterator[Line]:
    if decision.route == "5b_toestemming" and not _agreed(looked):
        yield Line(
            "De toestemming is ingetrokken, geweigerd of voorbij. Meld of deel niets meer op dit besluit. "
            "Weeg opnieuw, en besluit daarna opnieuw.",
            "S stap 3, 4 en 5b",
            "steps record stap_4",
        )
        yield from shared(looked, decision.on)
        return
    left = tuple(shared(looked, decision.on))
    yield from left
    named = [one for one in looked.reports.values() if one.by != "anoniem"]
    if any(one.report not in looked.answered for one in named):
        yield Line("Er is gemeld. Vraag wat ermee is gedaan.", "K", "report answer")
    elif not left and not looked.reports and not looked.waiting:
        yield from _to_report(decision)


def _agreed(looked: Looked) -> bool:
    """Whether a client who agreed when it was decided still does, at least to some being told."""
    found = looked.weighed
    return found is None or found.permission in {"ja", "deels"}


def _to_report(decision: DecisionTaken) -> Iterator[Line]:
    if decision.route == "5b_conflict_van_plichten":
        yield Line(
            "Weeg het conflict van plichten: de zes vragen en de zeven aandachtspunten, "
            "niet alleen. Deel alleen feiten en waarnemingen die nodig zijn.",
            "S stap 5; F; H",
            "share request",
        )
    yield Line("Meld zo snel mogelijk, bij een kanaal hieronder.", "S stap 5b", "report make")


def besides(looked: Looked) -> tuple[Line, ...]:
    """What to keep in mind beside the next step."""
    return tuple(_besides(looked))


def _besides(looked: Looked) -> Iterator[Line]:
    plan = looked.plan
    if plan.minor is None:
        unknown = "De leeftijd is niet bekend. Bij een minderjarige hoort altijd de meldcode."
        yield Line(unknown, "S schema; K")
    elif plan.minor:
        yield Line("De cliënt is minderjarig: volg ook de meldcode, met Veilig Thuis.", "S schema; K")
    asked = plan.steps.get("stap_2")
    if asked is not None and choice(asked.answers, "anoniem") == "nee":
        yield Line(
            "Het overleg was niet anoniem. Buiten uw organisatie overlegt u zonder persoonsgegevens.",
            "S stap 2; H",
        )
    weighing = plan.steps.get("stap_4")
    if weighing is not None and plan.undecided and answer(weighing.answers, "besproken") is None:
        yield _discuss(looked)
    if plan.help is not None and plan.help.due_at is not None and not plan.help.passed:
        yield Line(f"Bekijk de hulp opnieuw voor {plan.help.due_at:%d-%m-%Y}.", "S stap 5a", "steps review")
    yield from [_tell(one) for one in looked.untold if one.until > looked.today]
    if looked.network:
        yield Line(
            f"De afgesproken tijd is voorbij voor wie u noemde om de cliënt heen ({looked.network}). "
            "Kijk met de cliënt of het nog klopt, en noem wie blijft opnieuw.",
            "H (netwerk)",
            "case acquaintance",
        )
    found = looked.weighed
    if found is not None and found.danger in {"reele_kans", "ernstig"}:
        if found.permission != "ja":
            yield Line(
                "Blijf toestemming zoeken, en kijk hoe u aan bezwaren tegemoet kunt komen.", "S stap 3 en 5"
            )
        elif not looked.known.ledger.consents:
            told = "Leg vast waar de cliënt toestemming voor gaf: aan wie, waarvoor, wat en tot wanneer."
            yield Line(told, "S stap 5b")
        known = f"Er is al {looked.days_unshared} dagen iets bekend, en niets gedeeld. "
        blame = "Niets delen kan u ook worden verweten. Besluit dus, en schrijf op waarom."
        yield Line((known if looked.days_unshared else "") + blame, "H")
        yield Line(FRAMES, "F")
        yield from _offenders(looked)
        yield from IN_DANGER
    if plan.decision is not None and plan.decision.route in REPORTS:
        yield from AFTER_REPORTING


def _discuss(looked: Looked) -> Line:
    """With whom a weighing can be gone through: without consent by nobody's name, and that is always open."""
    found = looked.weighed
    agreed = found is not None and found.permission == "ja"
    how = "" if agreed else " De cliënt geeft daar geen toestemming voor: noem dus niemand."
    return Line(
        "Bespreek uw weging met een deskundige collega of de zorgcoördinator. Advies zonder persoonsgegevens "
        f"kan altijd, ook bij Veilig Thuis of de politie.{how}",
        "S stap 4",
        "share advice",
    )


def _offenders(looked: Looked) -> Iterator[Line]:
    places = [one.label for one in looked.agreements.channels.values() if one.offenders]
    if places:
        yield Line(f"Een signaal over een dader kunt u melden bij: {', '.join(places)}. {BYSTANDERS}", "K")
