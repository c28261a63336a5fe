"""Signing with Ed25519: a log its checkpoints, a witness those of another after looking at them."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from verifier.notes import COSIGNS, SIGNS, Key, Note, Signature, signed_bytes


class Signer:
    """The secret half of a key under its name; one secret is of a log or of a witness, never of both."""

    def __init__(self, name: str, secret: bytes) -> None:
        self._secret = Ed25519PrivateKey.from_private_bytes(secret)
        public = self._secret.public_key().public_bytes_raw()
        self.key = Key(name, SIGNS, public)
        self.witness_key = Key(name, COSIGNS, public)

    def sign(self, text: str) -> Note:
        """The text, signed as a log does."""
        signature = self._secret.sign(signed_bytes(self.key, text, 0))
        return Note(text, (Signature(self.key.name, self.key.id, signature),))

    def cosign(self, note: Note, at: int) -> Signature:
        """The line of a witness under a note; `at` is now, in seconds since 1970."""
        key = self.witness_key
        signature = self._secret.sign(signed_bytes(key, note.text, at))
        return Signature(key.name, key.id, at.to_bytes(8, "big") + signature)
