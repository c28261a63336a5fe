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
        "Noteer wie de cliënt bezoekt of ophaalt. Laat hen zich legitimeren: nummer, einddatum en "
        "geboortedatum, en zo nodig het kenteken. Laat uw regels voor bezoekers vooraf lezen.",
        "H (netwerk)",
        "case acquaintance",
    ),
    Line(
        "Laat accounts op sociale media niet te snel sluiten: de politie kan de gegevens nodig hebben. "
        "Bespreek met de cliënt dat niet alles daarop waar is.",
        "H (netwerk)",
    ),
    Line(
        "Leg klaar wat de politie bij een vermissing nodig heeft: een recente foto, eerdere incidenten, "
        "adressen en het netwerk. Schat het risico samen met ouders of voogd.",
        "H (vermissing)",
    ),
    Line(
        "Ook wie strafbare feiten pleegt kan gedwongen zijn, en dus slachtoffer. Geef de politie, "
        "waar dat mag, de rapportage die dat laat zien. "
        "Eigen strafbare feiten hoeven aangifte niet in de weg te staan.",
        "H (aangifte); F",
    ),
    Line(
        "Bent u bedreigd of voelt u zich onveilig: meld het uw werkgever en de veiligheidsfunctionaris, "
        "en overleg met de wijkagent. Na een incident van mensenhandel doet de instelling aangifte, "
        "namens u.",
        "H (veiligheid)",
    ),
)
AFTER_REPORTING = (
    Line(
        "Aangifte is nooit een doel op zich: het belang van de cliënt gaat voor. Komt er een intake bij de "
        "politie, bespreek dan vooraf samen wat de cliënt nodig heeft door een beperking of trauma.",
        "H (aangifte); F",
    ),
    Line(
        "Vraag de politie om een aangifte op maat. De cliënt mag kiezen voor een man of een vrouw. Bij een "
        "LVB hoort iemand het verhoor te doen die daarvoor is opgeleid, liefst op een plek die zij of hij "
        "kent.",
        "H (aangifte); F",
    ),
    Line(
        "Vertel de cliënt welke stappen komen, dat het lang en zwaar kan zijn, en dat angst of trouw aan de "
        "dader gewoon is. Betrek zo nodig een deskundige voor trauma.",
        "H (aangifte); K",
    ),
    Line("Hoort u van een strafbaar feit: volg het protocol van uw instelling.", "H (aangifte)"),
)
