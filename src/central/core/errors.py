"""The errors of Central, named by what the caller can do about them."""

from __future__ import annotations


class CentralError(Exception):
    """Root of the tree; `code` is the platform's number or our short word, safe for logs."""

    def __init__(self, reason: str, *, code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class TryLater(CentralError):
    """Nothing happened; the same call may succeed later (`after_ms` says how long to wait, if known)."""

    def __init__(self, reason: str, *, code: str = "", after_ms: int | None = None) -> None:
        super().__init__(reason, code=code)
        self.after_ms = after_ms


class GiveUp(CentralError):
    """The same call will fail again for ever; record it and go on."""


class AskHuman(CentralError):
    """Only a person can mend this (token, payment, ban, configuration); `reason` is for them."""


class OutcomeUnknown(CentralError):
    """The request may or may not have taken effect; it must never be blindly repeated."""
