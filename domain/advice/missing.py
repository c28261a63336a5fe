"""What to do while a client is missing, and once they are back.

Sources: handreiking (missing or withdrawn), melden-en-samenwerken (working together is crucial then).
"""

from domain.advice.lines import Line

WHILE_MISSING = (
    Line(
        "De cliënt is vermist. Bij direct gevaar: bel 112. Meld het anders met het meldingsformulier van de "
        "politie. Zeg het erbij als er kans is op geweld, als de cliënt misschien slachtoffer is van een "
        "misdrijf of bij criminelen is: dan is de vermissing voor de politie urgent.",
        "H (vermissing); K",
    ),
    Line(
        "Zorg dat ouders of voogd bereikbaar en beschikbaar zijn, ook als de politie de cliënt vindt.",
        "H (vermissing)",
    ),
    Line(
        "Is de cliënt terug: meld dat met het afmeldingsformulier van de politie. Hoort de vermissing "
        "voortaan bij een andere plek: gebruik het overplaatsingsformulier.",
        "H (vermissing)",
        "case found",
    ),
)
ONCE_FOUND = (
    "Meld de cliënt bij de politie af met het afmeldingsformulier. Overleg met de politie of het "
    "verstandig is om met de cliënt te praten over waar die was en wat er gebeurde. Moedig een test op "
    "soa's en zwangerschap aan, snel: bij het Centrum Seksueel Geweld of de huisarts."
)
"""Said to who records that a client is back."""
