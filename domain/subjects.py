"""Whom text can be about, as keys are named: the client or the file of a case, somebody who works here.

Two keys a case, each with a term of its own: who the client is stands under the first, what is written in the
file under both. Without the first nobody is known any more, and nothing that was written.
"""


def client_of(case: str) -> str:
    """Who the client of a case is."""
    return f"client:{case}"


def file_of(case: str) -> str:
    """What is written in the file of a case."""
    return f"file:{case}"


def words_about(case: str) -> tuple[str, ...]:
    """Words in the file of a case about its client."""
    return (client_of(case), file_of(case))


def erased_with(case: str, what: str) -> tuple[str, ...]:
    """Whose keys go when a person is forgotten, or when only the file is (`dossier`)."""
    if what == "dossier":
        return (file_of(case),)
    return (client_of(case), file_of(case), around(case))


def worker(person: str) -> str:
    """Somebody who works with the system."""
    return f"worker:{person}"


def around(case: str) -> str:
    """Who is around the client of a case: family, friends, visitors."""
    return f"around:{case}"
