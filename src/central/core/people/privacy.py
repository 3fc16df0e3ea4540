"""What the law on personal data (LGPD) asks of a seller: why data is kept, for how long, and what leads are told."""

from __future__ import annotations

from dataclasses import dataclass

DAY_MS = 86_400_000
MARKETING, RESERVED = "avisos e ofertas", "linha reservada"
"""The purposes that need a yes: to be written to unasked, and to be served by an adult persona."""
OF_AGE = "disse na conversa que é maior de idade"
"""Where the second yes comes from."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """The owner's word on privacy. `notice` is one line of the first reply, with `{link}` for `link`; days by kind.

    `reserved` holds for the conversations of adult personas: what is bought there tells of somebody's sexual life,
    which the law protects more (LGPD art. 5 II, 11).
    """

    notice: str = ""
    link: str = ""
    conversations: int = 730
    files: int = 180
    buyers: int = 1_825
    """Names, phones and documents of orders; their figures stay."""
    audit: int = 1_825
    reserved: int = 90

    def line(self) -> str:
        """What the first reply says of privacy; empty when the owner wrote nothing.

        >>> Privacy("Seus dados só servem a este atendimento: {link}", "https://l.example/p").line()
        'Seus dados só servem a este atendimento: https://l.example/p'
        """
        return self.notice.replace("{link}", self.link).strip()

    def days(self, kind: str, adult: bool) -> int:
        """How long `conversations` or `files` are kept for a persona."""
        found: int = getattr(self, kind)
        return min(found, self.reserved) if adult else found


DEFAULT_PRIVACY = Privacy()


@dataclass(frozen=True, slots=True)
class Purpose:
    """Something data is used for: its legal basis with the article, which data, who else sees it."""

    name: str
    basis: str
    article: str
    data: str
    seen_by: str


PURPOSES = (
    Purpose(
        "Atender quem escreve",
        "procedimentos preliminares de um contrato, a pedido da pessoa",
        "art. 7º, V",
        "nome do perfil, telefone ou id do WhatsApp, o que foi dito",
        "Meta (WhatsApp); o servidor de IA, sem telefone nem documento",
    ),
    Purpose(
        "Vender, entregar e trocar",
        "execução de contrato",
        "art. 7º, V",
        "pedidos, nome, telefone, e-mail e documento que o checkout informa",
        "o checkout e o CRM que você ligou",
    ),
    Purpose(
        MARKETING.capitalize() + " depois da conversa",
        "consentimento, com prova; a pessoa desfaz quando quiser",
        "art. 7º, I e art. 8º",
        "o sim na conversa ou na lista importada, quando e por onde",
        "Meta (WhatsApp)",
    ),
    Purpose(
        f"{RESERVED.capitalize()} (produtos adultos)",
        "consentimento específico: a pessoa confirma ser maior e pede o atendimento reservado",
        "art. 11, I",
        "as mesmas, com a pergunta da idade e a resposta; guardadas por menos tempo, sem nome de produto em avisos",
        "Meta (WhatsApp)",
    ),
    Purpose(
        "Medir anúncios e devolver conversões",
        "legítimo interesse",
        "art. 7º, IX",
        "o clique do anúncio e o valor da venda, sem nome nem telefone",
        "Meta, Google e Kwai, os que você ligou",
    ),
    Purpose(
        "Aprender o que funciona",
        "legítimo interesse, com números sem nome",
        "art. 7º, IX",
        "escolhas, respostas e vendas sob ids que não levam a ninguém",
        "ninguém: fica neste servidor",
    ),
    Purpose(
        "Respeitar quem pediu silêncio",
        "obrigação legal",
        "art. 7º, II e art. 16, I",
        "a marca de que a pessoa não quer mensagens, que sobrevive à exclusão como um código sem volta",
        "ninguém",
    ),
)
