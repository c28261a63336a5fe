"""Each event about a client in one sentence to them; what of it is not theirs to know; what says it twice."""

from domain.acquaintances import AcquaintanceNamed
from domain.attempts import AttemptRefused
from domain.cases import events as cases
from domain.channels import events as channels
from domain.client import ClientFollowed
from domain.consent import events as consent
from domain.disclosure import called
from domain.disclosure import events as disclosure
from domain.erasure import keeping
from domain.escalation import events as escalation
from domain.events import Event
from domain.inzage.giving import InzageGiven
from domain.inzage.held_back import Category
from domain.links import LinkFound, LinkKeyMoved, LinkKeyRecorded
from domain.meetings.holding import MeetingHeld
from domain.missing.events import MissingEnded, MissingReported
from domain.roster import InvolvementEnded, InvolvementRecorded, RosterFollowed, ViewAsked
from domain.signals import events as signals
from domain.stappenplan import events as stappenplan
from domain.watchlists import events as watchlists

Kind = type[Event]

SENTENCES: dict[Kind, str] = {
    cases.CaseRegistered: "De instelling begon een dossier over u.",
    cases.CasePlaced: "U woont bij deze instelling, of krijgt er hulp.",
    cases.PlacementEnded: "U woont niet meer bij deze instelling, of krijgt er geen hulp meer.",
    cases.BriefAcknowledged: "De nieuwe instelling las de overdracht.",
    cases.CaseClosed: "Het dossier is gesloten.",
    cases.CaseReopened: "Het dossier is weer open.",
    cases.IdentityRecorded: "Er is vastgelegd wie u bent.",
    cases.AgeBandEntered: "Er is vastgelegd in welke leeftijdsgroep u zit.",
    cases.CaseMergedInto: "Er waren twee dossiers over u. Die zijn één geworden.",
    cases.SubjectErased: "Er is iets uit uw dossier gewist.",
    signals.SignalRecorded: "Er is een signaal over u vastgelegd.",
    signals.SignalCorrected: "Een signaal over u is verbeterd.",
    signals.SignalRetracted: "Een signaal over u is ingetrokken. Het telt niet meer mee.",
    signals.SignalVerdictGiven: "Er is gekeken of een signaal over u klopt.",
    MissingReported: "U bent als vermist gemeld.",
    MissingEnded: "De melding dat u vermist was, is gestopt.",
    escalation.EscalationRaised: "De signalen samen waren aanleiding om mensen te vragen ernaar te kijken.",
    escalation.EscalationAcknowledged: "Iemand ging hiernaar kijken.",
    escalation.EscalationHandedOver: "Iemand anders ging hiernaar kijken.",
    escalation.EscalationDecided: "Mensen besloten wat er moest gebeuren.",
    escalation.EscalationLowered: "De signalen samen waren geen aanleiding meer.",
    escalation.EscalationOutcomeRecorded: "Achteraf is vastgelegd of dit terecht was.",
    escalation.EscalationSetAside: "Er hoefde niet meer naar gekeken te worden.",
    escalation.DeadlinePassed: "Niemand keek er op tijd naar.",
    escalation.LeadAgreed: "Er is afgesproken wie de leiding heeft.",
    InvolvementRecorded: "Er is vastgelegd dat iemand u helpt.",
    InvolvementEnded: "Er is vastgelegd dat iemand u niet meer helpt.",
    ViewAsked: "Iemand die u helpt, is gevraagd wat die ziet.",
    watchlists.CaseWeighed: "De instelling woog hoe groot de zorgen over u zijn.",
    watchlists.CaseListed: "U kwam op de lijst van cliënten waar zorg en politie samen naar kijken.",
    watchlists.CaseDelisted: "U staat niet meer op die lijst.",
    watchlists.ExchangeOpened: "Zorg en politie wisselen signalen over u uit.",
    watchlists.ExchangeEndAnnounced: "Het einde van die uitwisseling is aangekondigd.",
    watchlists.ExchangeEnded: "De uitwisseling tussen zorg en politie is gestopt.",
    stappenplan.StepRecorded: "Een stap van het stappenplan is opgeschreven.",
    stappenplan.DecisionTaken: "Er is besloten hoe het verder moest.",
    stappenplan.HelpReviewed: "Er is gekeken of de hulp werkt.",
    stappenplan.HelpReviewPassed: "De dag om naar de hulp te kijken ging voorbij.",
    stappenplan.MeldcodeDue: "De stappen van de meldcode moesten worden gezet.",
    channels.ReportMade: "Er is een melding gedaan.",
    channels.ReportInformingDue: "U moest nog horen van een melding.",
    channels.ReportInformingDeferred: "U zou later van een melding horen.",
    channels.ReportClientInformed: "U hoorde van een melding.",
    channels.ReportAnswered: "Op een melding kwam antwoord.",
    consent.ConsentExplained: "Er is uitgelegd wat toestemming betekent.",
    consent.ConsentGiven: "Er is toestemming gegeven om te delen.",
    consent.ConsentSought: "Er is om toestemming gevraagd, of dat kon niet.",
    consent.ConsentRefused: "Er is geen toestemming gegeven.",
    consent.ConsentLimited: "Een toestemming is kleiner gemaakt.",
    consent.ConsentWithdrawn: "Een toestemming is ingetrokken.",
    consent.ConsentReassessmentDue: "De toestemming moest opnieuw worden gevraagd.",
    consent.ConsentReassessed: "Er is opnieuw naar een toestemming gekeken.",
    disclosure.AdviceAsked: "Er is advies gevraagd, zonder te zeggen wie u bent.",
    disclosure.DisclosureRequested: "Iemand vroeg om iets over u te delen.",
    disclosure.ConflictOfDutiesWeighed: "Er is gewogen of er zonder toestemming gedeeld mocht worden.",
    disclosure.DiscloserTold: "Wie wilde delen, las wat dat betekent.",
    disclosure.ClientInformed: "U hoorde wat er gedeeld is.",
    disclosure.ClientInformingDeferred: "U zou later horen wat er gedeeld is.",
    disclosure.ClientInformingDue: "U moest nog horen wat er gedeeld is.",
    disclosure.DisclosureApproved: "Een tweede persoon vond het delen goed.",
    disclosure.DisclosureDenied: "Het delen ging niet door.",
    disclosure.DisclosureReleased: "Er is iets over u gedeeld.",
    disclosure.DisclosureReceived: "De ontvanger kreeg wat er gedeeld is.",
    disclosure.DisclosureStopped: "Het delen is gestopt.",
    disclosure.RecipientTold: "De ontvanger hoorde dat het delen is gestopt.",
    disclosure.SharingForgone: "Er is besloten om niet te delen.",
    disclosure.DisclosureRefused: "Iemand wilde iets delen, en dat mocht niet.",
    AttemptRefused: "Iemand wilde iets doen in uw dossier, en dat mocht niet.",
    keeping.LegalHoldPlaced: "Uw dossier moet bewaard blijven.",
    keeping.LegalHoldLifted: "Uw dossier hoeft niet langer bewaard te blijven.",
    keeping.RetentionReviewed: "Uw dossier blijft langer bewaard.",
    MeetingHeld: "Zorg en politie spraken over u in een overleg.",
    InzageGiven: "U kreeg inzage.",
}
"""What is told, when nothing of `telling` holds the whole event back."""

