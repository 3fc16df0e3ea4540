"""Errors in the shape of Meta's Graph API, with the HTTP status each code comes with (it is often a plain 400).

Source: Meta, Cloud API error codes (2026).
"""

from __future__ import annotations

from typing import Any

TITLES = {
    0: "AuthException",
    1: "API Unknown",
    2: "API Service",
    4: "API Too Many Calls",
    10: "Permission Denied",
    100: "Invalid parameter",
    190: "Invalid OAuth access token",
    368: "Temporarily blocked for policies violations",
    80007: "Rate limit issues",
    130429: "Rate limit hit",
    130472: "User's number is part of an experiment",
    130497: "Business account is restricted from messaging users in this country",
    131000: "Something went wrong",
    131005: "Access denied",
    131008: "Required parameter is missing",
    131009: "Parameter value is not valid",
    131016: "Service unavailable",
    131021: "Recipient cannot be sender",
    131026: "Message undeliverable",
    131030: "Recipient phone number not in allowed list",
    131031: "Account has been locked",
    131037: "Display name approval needed",
    131042: "Business eligibility payment issue",
    131045: "Incorrect certificate",
    131047: "Re-engagement message",
    131048: "Spam rate limit hit",
    131049: "Message not delivered to maintain healthy ecosystem engagement",
    131050: "User has stopped marketing messages",
    131051: "Unsupported message type",
    131052: "Media download error",
    131053: "Media upload error",
    131056: "Business account, consumer account pair rate limit hit",
    131057: "Account in maintenance mode",
    131062: "Business-scoped user id not allowed for this message",
    132000: "Template param count mismatch",
    132001: "Template does not exist",
    132005: "Template hydrated text too long",
    132007: "Template format character policy violated",
    132012: "Template parameter format mismatch",
    132015: "Template is paused",
    132016: "Template is disabled",
    133004: "Server temporarily unavailable",
    133010: "Phone number not registered",
}
_HTTP = {0: 401, 190: 401, 10: 403, 131005: 403, 368: 403, 131031: 403, 1: 500, 2: 503, 131000: 500, 131016: 503}


class GraphError(Exception):
    """Meta refuses; `details` is what a developer reads."""

    def __init__(self, code: int, details: str = "") -> None:
        super().__init__(f"{code} {details}")
        self.code = code
        self.details = details or TITLES.get(code, "")

    @property
    def http_status(self) -> int:
        return _HTTP.get(self.code, 503 if self.code == 133004 else 400)

    def as_json(self) -> dict[str, Any]:
        return {
            "error": {
                "message": f"(#{self.code}) {TITLES.get(self.code, 'Error')}",
                "type": "OAuthException",
                "code": self.code,
                "error_data": {"messaging_product": "whatsapp", "details": self.details},
                "fbtrace_id": "AfingidoFingidoFingidoX",
            }
        }

    def in_status(self) -> dict[str, Any]:
        """The row of `statuses[].errors`."""
        title = TITLES.get(self.code, "Error")
        return {
            "code": self.code,
            "title": title,
            "message": title,
            "error_data": {"details": self.details},
        }
