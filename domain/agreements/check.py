"""Are working agreements fit to be adopted? Every fault at once, so that a person mends them in one go."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from domain.agreements.document import Agreements, Answering, Danger, Field, Form, Ground
from domain.policy_check import Problem

NEVER_WITHOUT = {1: "geen_persoonsgegevens"}
"""What every ground of a tier asks for, whatever the document says: advice never names anybody."""
FORMS = (
    "stap_1",
    "stap_2",
    "stap_3",
    "stap_3_overslaan",
    "stap_4",
    "stap_5a",
    "stap_5a_volgen",
    "stap_5b",
    "meldcode",
    "conflict_van_plichten",
    "aandachtspunten",
)
"""Forms that decisions depend on; a document may have more."""
DECISIVE: dict[tuple[str, str], tuple[Answering, tuple[str, ...]]] = {
    ("stap_2", "anoniem"): ("keuze", ("ja", "nee", "alleen_intern")),
    ("stap_3_overslaan", "opnieuw"): ("datum", ()),
    ("stap_4", "v07_risico"): ("keuze", get_args(Danger)),
    ("stap_4", "v13_toestemming"): ("keuze", ("ja", "nee", "deels", "niet_gevraagd")),
    ("stap_4", "v17_hulp_wendt_af"): ("ja_nee", ()),
    ("stap_5a_volgen", "vermoedens"): ("keuze", ("weggenomen", "blijven", "sterker")),
    ("stap_5b", "getuige"): ("ja_nee", ()),
}
"""Answers that a rule branches on: such a question is required, and its answers are these words alone."""
CONDITIONAL = (("stap_4", "v14_niet_besproken"), ("stap_5b", "meldcode"))
"""Questions that a rule asks for in some cases alone: they are there, as a text."""
LONGEST_DAYS = 3660


def check(document: Agreements) -> list[Problem]:
    """Every fault that keeps the document from being adopted; none when it is fit."""
    return [
        *_heading(document),
        *_grounds(document),
        *_purposes(document),
        *_recipients(document),
        *_forms(document),
        *_decisive(document),
        *_terms(document),
    ]


def _heading(document: Agreements) -> Iterator[Problem]:
    if not document.version.strip():
        yield Problem("version", "De versie ontbreekt.")
    if not any(one.strip() for one in document.conditions):
        yield Problem("conditions", "Er staat niet op welke voorwaarden een ontvanger iets gebruikt.")


def _grounds(document: Agreements) -> Iterator[Problem]:
    for code, ground in document.grounds.items():
        place = f"grounds.{code}"
        yield from _known(f"{place}.recipients", ground.recipients, document.recipients)
        yield from _known(f"{place}.purposes", ground.purposes, document.purposes)
        for purpose in ground.purposes:
            if purpose in document.purposes and document.purposes[purpose].never:
                yield Problem(f"{place}.purposes", f"{purpose} is nooit een doel om te delen.")
            if purpose in document.purposes and document.purposes[purpose].exchange and _one_weighing(ground):
                yield Problem(f"{place}.purposes", "Uitwisselen rust bij de zorg op toestemming.")
        yield from _ground(place, ground)


def _ground(place: str, ground: Ground) -> Iterator[Problem]:
    for tier, need in NEVER_WITHOUT.items():
        if tier in ground.tiers and need not in ground.needs:
            yield Problem(f"{place}.needs", f"Bij trede {tier} hoort {need}.")
    if max(ground.tiers, default=0) > 1 and "geen_persoonsgegevens" in ground.needs:
        yield Problem(f"{place}.tiers", "Zonder persoonsgegevens kan alleen trede 1.")
    if ground.side == "zorg" and _reveals(ground) and not _is_weighed(ground):
        yield Problem(
            f"{place}.needs",
            "Trede 2, 3 en 4 vragen toestemming, een afweging, reëel of acuut gevaar, of een vordering.",
        )


def _one_weighing(ground: Ground) -> bool:
    """One weighing carries one report, never months of sending (H)."""
    return ground.side == "zorg" and "toestemming" not in ground.needs


def _reveals(ground: Ground) -> bool:
    """From tier 2 on it tells of somebody: a convenant alone is never the ground for that (H)."""
    return max(ground.tiers, default=0) > 1


def _is_weighed(ground: Ground) -> bool:
    """Secrecy is broken for danger that is real; neither a meldcode nor an article is that by itself (H)."""
    enough = {"toestemming", "conflict_van_plichten", "reeel_gevaar", "acuut_gevaar", "vordering"}
    return bool(enough & set(ground.needs))


def _purposes(document: Agreements) -> Iterator[Problem]:
    for code, purpose in document.purposes.items():
        place = f"purposes.{code}"
        for name, categories in (("minimal", purpose.minimal), ("full", purpose.full)):
            yield from _known(f"{place}.{name}", categories, document.categories)
        judged = [
            one
            for one in purpose.minimal
            if one in document.categories and "interpretatie" in document.categories[one].natures
        ]
        if judged:
            yield Problem(f"{place}.minimal", "Een minimaal pakket bevat geen interpretaties.")
        if purpose.never and (purpose.minimal or purpose.full):
            yield Problem(place, "Wat nooit een doel is, draagt geen soorten informatie.")


def _recipients(document: Agreements) -> Iterator[Problem]:
    for code, channel in document.channels.items():
        if channel.recipient and channel.recipient not in document.recipients:
            yield Problem(f"channels.{code}.recipient", f"{channel.recipient} staat niet bij de ontvangers.")
        if channel.consent and not channel.recipient:
            yield Problem(f"channels.{code}.recipient", "Toestemming noemt een ontvanger: zeg hier welke.")
        if channel.anonymous and {"acuut", "ernstig"} & set(channel.dangers):
            yield Problem(f"channels.{code}.dangers", "Anoniem melden past niet bij ernstig of acuut gevaar.")
    if not any(channel.dangers == ("acuut",) for channel in document.channels.values()):
        yield Problem("channels", "Er is geen kanaal voor acuut gevaar (112).")
    if not any(channel.always_minors for channel in document.channels.values()):
        yield Problem("channels", "Er is geen kanaal dat bij minderjarigen altijd hoort (Veilig Thuis).")


def _forms(document: Agreements) -> Iterator[Problem]:
    yield from _known("forms", FORMS, document.forms)
    for code, form in document.forms.items():
        yield from _form(f"forms.{code}", form)


def _decisive(document: Agreements) -> Iterator[Problem]:
    for (name, key), (answer, choices) in DECISIVE.items():
        fields = document.forms[name].fields if name in document.forms else ()
        found = next((field for field in fields if field.key == key), None)
        if name in document.forms and not _branches(found, answer, choices):
            words = f" met de keuzes {', '.join(choices)}" if choices else ""
            yield Problem(f"forms.{name}.{key}", f"Deze vraag is verplicht, als {answer}{words}.")
    for name, key in CONDITIONAL:
        fields = document.forms[name].fields if name in document.forms else ()
        if name in document.forms and (key, "tekst") not in {(field.key, field.answer) for field in fields}:
            yield Problem(f"forms.{name}.{key}", "Deze vraag staat erbij, als tekst.")


def _branches(field: Field | None, answer: Answering, choices: tuple[str, ...]) -> bool:
    return (
        field is not None and field.required and field.answer == answer and set(field.choices) == set(choices)
    )


def _form(place: str, form: Form) -> Iterator[Problem]:
    counted = Counter(field.key for field in form.fields)
    for key, count in counted.items():
        if count > 1:
            yield Problem(place, f"{key} staat er {count} keer.")
    before: set[str] = set()
    for field in form.fields:
        yield from _known(f"{place}.{field.key}.after", field.after, before)
        if (field.answer == "keuze") != bool(field.choices):
            yield Problem(f"{place}.{field.key}.choices", "Alleen een keuze heeft keuzes, en minstens een.")
        before.add(field.key)


def _terms(document: Agreements) -> Iterator[Problem]:
    for name in document.terms.__struct_fields__:
        if not 0 < getattr(document.terms, name) <= LONGEST_DAYS:
            yield Problem(f"terms.{name}", f"Deze termijn moet tussen 1 en {LONGEST_DAYS} zijn.")
    for name in ("longest_days", "explained_days"):
        if not 0 < getattr(document.consent, name) <= LONGEST_DAYS:
            yield Problem(f"consent.{name}", f"Deze termijn moet tussen 1 en {LONGEST_DAYS} zijn.")


def _known(place: str, names: Iterable[str], words: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        if name not in words:
            yield Problem(place, f"{name} is hier niet bekend.")
