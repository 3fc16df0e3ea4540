"""Where a text sends the lead, and whose data it shows: links, Pix keys, phones, e-mails, documents and cards."""

from __future__ import annotations

import re

from central.core.decision import Verdict
from central.core.guard.book import bare_link
from central.core.guard.denial import denied
from central.core.guard.facts import Facts
from central.core.guard.plain import plain, shown
from central.core.guard.said import OWNED, Said
from central.core.lexicon import Lexicon, clause

_TLD = (
    r"(?:com|net|org|store|shop|site|app|io|me|ly|gl|gg|gd|link|online|page|info|biz|co|tv|xyz|top|vip|club|live|"
    r"dev|ai|to|"
    r"cc|us|pt|ru|cn|tk|ml|cf|ws|in|im|ee|st|br|example|loja|digital|space|website|tech|bio|pro|mobi|ink|click|"
    r"win|fun|icu)"
)
_LINK = re.compile(
    rf"(?:https?|hxxps?|ftp)\s?:\s?/\s?/\s?[^\s<>\"]+|\bwww\s?\.\s?[^\s<>\"]+|"
    rf"(?<![\w@.])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.{_TLD}(?:\.br)?(?:[/?#][^\s<>\"]*|(?![\w@-])(?!\.[a-z]))",
    re.I,
)
_SPOKEN_LINK = re.compile(
    rf"\b[a-z0-9-]+\s*(?:[\[({{]\s*(?:\.|ponto|dot)\s*[\])}}]|\s(?:ponto|dot)\s|\s\.\s?|\.\s(?=com(?:\.|\s\.|"
    rf"\s?ponto|\b\s?/|\s?$)))\s*(?:{_TLD})\b(?:\s*(?:\.|ponto|dot)\s*br\b)?",
    re.I,
)
_NO_LINK_BEFORE = re.compile(r"\b(?:no|nesse|neste|em que|qual|o|um|esse|este|certo|a)\s+(?:ponto|dot)\b")
_HANDLE = re.compile(r"(?<![\w.@/])@[a-z0-9_.]{3,}", re.I)
_DOTTED = re.compile(r"@|://|\.[a-zA-Z]|\s\.\s?[a-zA-Z]|\. (?=com\b|br\b|net\b)|[\[({]\s?(?:\.|ponto|dot|at)|\bwww\b")
_SPELLED = frozenset({"ponto", "dot", "arroba", "http", "https", "www"})
_MANY_DIGITS = re.compile(r"(?:\d[()./ -]{0,3}){8}|\d{8}|000\d")
_OUTSIDE = Lexicon(
    (
        clause(
            r"instagram|insta|tiktok|telegram|facebook|shopee|mercado livre|mercadolivre|amazon|olx|enjoei|magalu|"
            r"shein|linktree|direct|inbox",
            r"\b",
        ),
    )
)
_ELSEWHERE = re.compile(
    r"\b(?:no|na|nosso|nossa|pelo|pela|do|da|meu|minha|me (?:chama|segue)|cham\w+ (?:no|na|la no)|procur\w+|"
    r"busc\w+|compr\w+|ach\w+)\b[ ]*$"
)
_MAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|\sarroba\s)\s?[\w-]+\s?(?:\.|\sponto\s)\s?[\w.]+", re.I)
_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_COPY_PASTE = re.compile(r"\b00020[01][0-9a-z.]{10,}|\bbr\.gov\.bcb")
_TRACK = re.compile(r"\b[a-z]{2}\d{9}[a-z]{2}\b")
_DIGITS = re.compile(r"(?<![\d,])(?:\+\s?)?\(?\d(?:[\d()./ -]*\d)(?!\d|,\d)")
_CEP = re.compile(r"\d{5}-\d{3}|\d{8}|\d{2}\.\d{3}-\d{3}")
_CEP_BEFORE = re.compile(r"\bcep\b[^\d]{0,20}$")
_CPF = re.compile(r"\d{3}\.\d{3}\.\d{3}-?\d{2}")
_CNPJ = re.compile(r"\d{2}\.\d{3}\.\d{3}/\d{4}-?\d{2}")
_PIX_KEY = Lexicon(
    (
        clause(
            r"chaves?",
            r" (?:do |de |da |pra |para o |aleatoria |e |eh |celular |telefone )*(?:pix|nossa|minha|aleatoria)",
        ),
        clause(r"chave", r"\b[^.!?\n]{0,15}\bpix\b"),
        clause(
            r"pix",
            r" (?:e |eh |da loja e |da loja eh |da loja |nesse |neste |nessa |esse |aqui |abaixo )*"
            r"(?:chave|cpf|cnpj|celular|telefone|e-?mail|numero)\b",
        ),
        clause(r"meu pix|nosso pix|seguinte pix", r"\b", keys="pix"),
        clause(r"pix", r"\b ?(?:e|eh|:|=)+ ?[\w.+-]*@"),
        clause(r"pix", r" (?:direto|manual|por fora|na minha|pra minha|para minha|no meu|na nossa conta|nominal)"),
        clause(
            r"copia e cola|qr ?code|picpay|pagar por fora|por fora do site|comprovante",
            keys="copia|qr|qrcode|picpay|fora|comprovante",
        ),
        clause(
            r"faz|faca|fazer|faze|manda|mande|mandar|envia|envie|pode fazer|pode mandar|pode enviar|pode pagar|"
            r"transfere|transfira|"
            r"deposit\w+|transferir|paga|pague",
            r"\b (?:o |um |logo o |ja o |aqui o |seu |esse )?(?:pix|deposito|transferencia|ted|doc|valor|dinheiro)\b "
            r"(?:n[oa]|aqui|agora|pr[oa]|para|direto|por|ness[ea]|nest[ea]|pra)\b(?! (?:site|link|pagina|loja|"
            r"checkout|hora de fechar))",
            keys="pix|deposito|transferencia|ted|doc|valor|dinheiro",
        ),
        clause(
            r"manda|mande|faz|faca|fazer|envia|envie|mandar",
            r" (?:um |uma |o |ja o |logo o |seu )?pix\b(?! (?:n[oa]|pelo|do|pela) (?:site|link|pagina|hora|checkout))",
            keys="pix",
        ),
        clause(r"chave", r" (?:e|eh|:) (?:o |a )?(?:meu|minha|nosso|nossa|cpf|cnpj|celular|telefone|e-?mail)"),
        clause(r"passa o cartao|passar o cartao|passa o seu cartao", r"\b", keys="cartao"),
        clause(
            r"pix|conta|deposito|transferencia|pagamento|chave",
            r"\b[^.!?\n]{0,25}\b(?:n[oa]|em) nome d[aeo]s?\b",
            keys="nome",
        ),
        clause(r"titular|favorecid[oa]|beneficiari[oa]", r" (?:e|eh|da|do|:|vai|fica|aparece)"),
        clause(r"conta|agencia", r" (?:corrente|poupanca|bancaria|\d)"),
    )
)
_PRIVATE = (
    r"cpf|rg|cnh|cvv|cvc|senha|numero do cartao|numero do seu cartao|numero de cartao|cartao de credito|"
    r"dados do cartao|"
    r"dados do seu cartao|dados bancarios|codigo de seguranca|validade do cartao|foto do cartao|foto do seu cartao|"
    r"codigo que chegou|codigo do sms|nome da mae|selfie|"
    r"(?:foto|copia|frente|numero) (?:d[oae] )?(?:seu |sua )?(?:documento|identidade|rg|habilitacao|comprovante de "
    r"residencia)|"
    r"(?:3|4|tres|quatro) (?:digitos|numeros) (?:atras|de tras|do verso|de seguranca|que ficam|finais)"
)
_ASKED = Lexicon(
    (
        clause(
            r"passe|passa|passar|manda|mande|mandar|envia|envie|enviar|informa|informe|informar|digita|digite|"
            r"diga|digo|diz|me da|preciso|"
            r"precisamos|confirma|confirme|confirmar|fala|fale|qual|escreva|escreve|coloca|coloque|fornec\w+|tira|"
            r"tire|anota|anote|completa",
            rf"\b[^.!?;\n]{{0,35}}\b(?:{_PRIVATE})\b",
            keys="cpf|rg|cnh|cvv|cvc|senha|cartao|dados|codigo|nome|selfie|foto|copia|frente|numero|digitos|numeros",
        ),
    )
)
_BAD_SCRIPT = re.compile(r"[^\x00-\x7f]")


