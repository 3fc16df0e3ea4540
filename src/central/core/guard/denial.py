"""Whether a claim is denied where it stands: "não tenho outro desconto" promises none."""

from __future__ import annotations

import re

_VERBS = (
    r"(?:tenho|temos|tem|teve|ha|existe\w*|consigo|conseguimos|consegue|posso|podemos|pode|faco|fazemos|faz|dou|"
    r"damos|da|"
    r"trabalho|trabalhamos|ofereco|oferecemos|oferece|prometo|prometemos|promete|garanto|garantimos|garante|sei|"
    r"sabemos|"
    r"vejo|vendo|vendemos|uso|usamos|aceito|aceitamos|cobro|cobramos|peco|pedimos|recebo|recebemos|estou|esta|ta|"
    r"sou|e|"
    r"vou|vai|vamos|quero|queremos|diria|digo|dizemos|afirmo|inventar|existir|cura|curam|trata|tratam|elimina|"
    r"substitui|"
    r"serve|faria|costumo|costumamos|tinha|recomendo|acompanha|vem|inclui|passo|passamos|mando|mandamos|preciso|"
    r"precisa|"
    r"precisamos|mande|manda|me mande|mandar|envie|reservo|reservamos|seguro|guardo|separo|enviei|reservei|separei|"
    r"foi|"
    r"pedir|pecam|informe|compartilhe|escreva|escrever|digite|reduz|remove|clareia|emagrece|promover|faz parte|sofreu|"
    r"seria|possui|possuimos|conheco|fica|ficou|chega|entrego|entregamos|despacho|envio|enviamos|consta|atrai|"
    r"conquista|"
    r"deixa|funciona como|autorizou|autoriza|depende|[a-z]{2,}[aei]mos)"
)
_STRAY = r"(?:mas|porem|so que|apenas|somente|so|menos|mais que|exceto|a nao ser|ja que|porque|pois|e sim|entao)"
_WORDS = rf"(?:(?!{_STRAY}\b)[a-z\d$,.]+[ ]+){{0,6}}"
_LIST = rf"(?:(?:(?!{_STRAY}\b)[a-z\d]+[ ]*){{1,4}}(?:, | e | ou | nem ))*"
_HIDDEN = (
    r"(?:perca|conta|conte|deixe|deixa de|esquece|esqueca|e todo|e so|tenho so|espalha|fala|vou negar|vou mentir|"
    r"fique)"
)
_BEFORE = re.compile(
    rf"(?:\b(?:nao|nunca|jamais|nem)[ ]+(?!{_HIDDEN}\b)(?:(?:te|me|se|lhe|nos|eu|a gente|"
    rf"mais)[ ]+)?{_VERBS}\b[ ]*(?:{_LIST})?{_WORDS}"
    rf"|\b(?:nao|nunca|jamais|nem)[ ]+(?:(?:te|me|se|lhe|nos|eu|a gente|mais)[ ]+)*"
    rf"|\b(?:sem|nenhum|nenhuma|nada de|nem|em vez de|ao inves de|deixo de prometer|"
    rf"longe de)[ ]+(?:[a-z]+[ ]+){{0,2}})$"
)
_OFFERS = (
    r"(?:tenho|temos|tem|ha|existe\w*|consigo|conseguimos|posso|podemos|faco|fazemos|dou|damos|prometo|prometemos|"
    r"ofereco|"
    r"oferecemos|trabalho|trabalhamos|rola|vendo|vendemos|aceito|aceitamos|cobro|cobramos|fazem parte|faz parte|"
    r"inclui|acompanha)"
)
_REGRET = re.compile(r"\b(?:adoraria|gostaria|queria|bem que|quem dera|ate (?:queria|gostaria)|quero muito)\b")
_BUT_NO = re.compile(
    r"^[^.!?;\d]{0,25}, (?:mas|porem|so que) (?:(?:eu|a gente|aqui|infelizmente|realmente) )*nao "
    r"(?:posso|podemos|consigo|conseguimos|da|tenho|temos|rola)\b(?! (?:passar|mais que|alem))"
)
_AFTER = re.compile(
    rf"^[a-z]*(?: alem d[a-z]+(?: pix)?| (?:maior|"
    rf"melhor)(?: (?:do )?que [a-z ]{{1,14}})?)?(?:[ ]+(?!{_STRAY}\b)[a-z]+){{0,2}}?"
    rf"[ ]+(?:eu |a gente )?(?:nao|nunca|jamais)[ ]+(?:te |se |"
    rf"mais )?{_OFFERS}\b"
    rf"(?! (?:so|apenas|menos))"
    rf"(?=[^a-z]*(?:$|[.,:;!?]|(?:aqui|agora|hoje|no momento|por aqui|infelizmente|mais|mesmo|viu|"
    rf"n?ess[ea]|n?est[ea]|nel[ea])\b))"
    rf"(?![^.!?;\n]*\bmas\b[^.!?;\n]*\b(?:hoje|agora|pra voce|para voce)\b)"
)
_DOCTOR = re.compile(
    r"\b(?:quem (?:diz|sabe|responde|pode dizer|avalia|orienta|decide)|fal[ae]\w* com|consult\w+|pergunt\w+|"
    r"confirm\w+|mostr[ae]\w*|procur\w+|"
    r"orientacao d[aeo]|convers[ae]\w* com|e com|so (?:um|o|a|uma|com|seu|sua)|ve(?:r|ja)? com|pass(?:e|ar) (?:n|"
    r"por)|lev[ae]r?\b|"
    r"assunto (?:de|pr[ao])|coisa de|precisa de|quem pode|orient\w+|melhor)\b[^.!?\n]{0,35}\b"
    r"(?:medic[oa]s?|[a-z]*ologistas?|veterinari[oa]s?|[a-z]*pediatras?|ortopedistas?|dentistas?|nutricionistas?|"
    r"farmaceutic[oa]s?|fisioterapeutas?|psicolog[oa]s?|obstetras?|parteira|terapeutas?|profissional|especialista|"
    r"quem te acompanha)\b"
)


