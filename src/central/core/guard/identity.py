"""Who speaks: the persona under her own name, virtual, and without the words of her prompt."""

from __future__ import annotations

import re

from central.core.guard.denial import asked, denied
from central.core.guard.said import Said
from central.core.lexicon import lexicon

_INTRODUCED = re.compile(
    r"\b(?:prazer,?|aqui (?:e|eh|quem fala e|fala|quem escreve e)|sou|eu sou|me chamo|meu nome e|meu nome eh|quem "
    r"fala e|"
    r"quem ta falando e|quem te atende e|fala com|falando com|pode me chamar de|me chama de|atendimento com|"
    r"ass(?:inado)?:?|att,?|atenciosamente,?|beijos?,?|bjs?,?|abracos?,?|com carinho,?)[ \n]+(?:a |o |da |de |"
    r"aqui )?(?P<name>[a-z]{3,})\b"
    r"|(?:^|[\n.!?] ?)(?P<head>[a-z]{3,}) (?:aqui|falando|na area)(?=[,.!?:\n]| d[ae] (?:casa|loja)|$)|(?:[-~]|"
    r"\n) ?(?P<sign>[a-z]{3,})[ .!]*$"
)
_CALLING = re.compile(
    r"(?:^|[\n.!?,] ?)(?:oi|ola|oie|opa|ei|bom dia|boa tarde|boa noite|e ai|obrigad[ao]|valeu|certo|claro|entendi|"
    r"perfeito)[ ,!]*$|, ?$"
)
_OWNER = re.compile(
    r"\b(?:e|eh|sao|fica|ficam) (?:da parte|da area|do setor|por conta|com|dos cuidados) (?:d?[oae]?s? )?$|"
    r"\bda (?:parte|area) d[ae] $"
)
_NOT_NAMES = frozenset(
    "uma um sua seu assistente atendente virtual quem que loja equipe vendedora vendedor consultora bot robo "
    "pessoa real humana humano mulher eu ia inteligencia artificial voce tudo isso esta hoje agora mais muito "
    "apaixonada suspeita nova novo responsavel parte especialista quase sempre dona honesta sincera direta fã fa "
    "grata pela pelo por para com sem mesmo dela dele ela ele nossa nosso minha meu alguem toda todo so aqui "
    "duvida abaixo acima depois antes bem boa bom melhor obrigada obrigado entao claro certo fico estou sigo sim "
    "nao ainda cuido vendo tem temos tenho paro continuo respondo falo link preco pix frete qualquer sobre nela "
    "nele escolhe paga compra produto esse essa este dono gente pronto pronta atenta valor prazo vale resumo".split()
)
_HUMAN = lexicon(
    r"\b(?:sou|eu sou|aqui e|falando com|fala com) (?:uma? |gente |sim )*(?:pessoa(?! da equipe)|human[oa]|mulher|"
    r"gente|menina|moca|ser humano|de carne)\b|\bsou de verdade\b|\bde carne e osso\b|\bsou real\b|\bsou gente\b|"
    r"\bnao (?:sou|e) (?:um |uma |nenhum |nenhuma |nao )?(?:robo|bot|maquina|ia|inteligencia artificial|"
    r"assistente virtual|automatic\w+)|\baqui nao (?:tem|e|ha) (?:robo|bot|maquina)|"
    r"\b(?:sou|aqui e|quem (?:fala|te atende|atende) e) (?:a|o|uma|um) (?:vendedora?|don[oa]|gerente|funcionari[oa]|"
    r"atendente da loja|consultora?|proprietari[oa]|"
    r"estoquista|balconista|filh[oa] d[oa])\b|"
    r"\b(?:sou|aqui e|quem (?:fala|te atende|atende) e) (?:\w+ ){0,3}?(?:human[oa]|de verdade|de carne e osso|em "
    r"carne e osso)\b|"
    r"\bmeu nome (?:verdadeiro|real|de verdade)\b"
)
_PROMPT = lexicon(
    r"\b(?:ignor\w+|desconsider\w+|esquec\w+|segu\w+) (?:as |todas as |minhas |suas |essas )?(?:regras|instruc\w+|"
    r"orientac\w+)\b|"
    r"system ?prompt|\bprompts?\b|\b(?:minhas|as|essas|tais|das|nas|das minhas|seguintes|estas) (?:instrucoes|"
    r"diretrizes|regras|orientacoes)\b[^.!?\n]{0,30}\b(?:sao|dizem|sistema|internas?|foram|recebi|mandam|:|"
    r"do modelo|de sistema|secret\w+|originais)|\bminhas (?:instrucoes|diretrizes|regras internas)|"
    r"\binstruc\w+ (?:do|de|d[oa]s) (?:sistema|desenvolved\w+|loja diz\w*|prompt)|"
    r"\b(?:o sistema|a loja|meu criador|a empresa) me (?:mandou|manda|instruiu|programou|pediu para)\b|"
    r"\b(?:regras?|ordens?|ordem|comandos?|configurac\w+|instruc\w+|textos?|limites?|orientac\w+) "
    r"(?:d[oa]s? |de )(?:meu |minha )?(?:sistema|prompt|modelo|configurac\w+|desenvolvedor\w*|robo|programac\w+)\b|"
    r"\bminha (?:instrucao|diretriz|regra|configuracao|ordem)\b|\bregra \d+ ?:|</?[a-z_]{3,}>|"
    r"\b(?:meu sistema|eu|o sistema) (?:foi|fui|e) (?:programad|configurad|treinad|instruid)[oa]\b|"
    r"\b(?:ia|inteligencia artificial|modelo|robo|assistente) (?:d[ao]|(?:criad|feit|treinad|desenvolvid)[oa] pel[ao]) "
    r"(?:meta|google|openai|microsoft|anthropic|amazon|deepseek|apple)\b|"
    r"\bfatos do catalogo\b|\bminha programacao\b|"
    r"\bfui (?:instruid|programad|treinad|configurad|orientad)[oa]\b|\bmodelo de linguagem\b|\blanguage model\b|"
    r"\bopen ?ai\b|\bchat ?gpt\b|\bgpt(?:-?\d\w*)?\b|\bclaude\b|\banthropic\b|\bgemini\b|\bllm\b|\{\{|\}\}|"
    r"\{[a-z_]+\}|lorem ipsum|\[(?:inst|instruc\w*|system|sistema|prompt)\]|\bcodigo d[eo] sistema\b|\bnao revel(?:e|"
    r"ar)\b|<\|?(?:system|user|assistant|lead|dados|im_start|catalogo|produto|"
    r"contexto)|"
    r"```|\b(?:developer|assistant|system) ?:|\b(?:role|content|tool_call|function_call|json)\b ?[\":]|"
    r"\bas an ai\b|\bi'?m sorry\b|\bi cannot\b|\bcomo (?:uma? )?(?:ia|modelo|"
    r"inteligencia artificial),? (?:eu )?nao|\bmeu (?:contexto|conhecimento) (?:vai|ate|foi)|\bminha persona\b|"
    r"\bpersona (?:definida|configurada|que me)|\bvoz da persona\b|\bmeu papel e\b|\bvoce e a \w+, (?:assistente|"
    r"vendedora)|\bconforme (?:o )?(?:brief|contexto fornecido)|\b(?:os |meus )?dados do catalogo:|\bfatos?:|"
    r"\bresumo: |\bpreco_pix\b|\bnumero_reservado\b"
)