def check(said: Said, raw: str) -> None:
    """Judge links and e-mails on the letters as they are, the rest on what a reader sees."""
    facts = said.facts
    if _DOTTED.search(raw) or said.words & _SPELLED:
        _links(said, raw)
    if _MANY_DIGITS.search(said.text):
        _numbers(said, facts)
        for pattern, kind in ((_COPY_PASTE, "pix"), (_UUID, "pix"), (_TRACK, "dados")):
            match = pattern.search(said.text)
            if match is not None and not any(match[0] in text for text in facts.told):
                said.rule(False, kind, match.start(), match.end())
    for lexicon, kind in ((_PIX_KEY, "pix"), (_ASKED, "dados")):
        for match in lexicon.find(said.text, said.stems):
            if not denied(said.before(match.start()), said.after(match.end()) if kind == "pix" else ""):
                said.rule(False, kind, match.start(), match.end())
    for match in _OUTSIDE.find(said.text, said.stems):
        head = said.before(match.start())
        if _ELSEWHERE.search(head) and not denied(head, said.after(match.end())):
            said.rule(False, "link", match.start(), match.end())


def _links(said: Said, raw: str) -> None:
    _hide_links(said)
    seen = shown(raw)
    for match in _MAIL.finditer(seen):
        known = bare_link(match[0]) in said.facts.links or any(plain(match[0]) in t for t in said.facts.told)
        said.verdicts.append(Verdict(known, "email", "•" if not known else match[0]))
    rest = _MAIL.sub(" ", seen)
    spans: list[tuple[int, int]] = []
    for match in _LINK.finditer(rest):
        link = match[0].rstrip(".,;:!?)]}'\"*_~")
        said.verdicts.append(Verdict(_known(said, link), "link", link[:80]))
        spans.append(match.span())
    for start, end in reversed(spans):
        rest = rest[:start] + " " + rest[end:]
    for match in _SPOKEN_LINK.finditer(plain(rest)):
        if not _NO_LINK_BEFORE.search(match[0]) and len(match[0]) < 60:
            said.verdicts.append(Verdict(False, "link", match[0]))
    for match in _HANDLE.finditer(rest):
        said.verdicts.append(Verdict(False, "link", match[0]))


