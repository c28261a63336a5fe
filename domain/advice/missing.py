"""What to do while a client is missing, and once they are back.

Sources: handreiking (missing or withdrawn), melden-en-samenwerken (working together is crucial then).
"""

from datetime import timedelta

from domain.advice.lines import Line, Looked

WHILE_MISSING = (
    Line(
        "De cliënt is vermist. Bij direct gevaar: bel 112. Meld het anders met het meldingsformulier van de "
        "politie. Zeg het erbij als er kans is op geweld, als de cliënt misschien slachtoffer is van een "
        "misdrijf of bij criminelen is: dan is de vermissing voor de politie urgent.",
        "H (vermissing); K",
    ),
    Line(
        "Zorg dat ouders of voogd bereikbaar en beschikbaar zijn, ook als de politie de cliënt vindt. Spreek "
        "met de gezinsvoogd af wie toezicht houdt en wie de cliënt ophaalt, ook uit het buitenland.",
        "H (vermissing)",
    ),
    Line(
        "Uw instelling zoekt zelf als eerste mee. Geef de politie de foto, de adressen en het netwerk.",
        "H (vermissing)",
    ),
    Line(
        "Is de cliënt terug: meld dat met het afmeldingsformulier van de politie. Hoort de vermissing "
        "voortaan bij een andere plek: gebruik het overplaatsingsformulier.",
        "H (vermissing)",
        "case found",
    ),
)
FOUND_DAYS = 14
"""For so long after a client is back advice begins with it."""
ONCE_FOUND = (
    Line(
        "De cliënt is terug: meld dat bij de politie met het afmeldingsformulier.",
        "H (vermissing)",
    ),
    Line(
        "Overleg met de politie of het verstandig is om met de cliënt te praten over waar die was en wat er "
        "gebeurde. Wat u hoort, komt in het dossier.",
        "H (vermissing)",
        "signal record",
    ),
    Line(
        "Moedig een test op soa's en zwangerschap aan, snel: voor de cliënt, en omdat er bewijs kan zijn. "
        "Bij het Centrum Seksueel Geweld of de huisarts; na seksueel geweld altijd bij het Centrum.",
        "H (vermissing); K",
    ),
    Line(
        "Neem verlof niet vanzelf af. Pas het zo nodig aan met maatregelen voor de veiligheid, en leg dat "
        "uit aan de politie.",
        "H (vermissing)",
    ),
)
"""Said to who records that a client is back, and by advice in the days after it."""


def once_found(looked: Looked) -> tuple[Line, ...]:
    """What is done now that the client is back; nothing when that is long ago."""
    back = looked.back_on
    if looked.missing or back is None or looked.today > back + timedelta(days=FOUND_DAYS):
        return ()
    return ONCE_FOUND
