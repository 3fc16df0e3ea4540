"""The numbers a seller speaks through, and the Meta apps whose webhooks bring what leads write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChannelSpec:
    """A WhatsApp number: `id` is Meta's phone number id; `personas` is the list it may speak as, in order."""

    id: str
    name: str
    number: str
    waba: str
    portfolio: str
    personas: tuple[str, ...]
    token: str = "WHATSAPP_TOKEN"  # noqa: S105 - the name of the environment variable, never the token
    """The environment variable that holds the access token."""
    risk_accepted: bool = False
    """The owner knows what an adult persona beside others may cost all of them."""

    @property
    def address(self) -> str:
        """Where a tap opens a chat with this number."""
        return f"https://wa.me/{''.join(c for c in self.number if c.isdigit())}"


@dataclass(frozen=True, slots=True)
class AppSpec:
    """A Meta app: `secret` names the environment variable of its app secret; `wabas` empty means all of them."""

    id: str
    secret: str = "META_APP_SECRET"  # noqa: S105 - the name of the environment variable, never the secret
    wabas: tuple[str, ...] = ()

    def owns(self, waba: str) -> bool:
        """Whether this app may speak for that WhatsApp Business Account."""
        return not self.wabas or waba in self.wabas
