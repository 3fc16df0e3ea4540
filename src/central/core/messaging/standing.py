"""What Meta's API says of a number: quality, limit, throughput, display name, verification, payment."""

from __future__ import annotations

from dataclasses import dataclass, replace

_TIERS = {"TIER_50": 50, "TIER_250": 250, "TIER_1K": 1_000, "TIER_2K": 2_000, "TIER_10K": 10_000, "TIER_100K": 100_000}
_NAMES = {
    "APPROVED": "aprovado",
    "AVAILABLE_WITHOUT_REVIEW": "aprovado",
    "PENDING_REVIEW": "em análise",
    "DECLINED": "recusado",
    "EXPIRED": "vencido",
}
_THROUGHPUT = {"STANDARD": "80 mensagens por segundo", "HIGH": "1.000 mensagens por segundo"}


@dataclass(frozen=True, slots=True)
class Standing:
    """One number as read at `at`; `limit` is people a day who may be written to unasked, None without one or unknown.

    `trouble` is what keeps the account from sending (no payment method, most of all), in Meta's words.
    """

    channel: str
    at: int
    quality: str
    limit: int | None
    throughput: str
    name_status: str
    verification: str
    trouble: str

    def lines(self) -> list[tuple[str, str, bool]]:
        """A check list in Portuguese: what, how it is, whether that is well."""
        limit = "sem limite conhecido" if self.limit is None else f"{self.limit:,} pessoas por dia".replace(",", ".")
        name = _NAMES.get(self.name_status, self.name_status.lower() or "a Meta não disse")
        verified = self.verification.lower() == "verified"
        return [
            ("Forma de pagamento e envio", self.trouble or "a Meta deixa enviar", not self.trouble),
            ("Verificação da empresa", "verificada" if verified else "ainda não verificada", verified),
            ("Nome de exibição", name, self.name_status in ("APPROVED", "AVAILABLE_WITHOUT_REVIEW", "")),
            ("Limite de quem não escreveu", limit, True),
            ("Velocidade", _THROUGHPUT.get(self.throughput, self.throughput.lower() or "a Meta não disse"), True),
        ]


@dataclass(frozen=True, slots=True)
class Moved:
    """What a notice says moved of one number (as people dial it), or of every number that shares the account's limit.

    In Meta's words, each empty where the notice does not speak of it.
    """

    waba: str
    number: str | None
    at: int
    tier: str = ""
    throughput: str = ""
    name_status: str = ""

    def of(self, before: Standing) -> Standing:
        """A number as it stands with this; what was read later stays as it is."""
        if self.at < before.at:
            return before
        return replace(
            before,
            at=self.at,
            limit=limit_of(self.tier) if self.tier else before.limit,
            throughput=self.throughput or before.throughput,
            name_status=self.name_status or before.name_status,
        )


def limit_of(tier: str) -> int | None:
    """People a day of Meta's tier, which some notices give as a number, -1 for no limit.

    >>> limit_of("TIER_2K"), limit_of("10000"), limit_of("TIER_UNLIMITED"), limit_of("-1"), limit_of("")
    (2000, 10000, None, None, None)
    """
    return int(tier) if tier.isdecimal() else _TIERS.get(tier)
