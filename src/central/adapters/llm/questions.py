"""The form a model fills in about a burst: typed, closed, validated. Loaded only beside a model."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Intent: TypeAlias = Literal[
    "saudacao", "preco", "prazo", "frete", "variacoes", "pagamento", "produto", "desconto", "compra",
    "objecao_eficacia", "objecao_confianca", "objecao_preco", "objecao_adiamento", "pos_venda", "humano", "sair",
    "agradecimento", "outro",
]  # fmt: skip
Certainty: TypeAlias = Literal["alta", "media", "baixa"]


class Form(BaseModel):
    """What the burst means."""

    model_config = ConfigDict(extra="ignore")

    intencao: Intent = Field(description="O que a pessoa quer, em primeiro lugar.")
    tambem: Intent | None = Field(default=None, description="Uma segunda coisa que ela quer, se houver.")
    complexa: bool = Field(description="Precisa de persuasão, empatia, cuidado ou raciocínio.")
    certeza: Certainty = Field(description="O quanto isso está claro.")
