"""A program that uses the API of the story's world, as one of its invented people."""

from datetime import date
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from tests.integration.web.serving import HERE, Served


class Program:
    """What somebody's own program sends."""

    def __init__(self, pages: Served, person: str | None) -> None:
        self.client = TestClient(pages.app, HERE, follow_redirects=False)
        if person is not None:
            self.client.headers["Authorization"] = f"Bearer demo-{person}"

    def gets(self, path: str) -> Response:
        return self.client.get(f"/v1{path}")

    def sends(self, path: str, key: str, body: dict[str, Any] | None = None, **headers: str) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(f"/v1{path}", json=body, headers={"Idempotency-Key": key, **named})


def feeling(on: date, text: str = "Het voelt niet goed") -> dict[str, Any]:
    """A signal of who cannot say yet what it is."""
    return {
        "indicator": "OV01",
        "polarity": "bevestigt",
        "nature": "interpretatie",
        "observed_on": on.isoformat(),
        "text": text,
    }
