"""What can go wrong with the place where a log is kept, each by its own name and in plain Dutch.

A conflict between writers is no fault: that is the library's `IntegrityError`, and the command is decided
again. After a fault nothing of the append is in the log, except where its class says that it is unknown.
"""

from typing import ClassVar


class LogFault(Exception):  # noqa: N818 - the faults are named after what is the matter with the log
    """Something is the matter with the log at `where` (a file or a server); `reason` is a Dutch sentence."""

    default: ClassVar[str] = "het logboek doet het niet."

    def __init__(self, where: str, reason: str = "") -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason or self.default

    def __str__(self) -> str:
        return f"Logboek {self.where}: {self.reason}"

    def again(self) -> "LogFault":
        """The same fault for another thread to raise: a raised exception belongs to one thread."""
        return type(self)(self.where, self.reason)


class LogMissing(LogFault):
    """There is no log yet, and nobody asked to make one."""

    default = "hier is nog geen logboek."


class LogUnreachable(LogFault):
    """The folder or the file cannot be reached."""

    default = "het bestand kan niet worden geopend."


class LogForeign(LogFault):
    """The file is not a log of this program."""

    default = "dit bestand is geen logboek van opplussen. Het is niet aangeraakt."


class LogNewer(LogFault):
    """A newer program made the log."""

    default = "dit logboek is gemaakt door een nieuwere versie van opplussen. Werk het programma eerst bij."


class LogReadOnly(LogFault):
    """The file or its disk may be read but not written."""

    default = "er mag niet in worden geschreven: het bestand, de map of de schijf is alleen-lezen."


class LogFull(LogFault):
    """The disk, or the size that the log was given, is used up."""

    default = "de schijf is vol. Er is niets geschreven; maak ruimte en probeer het opnieuw."


class LogBusy(LogFault):
    """Others held the log for longer than we are willing to wait."""

    default = "het logboek is te lang bezet door een ander. Er is niets geschreven; probeer het opnieuw."


class LogUnsure(LogFault):
    """The write was cut off. Whether it is in the log is unknown; a repeated command finds out by its id."""

    default = "het schrijven is afgebroken. Kijk of het gelukt is, of probeer het opnieuw."


class LogDeviceFailed(LogFault):
    """The disk gave an error on reading or writing."""

    default = "de schijf geeft een fout bij lezen of schrijven."


class LogCorrupt(LogFault):
    """What is stored cannot be right: pages that do not fit, or a hole in the positions."""

    default = "het logboek is beschadigd. Schrijf er niet meer in en zet een reservekopie terug."


class LogClosed(LogFault):
    """Somebody asks for a log that was closed."""

    default = "het logboek is al gesloten."
