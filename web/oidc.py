"""Logging in at an organisation: OpenID Connect by code, with PKCE.

Who somebody is comes from the provider; what they may see comes from the log alone. An answer of the provider
counts once, for the browser that asked, within ten minutes.
"""

from secrets import token_urlsafe
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urlencode

from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # it has none
from authlib.integrations.httpx_client import OAuth2Client  # type: ignore[import-untyped]  # it has none
from httpx2 import Client, HTTPError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from domain.commands import Refused
from domain.words import PersonId

PATIENCE_S = 5.0
"""How long a provider may take over one answer."""
SIGNED_BY = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures that are taken; never none, and no shared secret."""
LEEWAY_S = 30
"""How much the clocks of a provider and of ours may differ."""
AGAIN_S = 60.0
"""How long at least between two times that a token of anybody makes us fetch the provider's keys."""


class Provider(NamedTuple):
    """Where people log in, who we are there, and which claim holds the code of a person."""

    issuer: str
    client: str
    secret: str
    claim: str


class Question(NamedTuple):
    """What we asked for one browser: it proves that an answer is to this question."""

    state: str
    nonce: str
    verifier: str


class Oidc:
    """One provider; `address` is where people find our pages."""

    def __init__(self, provider: Provider, address: str) -> None:
        self._provider = provider
        self._back = f"{address}/inloggen/terug"
        self._audience = f"{address}/v1"
        self._known: dict[str, Any] = {}  # the provider's own document
        self._keys: KeySet | None = None
        self._fetched_at = -AGAIN_S

    def begin(self) -> tuple[str, Question]:
        """Where somebody logs in, and what to keep until they are back.

        Raises:
            Refused: the provider does not answer.
        """
        question = Question(token_urlsafe(32), token_urlsafe(32), token_urlsafe(48))
        with self._client() as client:
            address, _ = client.create_authorization_url(
                self._document()["authorization_endpoint"],
                state=question.state,
                nonce=question.nonce,
                code_verifier=question.verifier,
            )
        return str(address), question

    def finish(self, answer: dict[str, str], question: Question) -> PersonId:
        """Who came back with an answer.

        Raises:
            Refused: it is no answer to this question, or the provider says no, or it does not say who.
        """
        try:
            with self._client() as client:
                token = client.fetch_token(
                    self._document()["token_endpoint"],
                    authorization_response=f"{self._back}?{urlencode(answer)}",
                    state=question.state,
                    code_verifier=question.verifier,
                )
            claims = self._claims(token.get("id_token") or "", question.nonce)
        except (AuthlibBaseError, JoseError, HTTPError, ValueError) as no:
            raise _refused() from no
        return self._person(claims)

    def bearer(self, token: str) -> PersonId:
        """Who a program acts for, by an access token that the provider gave out for our API.

        Its audience is the address of the API, so that what says who logged in to the pages is none.

        Raises:
            Refused: it is not for us, not of now or not signed by the provider, or that does not answer.
        """
        try:
            claims = self._signed(token, is_of_anybody=True)
            jwt.JWTClaimsRegistry(
                leeway=LEEWAY_S,
                iss={"essential": True, "value": self._provider.issuer},
                aud={"essential": True, "value": self._audience},
                exp={"essential": True},
            ).validate(claims)
        except (JoseError, ValueError) as no:
            raise _refused() from no
        return self._person(claims)

    def _person(self, claims: dict[str, Any]) -> PersonId:
        person = claims.get(self._provider.claim)
        if not isinstance(person, str) or not person:
            raise _refused()
        return PersonId(person)

    def _claims(self, id_token: str, nonce: str) -> dict[str, Any]:
        """What the provider says of who logged in: by whom, for whom, until when, in answer to what."""
        claims = self._signed(id_token, is_of_anybody=False)
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY_S,
            iss={"essential": True, "value": self._provider.issuer},
            aud={"essential": True, "value": self._provider.client},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
        return claims

    def _signed(self, token: str, *, is_of_anybody: bool) -> dict[str, Any]:
        """What the provider signed; it may have new keys, but not everybody may make us ask for them."""
        try:
            return jwt.decode(token, self._key_set(), algorithms=SIGNED_BY).claims
        except (JoseError, ValueError):
            if is_of_anybody and monotonic() - self._fetched_at < AGAIN_S:
                raise
            self._keys = None
            return jwt.decode(token, self._key_set(), algorithms=SIGNED_BY).claims

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            client_id=self._provider.client,
            client_secret=self._provider.secret,
            redirect_uri=self._back,
            scope="openid profile",
            code_challenge_method="S256",
            timeout=PATIENCE_S,
        )

    def _document(self) -> dict[str, Any]:
        """What the provider tells of itself; kept while this process runs.

        Raises:
            Refused: it does not answer, or says that it is another.
        """
        if not self._known:
            found = self._fetched(f"{self._provider.issuer}/.well-known/openid-configuration")
            if found.get("issuer") != self._provider.issuer:
                raise _refused()
            self._known = found
        return self._known

    def _key_set(self) -> KeySet:
        if self._keys is None:
            self._fetched_at = monotonic()
            self._keys = KeySet.import_key_set(self._fetched(self._document()["jwks_uri"]))  # type: ignore[arg-type]  # its form is checked there
        return self._keys

    def _fetched(self, address: str) -> dict[str, Any]:
        try:
            with Client(timeout=PATIENCE_S) as client:
                answer = client.get(address)
                answer.raise_for_status()
                found = answer.json()
        except (HTTPError, ValueError) as no:
            raise _refused() from no
        return found if isinstance(found, dict) else {}


def _refused() -> Refused:
    return Refused(
        "inloggen.mislukt",
        "Het inloggen bij uw organisatie is niet gelukt.",
        "Probeer het opnieuw. Blijft het zo, vraag dan de beheerder.",
    )
