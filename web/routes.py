"""Every route of the pages, and what it asks of the access table: what does not stand here is not served.

`asks` is what a page of cases asks; None is for pages that read nothing of any case. Only `is_open` pages are
for who is not logged in. A `passive` one is asked by an open page by itself: it keeps no screen open.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from web import case, entering, live, readers, signal
from web.auditing import integrity, past
from web.disclosures import following, overview, package
from web.escalations import deciding, inbox
from web.governing import convenant, people, policy
from web.meetings import agenda, holding
from web.visit import Asks
from web.watchlists import agreeing, compared, ranked, taking


class Route(NamedTuple):
    """One path and method, and who answers."""

    path: str
    endpoint: Callable[..., Any]  # each page has its own questions
    asks: Asks | None = None
    method: str = "GET"
    is_open: bool = False
    passive: bool = False


LIST = Asks("pseudoniem", ("lijst",))
CASE = Asks("codes", ("hulp", "escalatie", "controle"))
READERS = Asks("toegang", ("inzage",))
RECORDING = Asks("pseudoniem", ("hulp",))
DISCLOSURES = Asks("pseudoniem", ("hulp",))
PACKAGE = Asks("pakket", ("hulp",))
LOOKING_BACK = Asks("codes", ("controle",))
GOVERNING = Asks("beheer", ("beheer",))
ESCALATIONS = Asks("codes", ("escalatie",))

ROUTES: tuple[Route, ...] = (
    Route("/", entering.home),
    Route("/inloggen", entering.entrance, is_open=True),
    Route("/inloggen", entering.enter, method="POST", is_open=True),
    Route("/inloggen/begin", entering.begin, is_open=True),
    Route("/inloggen/terug", entering.finish, is_open=True),
    Route("/uitloggen", entering.leave, method="POST"),
    Route("/bezig", entering.awake, method="POST"),
    Route("/lijst/{facility}", ranked.watchlist, LIST),
    Route("/lijst/{facility}/afspreken", agreeing.agreeing, LIST),
    Route("/lijst/{facility}/afspreken", agreeing.sign, LIST, method="POST"),
    Route("/lijst/{facility}/afspreken/intrekken", agreeing.take_back, LIST, method="POST"),
    Route("/lijst/{facility}/naast", compared.compared, LIST),
    Route("/lijst/{facility}/meenemen", taking.choose, LIST),
    Route("/lijst/{facility}/meenemen", taking.take, LIST, method="POST"),
    Route("/lijst/{facility}/afdruk", taking.paper, LIST),
    Route("/overleg/{facility}", agenda.agenda, LIST),
    Route("/overleg/{facility}/houden", holding.holding, LIST),
    Route("/overleg/{facility}/houden", holding.hold, LIST, method="POST"),
    Route("/live/lijst/{facility}", live.of_list, LIST, passive=True),
    Route("/casus/{name}", case.case, CASE),
    Route("/casus/{name}/lezers", readers.readers, READERS),
    Route("/escalaties", inbox.inbox, ESCALATIONS),
    Route("/escalaties/nu", inbox.inbox_now, ESCALATIONS, passive=True),
    Route("/live/escalaties", live.of_escalations, ESCALATIONS, passive=True),
    Route("/escalaties/{name}/{level}", deciding.one, ESCALATIONS),
    Route("/escalaties/{name}/{level}/gezien", deciding.acknowledge, ESCALATIONS, method="POST"),
    Route("/escalaties/{name}/{level}/besluit", deciding.decide, ESCALATIONS, method="POST"),
    Route("/escalaties/{name}/{level}/overdracht", deciding.hand_over, ESCALATIONS, method="POST"),
    Route("/escalaties/{name}/{level}/uitkomst", deciding.outcome, ESCALATIONS, method="POST"),
    Route("/verstrekkingen", overview.overview, DISCLOSURES),
    Route("/verstrekkingen/{name}/{number}", package.package, PACKAGE),
    Route("/verstrekkingen/{name}/{number}/ontvangst", following.receive, PACKAGE, method="POST"),
    Route("/verstrekkingen/{name}/{number}/terugkoppeling", following.feedback, PACKAGE, method="POST"),
    Route("/verstrekkingen/{name}/{number}/beoordeling", following.assess, PACKAGE, method="POST"),
    Route("/verstrekkingen/{name}/{number}/ingrijpen", following.intervene, PACKAGE, method="POST"),
    Route("/toegang", readers.choose, READERS),
    Route("/toegang", readers.find, READERS, method="POST"),
    Route("/terugkijken", past.choose, LOOKING_BACK),
    Route("/terugkijken/{facility}", past.past, LOOKING_BACK),
    Route("/logboek", integrity.integrity, LOOKING_BACK),
    Route("/logboek", integrity.check, LOOKING_BACK, method="POST"),
    Route("/beleid", policy.policies),
    Route("/beleid/{version}", policy.policy),
    Route("/beleid/{version}/anders", policy.form),
    Route("/beleid/{version}/anders", policy.propose, method="POST"),
    Route("/beleid/{version}/instemmen", policy.adopt, method="POST"),
    Route("/mensen", people.people, GOVERNING),
    Route("/mensen", people.appoint, GOVERNING, method="POST"),
    Route("/mensen/waarnemen", people.substitute, GOVERNING, method="POST"),
    Route("/mensen/einde", people.end, GOVERNING, method="POST"),
    Route("/convenant", convenant.convenant, GOVERNING),
    Route("/convenant", convenant.sign, GOVERNING, method="POST"),
    Route("/convenant/bekeken", convenant.review, GOVERNING, method="POST"),
    Route("/convenant/einde", convenant.end, GOVERNING, method="POST"),
    Route("/signaal", signal.choose, RECORDING),
    Route("/signaal", signal.find, RECORDING, method="POST"),
    Route("/signaal/{name}", signal.form, RECORDING),
    Route("/signaal/{name}", signal.record, RECORDING, method="POST"),
    Route("/signaal/{name}/bedankt", signal.thanks, RECORDING),
)