def check(said: Said, raw: str) -> None:
    """Judge the names, the claim to be human and what leaks from the prompt."""
    facts = said.facts
    if facts.canary and _holds(raw, said.full, facts.canary):
        said.rule(False, "prompt", 0, 0)
    leak = next(_PROMPT.find(said.text, said.stems), None)
    if leak is not None and ("{" in leak[0] or not denied(said.before(leak.start()), "")):
        said.rule(False, "prompt", leak.start(), leak.end())
    for match in _HUMAN.find(said.text, said.stems):
        if match[0].startswith("nao ") or not (_is_question(said, match) or _denied(said, match)):
            said.rule(False, "persona", match.start(), match.end())
    _names(said)


def _is_question(said: Said, match: re.Match[str]) -> bool:
    """Whether it is asked, or offered beside something else."""
    rest = said.around(match.start())[match.end() - said.sentence(match.start())[0] :]
    return not rest.startswith((" sim", ", sim")) and (re.search(r"\bou\b", rest[:20]) is not None or asked(rest[:20]))


def _denied(said: Said, match: re.Match[str]) -> bool:
    """Whether it is said not to be: "não sou uma pessoa"; "não, sou gente" is no denial."""
    return re.search(r"\b(?:nao|nem|nunca) (?:eu )?$", said.before(match.start())) is not None


