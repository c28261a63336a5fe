"""`opplussen explain`: what a score consists of, and what would be left without each signal."""

import os
from collections.abc import Callable

import msgspec

from cli.desk.engine import up_to_date
from cli.desk.reading import As, reading_as
from cli.place.settings import settings
from cli.place.workplace import opened
from cli.proeftuin.policy_file import catalogue
from cli.screen.options import AsJson, CaseName, KnownAt, On, chosen_day
from cli.screen.output import put, results
from domain.escalation.events import Snapshot
from domain.scoring.texts import decibans, decimal, in_dutch, profile_text, standing_text
from engine.explaining import Explanation
from engine.explaining import explain as explain_case
from engine.history import moment
from engine.reading.became import Became, became, status_text
from engine.reading.documents import explained_as
from engine.reading.words import NO_CHANCE, score_word


def explain(
    case: CaseName,
    on: On = None,
    known_at: KnownAt = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Leg de score van een casus uit: elke bijdrage, en wat er zonder elk signaal overblijft."""
    with (
        opened(settings(os.environ).database) as workplace,
        up_to_date(workplace) as engine,
        reading_as(workplace, reader, "explain") as who,
    ):
        when = moment(engine.calendar, workplace.log.head(), chosen_day(on), chosen_day(known_at))
        found, sight = who.case(
            engine, case, "codes", "hulp", "controle", known=None if known_at is None else when.position
        )
        explained = explain_case(workplace.log, engine.calendar, catalogue(), found, when)
        other = became(who, engine, explained, "hulp", "controle")
    name = explained.state.facts.reference if sight.sees("verwijzing") else found
    if json:
        put(msgspec.json.encode(explained_as(explained, name, other), order="sorted").decode())
        return
    _print(explained, name, other)


def _print(explained: Explanation, name: str, other: Became) -> None:
    console = results()
    result = explained.result
    console.print(
        f"Casus {name} op {in_dutch(explained.when.on)}: "
        f"score {score_word(result.score)}, niveau {explained.level or 'geen'}. "
        f"Beleid {explained.when.version}. {NO_CHANCE}"
    )
    if status := status_text(explained, other):
        console.print(status)
    console.print(
        f"Verschillende tekens in 90 dagen: {explained.recent_indicators}. "
        f"Tegenspraak: {decimal(result.conflict, 2)} (0 is geen, 1 is alles)."
    )
    console.print(f"Begin, voor er iets bekend is: {decibans(result.prior_db)}")
    pairs = zip(result.contributions, explained.texts, strict=True)
    for _, text in sorted(pairs, key=lambda pair: -abs(pair[0].db)):
        console.print(f"  {text}")
    console.print(f"Samen: {decibans(result.log_odds_db)}. In de laatste week: {explained.moved}.")
    for level, found in explained.closing.items():
        about = "" if found.exact else " (ongeveer)"
        console.print(f"Niveau {level} is niet open zonder{about}: {', '.join(found.signals)}")
    if explained.profile.standings:
        console.print(f"ILO-profiel, naast de score: {profile_text(explained.profile)}")
        for standing in explained.profile.standings:
            console.print(f"  {standing_text(standing)}")
    for episode in explained.episodes:
        _print_opening(console.print, episode.level, episode.snapshot)


def _print_opening(show: Callable[[str], None], level: str, opened_with: Snapshot) -> None:
    why = "" if opened_with.reason == "score" else ", door het ILO-profiel"
    show(
        f"Niveau {level} ging open op {in_dutch(opened_with.on)}{why}, "
        f"met score {score_word(opened_with.score)} (positie {opened_with.position})."
    )
