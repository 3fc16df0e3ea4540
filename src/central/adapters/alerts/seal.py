"""The cryptography of a push: our signature (RFC 8292), and words that only one browser can open (RFC 8188, 8291)."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from central.core.errors import GiveUp

RECORD = 4096
CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Signer:
    """A key drawn from the installation's."""

    def __init__(self, installation: bytes) -> None:
        drawn = hashlib.sha512(b"central web push\0" + installation).digest()
        self._key = ec.derive_private_key(int.from_bytes(drawn, "big") % (ORDER - 1) + 1, CURVE)
        self.public = _point(self._key)

    def sign(self, words: bytes) -> bytes:
        """The signature as a JWT carries it: r and s, 32 bytes each."""
        r, s = decode_dss_signature(self._key.sign(words, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def sealed(
    theirs: bytes, auth: bytes, words: bytes, salt: bytes, once: ec.EllipticCurvePrivateKey | None = None
) -> bytes:
    """The words under a key that only the browser with these keys has; `once` is drawn unless it is given.

    Raises GiveUp for keys that are none.
    """
    once = once or ec.generate_private_key(CURVE)
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs)
    except ValueError as error:
        raise GiveUp("as chaves deste navegador não servem", code="chave") from error
    ours = _point(once)
    secret = _derived(once.exchange(ec.ECDH(), public), auth, b"WebPush: info\0" + theirs + ours, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return head + AESGCM(key).encrypt(nonce, words + b"\x02", None)


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)
