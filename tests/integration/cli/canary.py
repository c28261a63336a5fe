"""A string that stands nowhere else, said in every way in which people say something about a client."""

from pathlib import Path

from eventlog.encryption.personal import texts
from tests.integration.cli.command import HEADER, Command, Said, line
from tests.integration.cli.stepping import written
from tests.unit.domain.answers import filled

CANARY = "KANARIE-7F3A"
CASE = "instelling-1/a1"
BY = ("--by", "sanne")
TOLD = (
    "wie_en_wat",
    "politie_moet_handelen",
    "ook_zonder_aangifte",
    "niet_terug_te_nemen",
    "weigeren_en_intrekken",
)


def said_everywhere(opplussen: Command, where: Path | str | None = None) -> list[Said]:
    """One case in which it was said by every command that takes words; what each answered."""

    def run(*arguments: str | Path) -> Said:
        return opplussen(*arguments, data=where)

    file = opplussen.file("in.csv", HEADER, line(text=f"Zij heet {CANARY}."), line(case="a2"))
    talk = written(opplussen, "stap_1", filled("stap_1", bevestigt=CANARY))
    minutes = opplussen.file(
        "verslag.toml",
        'aanwezig = ["noor", "bram"]',
        'privacy = "Niets nieuws."',
        "[[besluiten]]",
        f'casus = "{CASE}"',
        'wat = "volgen"',
        f'reden = "{CANARY} blijft weg."',
    )
    client, told = ("--client", *BY), [word for point in TOLD for word in ("--told", point)]
    about = ("--recipient", "avim", "--purpose", "veiligheid", "--category", "feiten")
    return [
        run("import", file, "--format", "csv"),
        run("case", "identity", CASE, *BY, "--name", CANARY, "--address", f"{CANARY} 1"),
        run("case", "age-band", CASE, "18_plus", *BY),
        run("case", "acquaintance", CASE, *BY, "--name", f"Mark {CANARY}", "--relation", "bezoeker"),
        run(
            *("call", "received", CASE, *BY, "--unit", "eenheid-1", "--question", f"Woont {CANARY} daar?"),
            *("--caller", CANARY, "--rule", f"art. 1 {CANARY}"),
        ),
        run("consent", "seek", CASE, *client, "--how", CANARY, "--said", f"Ik heet {CANARY}"),
        run(
            *("consent", "explain", CASE, *client, *told, "--understood", "ja"),
            *("--how", CANARY, "--teach-back", CANARY),
        ),
        run("consent", "refuse", CASE, *client, *about, "--objections", CANARY, "--met", CANARY),
        run("steps", "record", CASE, "stap_1", *BY, "--answers", talk),
        run("meeting", "hold", "instelling-1", "--on", "2026-03-02", "--by", "noor", "--minutes", minutes),
        run("case", "left", CASE, *BY, "--reason", CANARY),
    ]


def refused_everywhere(opplussen: Command, where: Path | str | None = None) -> list[Said]:
    """Words that come with something that is refused."""
    told = [
        ("signal", "record", CASE, *BY, "--indicator", "XX99", "--nature", "feit", "--text", CANARY),
        (
            "call",
            "received",
            CASE,
            "--by",
            "bram",
            "--unit",
            "eenheid-1",
            "--question",
            CANARY,
            "--caller",
            CANARY,
        ),
        ("consent", "seek", CASE, "--by", "bram", "--client", "--how", CANARY, "--said", CANARY),
        ("signal", "retract", "s-geen", *BY, "--reason", CANARY),
        ("case", "identity", "instelling-1/niemand", *BY, "--name", CANARY),
    ]
    return [opplussen(*one, data=where) for one in told]


def read(opplussen: Command) -> list[str]:
    """Every personal text, as somebody with the keys reads it."""
    return [one.text for entry in opplussen.events() for one in texts(entry.event)]


def files_with(folder: Path, text: str = CANARY) -> list[str]:
    """The files in which it stands, whatever they hold."""
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]
