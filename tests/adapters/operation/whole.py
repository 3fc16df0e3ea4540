"""A small whole operation in YAML, for tests that change one thing of it."""

from __future__ import annotations

from pathlib import Path

from central.core.replying.script import SITUATIONS

_KEPT = "".join(
    f'  - id: {id}\n    textos: ["Sobre {id}: qual destes? {{produtos}}"]\n'
    for id in SITUATIONS
    if id not in ("preco", "prazo", "frete", "compra")
)

WHOLE = {
    "shop.yaml": """\
vendedor: {nome: Loja Reta, site: "https://loja.example"}
personas:
  - id: ana
    nome: Ana
    area: moda
    voz: calma
    apresentacao: "Oi, {nome}! Aqui é a Ana."
    cor: "#112233"
canais:
  - id: "1001"
    nome: Principal
    numero: "+55 11 90000-0001"
    waba: "2001"
    portfolio: "3001"
    personas: [ana]
produtos:
  - id: bolsa
    persona: ana
    nome: Bolsa
    preco: R$ 149,90
    resumo: bolsa pequena
    link: https://loja.example/bolsa
    variacoes:
      - {id: preta, nome: Preta, estoque: 3}
      - {id: azul, nome: Azul, estoque: 0, preco: "159,90"}
frete:
  regioes:
    - {nome: Brasil, ceps: [01000-99999], preco: "R$ 20,00", prazo: 3 a 9 dias úteis}
pagamento: {pix_desconto: 5%, parcelas: 3}
""",
    "talk.yaml": f"""\
scripts:
  - id: preco
    senao: outro
    textos: ["{{produto}}: {{preco}}"]
  - id: prazo
    senao: outro
    textos: ["{{prazo}}"]
  - id: frete
    senao: prazo
    textos: ["{{frete}}"]
  - id: compra
    senao: outro
    textos:
      - "{{link}}"
      - - "Certo."
        - "Aqui: {{link}}"
  # kept
{_KEPT}regras:
  - id: valor
    quando: {{palavras: [valor], intencoes: [preco]}}
    entao: {{script: preco}}
  - id: resto
    quando: sempre
    entao: {{script: outro}}
""",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    """The files in a folder."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