def denied(before: str, after: str) -> bool:
    """Whether the words before or after a claim, in its own sentence, take it back.

    >>> denied("eu nao tenho outro ", " por aqui"), denied("nao perca o ", " de hoje")
    (True, False)
    >>> denied("outro ", " eu nao tenho"), denied("nao costumo, mas te dou um ", "")
    (True, False)
    """
    if _BEFORE.search(before[-90:]) is not None or _AFTER.search(after) is not None:
        return True
    return _BUT_NO.match(after) is not None and _REGRET.search(before) is not None


_TAG = re.compile(r"^[^?]*,? (?:viu|ne|ta|sabia|ok|hein|certo|combinado|entende\w*|bom|legal|show|otimo|que tal) ?[?!]")


def asked(after: str) -> bool:
    """Whether the words after a claim make a question of it; "…, viu?" and "…, tá?" ask nothing.

    >>> asked(" ou ouro?"), asked(" importada, viu?"), asked(".")
    (True, False, False)
    """
    return "?" in after and _TAG.match(after) is None


_TOLD_BY_LEAD = re.compile(
    r"^ (?:que )?(?:voce|vc|tu) (?:ja |me |tinha |so |tambem )*(?:diss|coment|cont|fal|pergunt|mencion|cit|escrev|mand|"
    r"descrev|ped|viu|us[oa]u?|tem|compr|mostr)"
)


def told_by_lead(after: str) -> bool:
    """Whether a claim is what the lead spoke of: "o importado que você citou".

    >>> told_by_lead(" que voce citou"), told_by_lead(" da italia")
    (True, False)
    """
    return _TOLD_BY_LEAD.match(after) is not None


def referred(sentence: str) -> bool:
    """Whether a sentence leaves the answer to a doctor."""
    return _DOCTOR.search(sentence) is not None
