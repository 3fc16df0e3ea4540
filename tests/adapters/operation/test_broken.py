"""What an owner gets wrong is told with file, line and what to write; all of it at once, and nothing is imported.

In the broken files below each wrong line carries `# !! ` and words its message must hold.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from central.adapters.operation import OperationInvalid, read_yaml
from tests.adapters.operation.whole import WHOLE, written

BROKEN = {
    "shop.yaml": """\
vendedor:
  nome: Loja Torta
  site: loja.example  # !! não é um endereço que comece com https://
  sit: x  # !! a chave "sit" não existe no vendedor; você quis dizer "site"?
personas:
  - id: Lívia  # !! id "Lívia" tem letra maiúscula, acento ou espaço # !! nenhum canal fala # !! não vende nada
    nome: Lívia
    area: beleza
    voz: direta
    apresentacao: "Oi! Da {loja}."  # !! só aceita o espaço {nome}; tire {loja}
    cor: rosa  # !! cor "rosa" não é uma cor; escreva assim: cor: "#C2185B"
  - id: ana
    nome: Ana
    nome: Ana Maria  # !! a chave "nome" aparece duas vezes na persona
    area: moda
    voz: calma
    apresentacao: Oi!
    cor: "#112233"
    fase: regra  # !! fase "regra" não existe; você quis dizer "regras"?
    adulta: talvez  # !! adulta "talvez" não é sim nem não
  - id: bia  # !! nenhum canal fala como a persona "bia" # !! persona "bia" não vende nada
    nome: Bia
    area: casa
    voz: alegre
    apresentacao: Oi!
    cor: "#112233"
canais:
  - id: 10a  # !! id "10a" não é um número de identificação da Meta
    nome: Principal
    numero: "+55 11 90000-0001"
    waba: "1"
    portfolio: "2"
    personas: [ana, beatris]  # !! canal "10a" usa a persona "beatris", que não existe; use um destes
    token: EAAG9secret  # !! leva o nome de uma variável de ambiente, nunca o segredo
frete:
  regioes:
    - {nome: Tudo, ceps: [01000-99999], preco: "R$ 10,00", prazo: 2 a 3 dias}
    - {nome: Sul, ceps: [80000-99999], preco: R$ 10,00, prazo: 2 dias}  # !! vírgula antes de "00" # !! nunca seria
    - nome: Norte
      ceps: [66000]  # !! já é da região "Tudo"
      preco: grátis
      prazo: logo  # !! prazo "logo" não é um prazo em dias úteis; escreva assim: prazo: 2 a 4 dias úteis
pagamento:
  pix_desconto: cinco  # !! pix_desconto "cinco" não é uma porcentagem inteira
  parcelas: 60  # !! parcelas "60" não é um número inteiro de 1 a 24
""",
    "stock.yaml": """\
vendedor: {nome: Outra, site: "https://outra.example"}  # !! "vendedor" já está em shop.yaml, linha 2
produtos:
  - id: bolsa
    persona: ana
    nome: Bolsa
    preco: 89.9  # !! preco "89.9" não é um preço; escreva assim: preco: R$ 89,90
    resumo: bolsa pequena
    link: https://loja.example/bolsa
    estoque: doze  # !! estoque "doze" não é um número inteiro
    foto: bolsa.jpg  # !! produto "bolsa" usa a foto "bolsa.jpg", que não existe; não há nenhum cadastrado
  - id: cinto  # !! falta "preco" no produto "cinto"; escreva assim: preco: R$ 89,90
    persona: anna  # !! usa a persona "anna", que não existe; você quis dizer "ana"?
    nome:  # !! "nome" está vazio no produto "cinto"
    resumo: cinto de couro
    link: https://loja.example/cinto
    variacoes:
      - {id: p, nome: P, estoque: 3}
      - {id: p, nome: M, estoque: 3}  # !! já existe no produto "cinto"
    estoque: 4  # !! tem variações; o estoque vai em cada uma delas
  - id: bolsa  # !! produto "bolsa" já existe (stock.yaml, linha 3)
    persona: ana
    nome: Bolsa grande
    preco: "129,90"
    resumo: bolsa grande
    link: https://loja.example/grande
    estoque: 1
