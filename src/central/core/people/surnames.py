"""Names of people in what somebody wrote: what follows the first name is nobody's business but theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from central.core.people.personal import Found

_INTRODUCED = re.compile(
    r"\b(?:me chamo|meu nome(?: completo| inteiro)?(?: e| eh)?|nome(?: completo| do titular| no cartao| da pessoa)?\s*"
    r"(?::|=|-|\be\b|\beh\b)|aqui (?:e|eh|quem fala e)(?: o| a)?|sou (?:o|a)|(?:em|no) nome d[eao]|titular(?: e| eh)?|"
    r"destinatari[oa](?: e| eh)?|quem (?:vai )?receber?(?: e| eh)?|falar com(?: o| a)?|procurar (?:por|pel[oa])|"
    r"(?:minha|meu) (?:mae|pai|filh[oa]|espos[oa]|marido|mulher|namorad[oa]|irma|irmao|amig[oa]|so[cg]r[oa]|tia|tio|"
    r"avo|chefe|vizinh[oa])(?: e| eh)?|assinado|ass|att|pode me chamar de|don?a|sr\.?a?|senhora?)\s*[:,.\-]?\s+"
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_PARTICLES = frozenset("de da do das dos e di del la van von".split())
_STOP = frozenset(
    """quero queria preciso gostaria tenho tem moro sou to estou vou vi gostei posso pode podem meu minha seu sua o a
    os as um uma no na nos nas em pra para por com sem que qual quanto quando como onde porque mas ou oi ola bom
    boa dia tarde noite tudo bem aqui ai la ja nao sim se te me vc vcs voce voces esse essa este esta isso
    aquele sobre do da de e eh fone telefone cpf cep email rua av bairro endereco produto preco valor frete
    entrega link pix cartao boleto obrigado obrigada obg valeu favor quer comprar compra compro loja dona dono
    cliente amiga amigo gente moca anos ano favor contra nova novo mesmo mesma mae pai filha filho ela ele eles
    elas tbm tambem so mais menos muito muita ainda agora hoje amanha ontem depois antes anuncio insta instagram
    whats zap numero falando procurando interessada interessado querendo vendo achei acho pessoa alguem
    atendente humano gerente responsavel""".split()
)
FIRST_NAMES = frozenset(
    """adriana adriano alessandra alex alexandre alice aline amanda ana anderson andre andrea andreia angela antonia
    antonio arthur artur beatriz bernardo bianca breno bruna bruno caio camila carla carlos carolina caroline
    cecilia celia cesar clara claudia claudio cristiane cristina daniel daniela davi debora denise diego douglas
    eduarda eduardo elaine eliane elisa emanuel erica fabiana fabio felipe fernanda fernando flavia flavio
    francisca francisco gabriel gabriela geraldo gilberto giovana giovanna guilherme gustavo heitor helena
    henrique igor isabel isabela isabella ivan jaqueline jessica joana joao joaquim jorge jose josefa joyce
    julia juliana julio karina katia kelly laura larissa leandro leonardo leticia lorena luana lucas lucia
    luciana luis luiz luiza manuela marcela marcelo marcia marcio marcos maria mariana marina mario marta mateus
    matheus mauricio mayara michele miguel milena monica murilo natalia nathalia nicolas otavio pablo patricia
    paula paulo pedro priscila rafael rafaela raimundo raquel regina renan renata renato ricardo rita roberta
    roberto rodrigo rogerio rosana rosangela samuel sandra sebastiao sergio silvana silvia simone sofia sonia
    sueli tatiana tatiane tereza thais thiago tiago valeria vanessa vera victor vinicius vitor vitoria viviane
    wagner wellington wesley william yasmin""".split()
)
SURNAMES = frozenset(
    """almeida alves amaral andrade aragao araujo assis azevedo barbosa barreto barros batista bezerra borges braga
    brito cabral caldas camargo campos cardoso carneiro carvalho castro cavalcante cavalcanti chagas coelho
    cordeiro correa correia costa coutinho cruz cunha dantas dias diniz domingues duarte espindola esteves
    farias fernandes ferraz ferreira figueiredo fonseca franca franco freire freitas furtado galvao gama garcia
    godoy gomes goncalves gouveia guedes guerra guimaraes jesus lacerda leal leite lemos lima lins lobo lopes
    macedo machado maciel magalhaes maia marinho marques martins matos mattos medeiros meireles mello melo
    mendes mendonca menezes mesquita miranda monteiro moraes morais moreira mota moura muniz nascimento neves
    nogueira novaes nunes oliveira pacheco paiva passos peixoto pereira pessoa pimentel pinheiro pinto pires
    porto prado queiroz ramos rangel rego reis resende rezende ribeiro rocha rodrigues rosa sales salles sampaio
    santana santiago santos saraiva serra silva silveira simoes siqueira soares sousa souza tavares teixeira
    teles toledo torres trindade valente vargas vasconcelos veiga ventura viana vidal vieira vilela xavier""".split()
)


def surnames(text: str, written: str, known: frozenset[str], kept: frozenset[str]) -> Iterator[Found]:
    """Surnames in a plain text, `written` as it was: after "me chamo Ana", beside a first name, or of the profile.

    `known` are plain surnames of the profile, `kept` plain words that are no names here (products, personas).
    """
    words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
    for start, end, word in words:
        if word in known and word not in kept:
            yield Found(start, end, "SOBRENOME")
    for match in _INTRODUCED.finditer(text):
        after = [w for w in words if w[0] >= match.end()]
        yield from _after_first(text, after, kept)
    yield from _beside_first(text, written, words, kept)


def _after_first(text: str, words: list[tuple[int, int, str]], kept: frozenset[str]) -> Iterator[Found]:
    """What follows the first of these words as a name."""
    if not words or words[0][2] in _STOP:
        return
    name = _run(text, words, kept, most=6)
    if len(name) > 1:
        yield Found(name[1][0], name[-1][1], "SOBRENOME")


def _run(text: str, words: list[tuple[int, int, str]], kept: frozenset[str], most: int) -> list[tuple[int, int, str]]:
    """The words of one name: nothing but spaces between them, a particle only inside."""
    run = words[:1]
    for word in words[1:most]:
        between = text[run[-1][1] : word[0]].strip(" ")
        initial = between == "." and len(run[-1][2]) == 1
        if (between and not initial) or word[2] in kept or word[2] in _STOP - _PARTICLES:
            break
        run.append(word)
    while run and run[-1][2] in _PARTICLES:
        run.pop()
    return run


def _beside_first(text: str, written: str, words: list[tuple[int, int, str]], kept: frozenset[str]) -> Iterator[Found]:
    """A first name with capitals behind it, and a whole message that is but a name."""
    for place, (start, end, word) in enumerate(words):
        if word not in FIRST_NAMES and word not in SURNAMES:
            continue
        if (
            word in SURNAMES
            and word not in kept
            and _capital(written, start)
            and place
            and _alike(written, words, place)
        ):
            yield Found(start, end, "SOBRENOME")
        if word in FIRST_NAMES:
            run = _run(text, words[place:], kept, most=7)
            named = [w for w in run[1:] if w[2] not in _PARTICLES]
            if named and (all(_capital(written, w[0]) for w in named) or any(w[2] in SURNAMES for w in named)):
                yield Found(run[1][0], run[-1][1], "SOBRENOME")


def _alike(written: str, words: list[tuple[int, int, str]], place: int) -> bool:
    """The word before, particles aside, is written as a name too."""
    before = next((w for w in reversed(words[:place]) if w[2] not in _PARTICLES), None)
    return before is not None and _capital(written, before[0])


def _capital(written: str, at: int) -> bool:
    return written[at : at + 1].isupper()