WHOLE: dict[Kind, Category] = {
    AcquaintanceNamed: "ander",
    LinkKeyRecorded: "ander",
    LinkFound: "ander",
    consent.RepresentativeExcluded: "veiligheid",
    disclosure.FeedbackGiven: "politie",
    disclosure.SignalsAssessed: "politie",
    disclosure.RegistrationDue: "politie",
    disclosure.VictimRegistered: "politie",
    disclosure.InterventionDecided: "politie",
    disclosure.DutyOverdue: "politie",
    called.PoliceRequestReceived: "politie",
    called.PoliceRequestCalledBack: "politie",
    called.PoliceRequestAnswered: "politie",
    called.PoliceRequestRefused: "politie",
}
"""What is never told of itself, only that it is left out."""

TWICE: frozenset[Kind] = frozenset(
    {
        cases.CaseAbsorbed,
        cases.CaseSplitOff,
        cases.CaseRestored,
        signals.SignalMoved,
        signals.SignalWordsFollowed,
        ClientFollowed,
        RosterFollowed,
        LinkKeyMoved,
        escalation.EscalationFollowed,
        escalation.EscalationLeft,
        watchlists.ListingFollowed,
        watchlists.ExchangeFollowed,
        stappenplan.PlanFollowed,
        stappenplan.PlanLeft,
    }
)
"""What came along from another case of the client, told there; or of one that proved to be another's."""
