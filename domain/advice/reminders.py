"""What is easily forgotten beside the steps: network and visitors, forced offenders, safety, aangifte.

Sources: handreiking (network, aangifte, safety), factsheet (intake, victims among offenders).
"""

from domain.advice.lines import Line

IN_DANGER = (
    Line(
        "Brengt u het netwerk in kaart: vertel de cliënt wat er met die gegevens gebeurt, en hoe lang u ze "
        "bewaart. De politie kijkt een bezoeker pas na als die daarmee instemt, en de cliënt weet ervan.",
        "H (netwerk)",
    ),
    Line(
        "Ook wie strafbare feiten pleegt kan gedwongen zijn, en dus slachtoffer. Geef de politie, "
        "waar dat mag, de rapportage die dat laat zien. "
        "Eigen strafbare feiten hoeven aangifte niet in de weg te staan.",
        "H (aangifte); F",
    ),
    Line(
        "Bent u bedreigd of voelt u zich onveilig: meld het uw werkgever en de veiligheidsfunctionaris. "
        "Na een incident van mensenhandel doet de instelling aangifte, namens u.",
        "H (veiligheid)",
    ),
)
AFTER_REPORTING = (
    Line(
        "Aangifte is nooit een doel op zich: het belang van de cliënt gaat voor. Komt er een intake bij de "
        "politie, bespreek dan vooraf samen wat de cliënt nodig heeft door een beperking of trauma.",
        "H (aangifte); F",
    ),
    Line("Hoort u van een strafbaar feit: volg het protocol van uw instelling.", "H (aangifte)"),
)
