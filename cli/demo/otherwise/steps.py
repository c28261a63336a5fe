"""What Tess wrote in the four steps of the stappenplan and in her decision to report, told otherwise."""

from domain.dossier import Answered, Answers
from domain.stappenplan.events import Route, StepName

ROUTE: Route = "5b_conflict_van_plichten"
REASONS = "Hulp hield haar niet binnen, het geweld gaat door en zij zegt nee."


def _answers(choices: dict[str, str], **texts: str) -> Answers:
    chosen = [Answered(key, choice=one) for key, one in choices.items()]
    return (*[Answered(key, text=text) for key, text in texts.items()], *chosen)


STEPS: dict[StepName, Answers] = {
    "stap_1": _answers(
        {"onderscheid": "ja"},
        bevestigt="Condooms, blauwe plekken, een oudere man die haar ophaalt.",
        weerspreekt="Zij zegt dat het haar vriend is.",
    ),
    "stap_2": _answers(
        {"anoniem": "ja"},
        met_wie="De zorgcoördinator.",
        zie_ik_het_goed="Ja, de signalen passen bij uitbuiting.",
        bespreken="Ja, als zij alleen is.",
        stappen="Met haar praten, en daarna wegen.",
        afspraken="Ik praat deze week met haar en bel daarna terug.",
    ),
    "stap_3": _answers(
        {},
        doel="Zeggen waar ik mij zorgen over maak, en horen wat zij wil.",
        waarnemingen="De blauwe plekken, en de man die haar ophaalt.",
        reactie="Zij werd stil en zei dat niemand het mag weten.",
        afspraken="Morgen praten wij verder.",
    ),
    "stap_4": _answers(
        {
            "v07_risico": "ernstig",
            "v10_aangifte": "nee",
            "v13_toestemming": "nee",
            "v16_kennis_hulp": "ja",
            "v17_hulp_wendt_af": "nee",
        },
        v01_feiten="De condooms, en klanten die zich melden.",
        v02_bronnen="Drie begeleiders, los van elkaar.",
        v03_waargenomen="Blauwe plekken op haar armen.",
        v04_interpretatie="Zij wordt geslagen, en misschien verkocht.",
        v05_getoetst="Ja, met Daan en met de zorgcoördinator.",
        v06_inschatting_anderen="Zij zien hetzelfde.",
        v08_mening_client="Zij is bang voor hem.",
        v09_hulp_client="Zij wil hier blijven wonen.",
        v11_voorstel_client="Geen.",
        v12_genoeg_bescherming="Nee, het gevaar blijft.",
        v15_zelf_hulp="Alleen lukt het niet.",
        v18_alles_gedaan="Ja, in het gesprek en daarna.",
        v19_redenen_zonder="Het geweld gaat door.",
    ),
}
REPORT = _answers(
    {"getuige": "ja"},
    waarom="AVIM kan nagaan wie deze man is, en ingrijpen.",
    client_weet="Nee, dan is zij niet veilig.",
    meldcode="De stappen zijn gezet.",
)