def _names(said: Said) -> None:
    facts = said.facts
    own = facts.book.personas
    mine = facts.persona.id if facts.persona is not None else None
    for name, id in own.items():
        if id != mine and mine is not None and name in said.words and name != facts.name:
            for match in re.finditer(rf"\b{name}\b", said.text):
                if not _OWNER.search(said.before(match.start())):
                    said.rule(False, "persona", match.start(), match.end())
    if mine is None:
        return
    _other_people(said)
    for match in _INTRODUCED.finditer(said.text):
        name = match["name"] or match["head"] or match["sign"]
        if (
            own.get(name) == mine
            or name in _NOT_NAMES
            or name in _ORDINARY
            or (name == facts.name and not match["name"])
        ):
            continue
        if not match["name"] and name not in FIRST_NAMES:
            continue
        if match["name"] and (
            not _given(said, match, "name") or (re.match(r"fala com|falando com", match[0]) and name == facts.name)
        ):
            continue
        if name not in own:
            said.rule(False, "persona", match.start(), match.end())


def _other_people(said: Said) -> None:
    """A first name beside "aqui", "eu" or "atendo" speaks for itself."""
    known = {said.facts.name, *said.facts.book.personas}
    for name in said.words & FIRST_NAMES - known:
        match = re.search(
            rf"\b(?:e|eh) a {name} (?:aqui|falando)|\b(?:eu|comigo|por mim|da|aqui)[ ,]+(?:a )?{name}[.!]?$|"
            rf"atend\w+[^.!?]{{0,12}} {name}\b",
            said.text,
        )
        if match is not None and name in said.capitals:
            said.rule(False, "persona", match.start(), match.end())


def _given(said: Said, match: re.Match[str], group: str) -> bool:
    """Whether the word is written as a name: with a capital letter."""
    return match[group] in FIRST_NAMES or match[group] in said.capitals


FIRST_NAMES = frozenset(
    "ana maria jessica bruna julia juliana fernanda camila amanda leticia larissa beatriz gabriela gabi "
    "rafaela rafa "
    "aline patricia paty vanessa carol carolina caroline mariana mari luana luciana lu sandra renata debora "
    "daniela dani "
    "simone claudia cristina monica marcia adriana andreia andrea tatiane tati priscila pri sabrina natalia "
    "raquel "
    "roberta rosana sara sarah laura luiza luisa alice helena heloisa isabela isabella manuela manu "
    "sophia sofia "
    "valentina giovanna carla livia melissa bianca viviane vivi flavia thais tais paula "
    "paulinha rita "
    "regina sonia lucia teresa tereza fatima joana ingrid kelly karina karen katia elaine eliane "
    "fabiana michele "
    "marta rogerio jussara tarcisio cleusa neide lourdes nair ivone dalva jaqueline rosangela edna marlene "
    "joao jose carlos paulo pedro lucas mateus matheus gabriel rafael daniel marcelo marcos marcio andre felipe "
    "rodrigo bruno "
    "thiago tiago diego leonardo leo gustavo vinicius vitor victor eduardo edu ricardo roberto sergio antonio "
    "francisco luis "
    "luiz fernando fabio alexandre alex renato caio igor henrique hugo otavio samuel arthur davi miguel enzo".split()
)
_SIGNS = re.compile(r"[\W_]+")
_ORDINARY = frozenset("casa loja brasil deus whatsapp pix sedex instagram".split())


def _holds(raw: str, full: str, canary: str) -> bool:
    bare, seen = _SIGNS.sub("", canary.casefold()), _SIGNS.sub("", full)
    return canary in raw or (len(bare) >= 6 and (bare in seen or bare[::-1] in seen))
