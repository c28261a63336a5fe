"""A meeting in the story's world: a visitor finds agreed lists and minutes. Invented, not the article's."""

from datetime import date

from cli.demo.play import Play
from domain.meetings.holding import Decision, HoldMeeting
from domain.watchlists.agreeing import AgreeWatchlist
from domain.watchlists.events import Entry, Ground
from domain.words import OrganisationId, PersonId

MET = date(2026, 5, 8)
"""Two weeks before the last day of the story."""
PAIRS = (("instelling-1", "eenheid-1", "noor", "bram"), ("instelling-2", "eenheid-2", "mila", "anouk"))
LISTS: dict[str, tuple[tuple[str, Ground, str], ...]] = {
    "instelling-1": (
        ("meisje-x", "vermoedelijk_uitgebuit", "Zij is weg, en is bij een oudere man gezien."),
        ("jongere-a", "hoog_risico", "Dure schoenen zonder baan."),
    ),
    "instelling-2": (
        ("jongere-f", "hoog_risico", "Vreemde bedragen op de rekening."),
        ("meisje-y", "vermoedelijk_uitgebuit", "Vijf mensen zagen ieder iets, en zij is weg."),
        ("jongere-h", "hoog_risico", "Is veel alleen."),
    ),
}
"""Who stands on each list, the highest first, on what ground and why."""


def meet(play: Play) -> None:
    """Both pairs agree on their list, and keep minutes."""
    for facility, unit, care, police in PAIRS:
        place, today = OrganisationId(facility), play.today
        entries = tuple(Entry(play.cases[child], ground, why) for child, ground, why in LISTS[facility])
        for by in (care, police):
            play.do(AgreeWatchlist(place, entries, PersonId(by), today), by)
        girl = next(entry for entry in entries if entry.ground == "vermoedelijk_uitgebuit")
        decision = Decision(
            girl.case, "uitwisselen", "Wij weten samen meer.", PersonId(care), date(2026, 5, 20)
        )
        privacy = "Wij bespreken casussen onder een pseudoniem."
        people = (PersonId(care), PersonId(police))
        held = HoldMeeting(
            place, OrganisationId(unit), today, people, privacy, (decision,), PersonId(care), today
        )
        play.do(held, care)