campanhas:
  - id: verao
    nome: Verão
    origem: tiktok  # !! origem "tiktok" não existe
    produto: bolça  # !! campanha "verao" usa o produto "bolça", que não existe; você quis dizer "bolsa"?
    anuncios: [a1]  # !! anuncios "a1" não é um número de anúncio
  - id: video  # !! falta "saudacao" na campanha "video"
    nome: Vídeo
    origem: youtube
    produto: bolsa
""",
    "talk.yaml": """\
scripts:
  - id: preco
    senao: outra  # !! script "preco" usa o script "outra", que não existe
    textos:
      - "{produto} por {precos}. Quer?"  # !! o espaço {precos} não existe; você quis dizer "preco"?
      - "Sai por R$ 89,90."  # !! "R$ 89,90" escrito à mão fica velho
      - {produto} custa pouco
  - id: fim
    pergunta: cpf  # !! pergunta "cpf" não existe no script "fim"
    botoes: [Quero muito comprar agora, Não]  # !! o WhatsApp aceita até 20
    textos:
      - - "Um."  # !! há 3 balões no script "fim"; junte em até 2
        - "Dois."
        - "Três."
""",
}
BROKEN["talk.yaml"] = BROKEN["talk.yaml"].replace("      - {produto} custa pouco\n", "")
LATER = {
    "talk.yaml": """\
scripts:
  - id: preco
    textos: ["{produto} custa {preco}"]  # !! fica sem resposta se faltar {preco}, {produto}; escreva senao
  - id: prazo
    senao: frete  # !! os scripts dão voltas: prazo → frete → prazo
    textos: ["{prazo}"]
  - id: frete
    senao: prazo  # !! os scripts dão voltas: frete → prazo → frete
    textos: ["{frete}"]
  - id: compra
    botoes: [Sim, Não]  # !! tem botões e nenhuma pergunta
    textos: ["Fecha?"]
regras:
  - id: vale-tudo
    quando: sempre
    entao: {script: outro}
  - id: nunca  # !! regra "nunca" nunca vale: a regra "vale-tudo", antes dela, vale sempre
    quando: {intencoes: [precos]}  # !! intencoes "precos" não existe no quando; você quis dizer "preco"?
    entao: {script: preço, acao: fugir}  # !! usa o script "preço", que não existe # !! acao "fugir" não existe
  - id: vazia  # !! regra "vazia" nunca vale # !! falta "entao" na regra "vazia"
    quando: {}  # !! não diz quando vale; para valer em tudo, escreva: quando: sempre
