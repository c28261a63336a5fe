"""A small identity provider on a port of this machine: it signs whom a test says, and checks what we ask."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import Thread
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import uvicorn
from httpx2 import get
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "opplussen", "geheim-van-de-test"


class Provider:
    """Logs in `person`; a test may spoil what it says with `claims`."""

    def __init__(self) -> None:
        self.person = "tess"
        self.claims: dict[str, Any] = {}
        self.issuer = ""
        self.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
        self.signs_with = self.key
        self._asked: dict[str, dict[str, str]] = {}
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._document),
                Route("/keys", self._keys),
                Route("/log-in", self._log_in),
                Route("/token", self._token, methods=["POST"]),
            ]
        )

    def signed(self, claims: dict[str, Any]) -> str:
        """A token of `person`, good for a minute, with these claims."""
        usual = {"iss": self.issuer, "exp": int(time()) + 60, "preferred_username": self.person}
        return jwt.encode({"alg": "RS256", "kid": "1"}, {**usual, **claims}, self.signs_with)

    def _document(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/log-in",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
        )

    def _keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def _log_in(self, request: Request) -> Response:
        """As somebody who logs in at once."""
        asked = dict(request.query_params)
        code = f"code-{len(self._asked)}"
        self._asked[code] = asked
        answer = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{answer}", 303)

    async def _token(self, request: Request) -> Response:
        """Only for the client that asked, with the secret behind the challenge, once."""
        given = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = self._asked.pop(given.get("code", ""), None)
        proof = (
            urlsafe_b64encode(sha256(given.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        )
        if asked is None or asked["code_challenge_method"] != "S256" or asked["code_challenge"] != proof:
            return JSONResponse({"error": "invalid_grant"}, 400)
        token = self.signed({"aud": CLIENT, "nonce": asked["nonce"], **self.claims})
        return JSONResponse({"access_token": "niets", "token_type": "Bearer", "id_token": token})


@contextmanager
def provider() -> Iterator[Provider]:
    """One that listens."""
    found = Provider()
    server = uvicorn.Server(uvicorn.Config(found.app, "127.0.0.1", 0, log_level="error"))
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
        found.issuer = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        yield found
    finally:
        server.should_exit = True
        thread.join()


def comes_back(login: str) -> str:
    """The path and query with which a browser comes back from where it was sent."""
    answer = get(login)
    back = urlsplit(answer.headers["location"])
    return f"{back.path}?{back.query}"