_PLAIN_LINK = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"]+|"
    rf"(?<![\w@.])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.{_TLD}(?:\.br)?(?:/[^\s<>\"]*)?(?![\w@])|{_MAIL.pattern}"
)


def _hide_links(said: Said) -> None:
    """Links are judged; what stands in them is no figure, and they end no sentence."""
    for match in list(_PLAIN_LINK.finditer(said.full)):
        said.hide(match.start(), match.start() + len(match[0].rstrip(".,;:!?")))
    inside = list(_PLAIN_LINK.finditer(said.full))
    said.mentions = tuple(m for m in said.mentions if not any(i.start() <= m.start < i.end() for i in inside))


def _known(said: Said, link: str) -> bool:
    """An address the operation carries, letter by letter, and of the product that is spoken of."""
    bare = bare_link(link)
    if _BAD_SCRIPT.search(link) or "@" in link.split("/")[2 if "://" in link else 0]:
        return False
    if bare not in said.facts.links and not any(bare in text for text in said.facts.told):
        return False
    product = said.facts.book.link_products.get(bare)
    if product is None:
        return True
    owners = frozenset(id for id, one in said.facts.book.goods.items() if bare_link(one.product.link) == bare)
    named = frozenset().union(*(m.ids for m in said.mentions))
    return not named or bool(owners & named) or said.facts.product in owners


def emergency(said: Said) -> None:
    """Public numbers of ambulance, firemen, poison control and who listens to despair may be told (gov.br)."""
    for match in list(_EMERGENCY.finditer(said.text)):
        said.hide(match.start(), match.end())


_EMERGENCY = re.compile(
    r"(?:samu|bombeiros|cvv|disque.intoxicacao|\bligue(?: pr[oa]| para o| no)?|\bligar (?:pr[oa]|para o))[ :]*"
    r"(?:19[23]|188|0800 ?722 ?6001)",
    re.I,
)


def _numbers(said: Said, facts: Facts) -> None:
    """Runs of digits as long as a phone, a document or a card, unless they are a CEP or the seller's own number."""
    for match in list(_DIGITS.finditer(said.text)):
        found = match[0].strip()
        digits = re.sub(r"\D", "", found)
        if len(digits) < 8 or _only_figures(found):
            continue
        cep = _CEP.fullmatch(found) and (
            len(digits) == 8 and ("-" in found or _CEP_BEFORE.search(said.before(match.start())))
        )
        ours = any(phone.endswith(digits) or digits.endswith(phone) for phone in facts.book.phones)
        told = any(digits in re.sub(r"\D", "", text) for text in facts.told)
        if not (cep or ours or told):
            private = _CPF.fullmatch(found) or _CNPJ.fullmatch(found) or len(digits) > 13
            said.verdicts.append(Verdict(False, "dados" if private else "telefone", "•" * 4 + digits[-2:]))
        said.hide(match.start(), match.end())


def _only_figures(found: str) -> bool:
    """Several short numbers side by side are no phone: "38, 40" or "15/12/2026"."""
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", found):
        return True
    parts = re.split(r" - | / |\. ", found)
    return len(parts) > 1 and all(len(re.sub(r"\D", "", p)) < 6 for p in parts) and OWNED not in found
