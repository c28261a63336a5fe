"""Which channels fit a situation, in order, each with its reason: 112 before anything in acute danger.

Sources: stappenplan 5b, melden-en-samenwerken, handreiking. A channel is advised, never chosen.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from domain.agreements.document import Agreements, Channel, Danger
from domain.stappenplan.events import Permission

Mode = Literal["bel_nu", "melden", "advies", "daarnaast", "daarna"]
"""Call now; report; ask advice without personal data; besides; and when the acute danger is over."""
MODES: Mapping[Mode, str] = {
    "bel_nu": "Bel nu",
    "melden": "Hier kunt u melden of hulp inschakelen",
    "advies": "Hier kunt u advies vragen, zonder persoonsgegevens",
    "daarnaast": "Daarnaast",
    "daarna": "Daarna, als het acute gevaar voorbij is",
}
_ORDER = list(MODES)
BYSTANDERS = "Ook ouders, vrienden en andere omstanders kunnen bij de meldpunten terecht."


class Situation(Struct, frozen=True):
    """What the advice rests on. `minor` is None when the age is unknown; `advised` that advice was asked.

    `anonymous` is the wish of who reports to stay unknown; `organised` any suspicion of organised or other
    illegal activity. `named`: the recipients that a standing consent names, None when no case is looked at.
    """

    danger: Danger
    minor: bool | None = None
    permission: Permission = "niet_gevraagd"
    anonymous: bool = False
    organised: bool = False
    advised: bool = False
    named: frozenset[str] | None = None

    def agreed(self, recipient: str) -> bool:
        """Whether the client agrees that this recipient is told."""
        return self.permission in {"ja", "deels"} if self.named is None else recipient in self.named


class Advised(Struct, frozen=True):
    """One channel that fits: what for, why, and where that stands."""

    channel: str
    mode: Mode
    label: str
    reason: str
    source: str
    phone: str = ""
    address: str = ""
    only_if: str = ""
    recipient: str = ""


def is_emergency(channel: Channel) -> bool:
    """Whether it is for acute danger and nothing else."""
    return channel.dangers == ("acuut",)


def channels_for(agreements: Agreements, situation: Situation) -> tuple[Advised, ...]:
    """The channels that fit, what comes first first; in acute danger nothing competes with 112."""
    found = list(_fitting(agreements, situation))
    return tuple(
        sorted(found, key=lambda one: (_ORDER.index(one.mode), _weight(agreements.channels[one.channel])))
    )


def _weight(channel: Channel) -> tuple[bool, bool]:
    """For minors Veilig Thuis comes first, and what fits only sometimes last."""
    return (not channel.always_minors, bool(channel.only_if))


def _fitting(agreements: Agreements, situation: Situation) -> Iterator[Advised]:
    for code, channel in agreements.channels.items():
        recipient = agreements.recipients.get(channel.recipient)
        police = recipient is not None and recipient.side == "politie"
        found = _mode(channel, situation, police=police)
        if found is not None:
            mode, reason = found
            yield Advised(
                code,
                mode,
                channel.label,
                reason,
                channel.source,
                channel.phone,
                channel.address,
                channel.only_if,
                channel.recipient,
            )


def _mode(channel: Channel, now: Situation, *, police: bool) -> tuple[Mode, str] | None:
    """What a channel is for now, and why; None when it does not fit."""
    if now.danger == "acuut":
        return _acute(channel, now)
    if channel.always_minors and now.minor is not False:
        return _for_minors(now)
    if channel.organised:
        reason = (
            "Er is een vermoeden van georganiseerde of andere illegale activiteiten: noem de cliënt niet."
        )
        return ("advies", reason) if now.organised else None
    if now.danger not in channel.dangers or (now.minor is False and not channel.adults):
        return None
    if channel.anonymous:
        reason = "U wilt onbekend blijven, en er is geen ernstig gevaar."
        return ("melden", reason) if now.anonymous else None
    if now.minor and not channel.minors:
        return ("advies", "Het is er voor meerderjarigen, en geeft advies over minderjarigen.")
    return _named(channel, now, police=police)


def _acute(channel: Channel, now: Situation) -> tuple[Mode, str] | None:
    if is_emergency(channel):
        return ("bel_nu", "Er is acuut gevaar. Al het andere kan daarna.")
    if channel.always_minors and now.minor is not False:
        return ("daarna", _for_minors(now)[1])
    return None


def _for_minors(now: Situation) -> tuple[Mode, str]:
    if now.minor:
        return ("melden", "De cliënt is minderjarig: volg altijd de meldcode.")
    return ("daarnaast", "De leeftijd is niet bekend. Is de cliënt minderjarig: volg altijd de meldcode.")


def _named(channel: Channel, now: Situation, *, police: bool) -> tuple[Mode, str] | None:
    """A channel where the worker is known, and the client when there is a ground for it."""
    serious = police and now.danger == "ernstig"
    if now.anonymous and not serious:
        return _advice(channel, "U wilt onbekend blijven: noem ook de cliënt niet.")
    if now.agreed(channel.recipient):
        return ("melden", "De cliënt geeft hiervoor toestemming; deel alleen wat die dekt.")
    if serious:
        stay = " Anoniem melden past niet bij ernstig gevaar." if now.anonymous else ""
        return ("melden", f"Er dreigt ernstig gevaar: dat kan zonder toestemming, na afweging.{stay}")
    if police and now.danger == "reele_kans" and now.advised:
        return ("melden", "Er is een reële kans op schade. Na het advies besluit u zelf of u meldt.")
    return _advice(channel, "Er is geen toestemming vastgelegd om de cliënt hier te noemen.")


def _advice(channel: Channel, reason: str) -> tuple[Mode, str] | None:
    return ("advies", reason) if channel.advice else None