""",
}


def expected(files: dict[str, str]) -> list[tuple[str, int, str]]:
    return sorted(
        (file, number, mark.strip())
        for file, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        for mark in line.split("# !!")[1:]
    )


def problems(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(OperationInvalid) as caught:
        read_yaml(folder)
    return [(p.place.file, p.place.line, p.text) for p in caught.value.problems]


def unmatched(found: list[tuple[str, int, str]], files: dict[str, str]) -> tuple[list[object], list[object]]:
    """Marks without a problem, and problems without a mark."""
    left = list(found)
    missing: list[object] = []
    for file, line, words in expected(files):
        hit = next((p for p in left if p[:2] == (file, line) and _says(p[2], words)), None)
        if hit is None:
            missing.append((file, line, words))
        else:
            left.remove(hit)
    return missing, list(left)


def _says(text: str, words: str) -> bool:
    """All parts of the mark (split at `; `) stand in the message."""
    return all(part in text for part in words.split("; "))


def test_every_mistake_of_a_bad_import_is_told_at_its_line(tmp_path: Path) -> None:
    written(tmp_path, BROKEN)
    missing, unexpected = unmatched(problems(tmp_path), BROKEN)
    unexpected = [p for p in unexpected if 'falta o script "' not in str(p)]
    assert not missing
    assert not unexpected


def test_what_only_the_whole_shows_is_told_too(tmp_path: Path) -> None:
    text = WHOLE["talk.yaml"]
    kept = text[text.index("  # kept") : text.index("regras:")]
    own = LATER["talk.yaml"].replace("regras:\n", f"{kept}regras:\n")
    written(tmp_path, WHOLE | {"talk.yaml": own})
    missing, unexpected = unmatched(problems(tmp_path), {"talk.yaml": own})
    assert not missing
    assert not unexpected


def test_a_chain_too_long_to_be_followed_is_refused(tmp_path: Path) -> None:
    links = "".join(f'  - {{id: elo{n}, senao: elo{n + 1}, textos: ["{{preco}}"]}}\n' for n in range(9))
    text = WHOLE["talk.yaml"].replace("regras:\n", f'{links}  - {{id: elo9, textos: ["Oi"]}}\nregras:\n')
    written(tmp_path, WHOLE | {"talk.yaml": text})
    [(_, line, words), *_] = problems(tmp_path)
    assert "id: elo0" in text.splitlines()[line - 1]
    assert words.startswith("a fila de senao é longa demais: elo0 → elo1")


def test_a_situation_without_a_script_is_named(tmp_path: Path) -> None:
    text = WHOLE["talk.yaml"].replace("id: audio", "id: som")
    written(tmp_path, WHOLE | {"talk.yaml": text})
    assert [words for _, _, words in problems(tmp_path)] == [
        'falta o script "audio" (chega um áudio) para Ana; escreva um com id: audio'
    ]


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("89.9", "R$ 89,90"),
        ("89.90", "R$ 89,90"),
        ("R$ 89,9", "R$ 89,90"),
        ("1299.00", "R$ 1.299,00"),
        ("oitenta", "R$ 89,90"),
        ("0", "R$ 89,90"),
        ("-5", "R$ 89,90"),
        ("R$ 1e3", "R$ 89,90"),
    ],
)
def test_what_is_no_price_is_refused_with_the_line_to_write(tmp_path: Path, line: str, instead: str) -> None:
    written(tmp_path, WHOLE | {"shop.yaml": WHOLE["shop.yaml"].replace("preco: R$ 149,90", f"preco: {line}")})
    [(file, number, words)] = problems(tmp_path)
    assert WHOLE["shop.yaml"].splitlines()[number - 1].strip() == "preco: R$ 149,90"
    assert (file, words) == ("shop.yaml", f'preco "{line}" não é um preço; escreva assim: preco: {instead}')


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("  nome: Loja: a boa\n", "dois-pontos dentro de um texto"),
        ("\tnome: Loja\n", "há uma tabulação; troque por espaços"),
        ('  nome: "Loja\n', "as aspas abertas aqui não fecham"),
        ("  nome: {loja} Ana\n", 'texto que começa com { ou [ precisa de aspas: "{produto} …"'),
        ("  nome: @loja\n", "que começa com *, &, %, @ ou ` precisa de aspas"),
        ("  nome: *loja\n", "que começa com *, &, %, @ ou ` precisa de aspas"),
        ("  nome: {loja}\n", '"nome" no vendedor precisa ser um texto só; texto que começa com {'),
    ],
)
def test_what_is_no_yaml_is_explained_to_somebody_who_never_heard_of_yaml(tmp_path: Path, bad: str, words: str) -> None:
    written(tmp_path, WHOLE | {"seller.yaml": f"vendedor:\n{bad}  site: https://loja.example\n"})
    (tmp_path / "shop.yaml").write_text(re.sub(r"vendedor:.*\n", "", WHOLE["shop.yaml"]), encoding="utf-8")
    found = [(line, text) for file, line, text in problems(tmp_path) if file == "seller.yaml"]
    assert len(found) == 1
    assert found[0][0] == 2
    assert words in found[0][1]


def test_a_file_of_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    written(tmp_path, WHOLE)
    (tmp_path / "velho.yaml").write_bytes("# loja\nprodutos:\n  - id: sérum\n".encode("latin-1"))
    assert ("velho.yaml", 3, "há uma letra que não é UTF-8; salve o arquivo como UTF-8") in problems(tmp_path)


def test_the_reason_an_owner_reads_counts_the_problems_and_lists_them_by_line(tmp_path: Path) -> None:
    broken = WHOLE["shop.yaml"].replace("R$ 149,90", "149.9").replace("estoque: 3", "estoque: três")
    written(tmp_path, WHOLE | {"shop.yaml": broken})
    with pytest.raises(OperationInvalid) as caught:
        read_yaml(tmp_path)
    first, *lines = caught.value.reason.splitlines()
    assert first == "Nada foi importado: 2 problemas para corrigir."
    assert [line.split(":")[0] for line in lines] == ["shop.yaml, linha 20", "shop.yaml, linha 24"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "não há nenhum arquivo .yaml" in problems(tmp_path)[0][2]


def test_nothing_of_a_secret_is_repeated(tmp_path: Path) -> None:
    written(tmp_path, BROKEN)
    assert not [text for _, _, text in problems(tmp_path) if "EAAG9secret" in text]
