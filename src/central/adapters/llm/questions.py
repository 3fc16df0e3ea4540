"""What is asked about a burst, typed and closed, in both ways a model may be asked. Loaded only beside a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from central.adapters.llm.meanings import MEANINGS

if TYPE_CHECKING:
    from openai.types.decision_create_params import Question

Intent: TypeAlias = Literal[
    "saudacao", "preco", "prazo", "frete", "variacoes", "pagamento", "produto", "desconto", "compra",
    "objecao_eficacia", "objecao_confianca", "objecao_preco", "objecao_adiamento", "pos_venda", "humano", "sair",
    "agradecimento", "outro",
]  # fmt: skip
Certainty: TypeAlias = Literal["alta", "media", "baixa"]
FIRST = "O que a pessoa quer, em primeiro lugar."
CARE = "Precisa de persuasão, empatia, cuidado ou raciocínio."
SILENCE = "A pessoa pede, sem deixar dúvida, para não receber mais mensagens da loja."


class Form(BaseModel):
    """What the burst means."""

    model_config = ConfigDict(extra="ignore")

    intencao: Intent = Field(description=FIRST)
    tambem: Intent | None = Field(default=None, description="Uma segunda coisa que ela quer, se houver.")
    complexa: bool = Field(description=CARE)
    certeza: Certainty = Field(description="O quanto isso está claro.")


def decided() -> list[Question]:
    """The same for the Decisions API: a choice with a probability an intent, and two statements."""
    return [
        {
            "type": "choice",
            "name": "intencao",
            "instructions": FIRST,
            "choices": [{"value": intent, "description": meaning} for intent, meaning in MEANINGS.items()],
        },
        {"type": "predicate", "name": "complexa", "instructions": CARE},
        {"type": "predicate", "name": "silencio", "instructions": SILENCE},
    ]
