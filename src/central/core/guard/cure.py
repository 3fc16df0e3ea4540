"""Health and effect: no cosmetic heals, no perfume wins anybody over, and nobody here is a doctor."""

from __future__ import annotations

import re

from central.core.guard.denial import denied, referred
from central.core.guard.said import Said
from central.core.lexicon import Lexicon, clause

_ILL = (
    r"acnes?|melasmas?|psoriase|rosacea|dermatit\w+|eczemas?|celulites?|estrias?|varizes|vitiligo|caspas?|seborrei\w+|"
    r"alopecia|calvicie|queda|espinhas?|cravos?|manchas?|manchinhas?|rugas?|ruguinhas?|linhas de expressao|"
    r"marcas de expressao|marquinhas|pes de galinha|olheiras?|flacidez|cancer|tumor\w*|diabetes|micoses?|"
    r"frieiras?|fungos?|"
    r"dores|dorzinha|dor|enxaquecas?|ansiedade|depressao|insonia|estresse|stress|impotencia|ejaculacao|candidiase|"
    r"ressecamento vaginal|infertilidade|disfuncao|inflamac\w+|cicatriz\w*|queimaduras?|alergi\w+|coceiras?|"
    r"hemorroidas?|"
    r"gordura|barriga|papada|pressao alta|menopausa|tpm|colicas?|tensao|artrose|artrite|reumatismo|rinite|"
    r"sinusite|asma|"
    r"infecc\w+|bacterias|poros|envelhecimento|frigidez|falta de desejo|falta de libido|baixa libido|assaduras?|"
    r"foliculite|"
    r"pelos encravados|verrugas?|herpes|tireoide|colesterol|retencao|inchaco|doencas?|enfermidades?|problemas de pele|"
    r"caimbras?|autismo|tdah|lesao|lesoes|fadiga|cansaco|panico|burnout|labirintite|gastrite|refluxo|azia|gripes?|"
    r"resfriados?|viroses?|ressaca|vermes?|pulgas|carrapatos|frizz eterno|cabelo branco|cabelos brancos|queratose|"
    r"couperose|psoriases|timidez|solidao|mau olhado|inveja"
)
_EFFECT = (
    r"ajud\w+|melhor\w+|reduz\w*|reducao|diminu\w+|some\w*|sumi\w*|suma\w*|resolv\w+|trata|tratam|tratar|tratamento|"
    r"tratando|tratou|boas?|bons|bom|otim[oa]s?|excelentes?|perfeit[oa]s?|indicad[oa]s?|recomendad[oa]s?|eficaz\w*|"
    r"poderos[oa]s?|contra|alivi\w+|combat\w+|previn\w+|preven\w+|elimin\w+|acab\w+|remov\w+|remocao|tira|tiram|tirar|"
    r"tirando|tirou|limp\w+|apag\w+|suaviz\w+|atenu\w+|ameniz\w+|clare\w+|fim da|fim do|fim das|fim dos|adeus|"
    r"tchau|livre|"
    r"livr\w+|zera\w*|zero|desaparec\w+|evit\w+|control\w+|cicatriz\w*|regener\w+|corrig\w+|cur\w+|fecha\w*|derret\w+|"
    r"queima|queimar|queimando|seca|secar|secando|esquec\w+|nunca mais|venc\w+|inib\w+|bloque\w+|mata\w*|extermin\w+|"
    r"solucion\w+|solucao|remedio|serve|funciona|acalm\w+|desinflam\w+|dissolv\w+|desinch\w+|detona\w*|aniquil\w+|"
    r"disfarc\w+|minimiz\w+|revert\w+|desaceler\w+|retard\w+|ataca\w*|arranc\w+|expuls\w+|erradic\w+|cuida d\w+|"
    r"deixa sem|fica sem|sai da|saem da|sem"
)
_GOES = (
    r"(?:some[mn]?|sumi\w+|sumam|desaparec\w+|acab\w+|melhor\w+|diminu\w+|reduz\w*|vao embora|vai embora|"
    r"nunca mais|resolv\w+|"
    r"curad\w+|zer\w+|tratad\w+|evapor\w+|vira passado|viram passado|no passado|ficam? (?:invisive\w+|apagad\w+|"
    r"menor\w*)|sai fora|saem)"
)
_BODY = (
    r"(?:penis|libido|desejo|tesao|erecao|prazer|orgasmo\w*|desempenho|potencia|apetite sexual|vida sexual|"
    r"vida intima|seios|bumbum|gluteos?|"
    r"imunidade|colageno|testosterona|circulacao|metabolismo|fertilidade|casamento|relacao|relacionamento|paixao|"
    r"hormonios?|ph)"
)
_WON = (
    r"(?:resist\w+|louc[oa]s?|apaixon\w+|atras|pes\b|desejar|olhar|virar|parar|querer voce|se render|notar|"
    r"enlouquec\w+|cair|babar|pirar|suspirar|"
    r"segu\w+|persegu\w+|disput\w+|correr|volt\w+ (?:pra|para) (?:voce|vc|ti|casa)|perder a cabeca|nao vai largar|"
    r"correr atras)"
)
_FRAIL = (
    r"(?:gravid\w+|gestant\w+|gestacao|gravidez|amament\w+|lactant\w+|bebes?|recem-?nascid\w+|cardiac\w+|"
    r"hipertens\w+|diabetic\w+|pressao alta|"
    r"marca-?passo|remedios?|medicament\w+|viagra|alergic\w+|criancas?|quimioterapia|coracao|epilep\w+|"
    r"anticoncepciona\w+)"
)
_DOCTORS = (
    r"(?:medic\w+|dermatolog\w+|ginecolog\w+|especialistas?|profissionais|farmaceutic\w+|nutricionistas?|cientistas|"
    r"pesquisador\w+)"
)
_CLAIMS = Lexicon(
    (
        clause(_EFFECT, rf"\b[^.!?;\n\x02]{{0,45}}?\b(?:{_ILL})\b", keys=_ILL),
        clause(_ILL, r"\b ?[?!.]+ (?:nunca mais|acabou|adeus|esquec\w+|ja era|tchau|resolvido|sumiram)"),
        clause(_ILL, rf"\b[^.!?;\n\x02]{{0,30}}?\b{_GOES}\b"),
        clause(
            r"cura|curam|curar|curou|curativ\w+|medicinal|medicinais|terapeutic\w+|milagre|milagres|milagros\w+|"
            r"emagrec\w+|"
            r"rejuvenesc\w+|cicatriza|cicatrizam|cicatrizante\w*|afrodisiac\w+|feromonio\w*|feromona\w*|antibiotic\w+|"
            r"anti-?inflamatori\w+|antienvelhecimento|anti-?rugas|anti-?idade|anti-?acne|anti-?celulite|"
            r"anti-?queda|anti-?estrias|"
            r"anti-?manchas|detox|bactericida|fungicida|efeito botox|efeito lifting|efeito imediato|"
            r"efeito instantaneo|"
            r"efeito cinderela|efeito permanente|efeito definitivo|efeito comprovado|efeito garantido|botox|"
            r"lifting|anvisa|"
            r"dermatologicamente|hipoalergenic\w+|de uma vez por todas|para sempre|pra sempre|definitivamente|"
            r"antialergic\w+|"
            r"irresistive\w+|clareador\w*|clareamento|clareia|clareiam|clarear",
            r"\b",
        ),
        clause(r"de vez", r"\b(?! em quando)"),
        clause(
            r"perd\w+|elimin\w+|sec\w+|queim\w+|enxug\w+|afin\w+|reduz\w*",
            r"\b[^.!?\n]{0,15}\b(?:\d+ ?)?(?:kg|quilos?|quilinhos?|medidas|peso|gordura|cm de|barriga|cintura)\b",
            keys="kg|quilo|quilos|quilinhos|medidas|peso|gordura|cm|barriga|cintura",
        ),
        clause(
            r"faz|fazer|fazem|ajuda a|estimula o|acelera o|acelera|promove o|garante",
            r"\b[^.!?\n]{0,20}\b(?:cresc\w+|nasc\w+)\b",
            keys=r"cresc\w+|nasc\w+",
        ),
        clause(r"crescimento", r" (?:acelerado|capilar|dos fios|do cabelo)"),
        clause(
            r"aprovad[oa]s?|registrad[oa]s?|liberad[oa]s?|certificad[oa]s?|autorizad[oa]s?|notificad[oa]s?|selo|"
            r"registro|aval|chancela|"
            r"regularizad[oa]s?|certificado|laudo",
            rf"\b[^.!?\n]{{0,18}}\b(?:ministerio da saude|inmetro|fda|oms|vigilancia sanitaria|conselho|"
            rf"sociedade brasileira|{_DOCTORS})",
        ),
        clause(
            r"clinica|cientifica|dermatologica|oftalmologica|medica|laboratorial|ginecologica|clinicamente|"
            r"cientificamente|"
            r"oftalmologicamente|ginecologicamente|laboratorialmente",
            r"(?:mente)?[ -]+(?:comprovad\w+|testad\w+|aprovad\w+|recomendad\w+|provad\w+|validad\w+)",
        ),
        clause(
            r"comprovad[oa]s?|testad[oa]s?|estudad[oa]s?|aprovad[oa]s?|comprovou|provad[oa]s?|validad[oa]s?",
            r" (?:por |pela |pelo |em |n[oa]s? |na pratica )?(?:varios |diversos )?(?:cientif\w+|clinic\w+|"
            r"ciencia|estudos?|pesquisas?|laboratorio\w*|medicos?|"
            r"dermatolog\w+|universidades?|especialistas?|ginecolog\w+|100|mais de)",
        ),
        clause(
            r"estudos?|pesquisas?",
            r" (?:\w+ )?(?:comprov\w+|mostr\w+|prov\w+|indic\w+|confirm\w+|cientific\w+|clinic\w+)",
        ),
        clause(
            r"recomendad[oa]s?|indicad[oa]s?|receitad[oa]s?|prescrit[oa]s?|usad[oa]s?|aprovad[oa]s?",
            rf" (?:por|pel[oa]s?) (?:\w+ )?(?:{_DOCTORS}|celebridades|famosas)",
        ),
        clause(
            r"medic[oa]s?|dermatologistas?|ginecologistas?|especialistas?|farmaceutic[oa]s?",
            r" (?:\w+ )?(?:recomend\w+|indic\w+|receit\w+|aprov\w+|usam|adoram)",
        ),
        clause(
            r"sem|nenhum|nenhuma|zero|livre de|nao tem|nao ha|nao possui|nao apresenta|nao causa|nao da|"
            r"nao provoca|nao gera|nao existe",
            r"[ ]+(?:nenhum |nenhuma |qualquer |risco de |nada de )?(?:efeitos? (?:colatera\w+|advers\w+)|"
            r"contra-? ?indicac\w+|alergias?|irritac\w+|"
            r"reac(?:ao|oes)(?: alergica\w*)?|riscos? (?:a|pra|para|de|nenhum)|toxicidade)",
            keys=(
                r"efeito|efeitos|contraindicac\w+|contra|alergia|alergias|irritac\w+|reacao|reacoes|riscos?|toxicidade"
            ),
        ),
        clause(
            r"nao",
            r" (?:irrita|arde|mancha|faz mal|engorda|retem|incha|vicia|da (?:gases|azia|espinhas?|insonia|"
            r"taquicardia)|resseca nada|da alergia)\b",
        ),
        clause(
            r"pode|podem|pode usar|da pra|da para|liberad\w+|segur[oa]s?|indicad\w+|seguramente|tranquil[oa]|"
            r"sem problema|sem medo|a vontade|"
            r"fica tranquila|usa sim|ideal",
            rf"\b[^.!?;\n]{{0,40}}\b{_FRAIL}\b",
            keys=(
                r"gravid\w+|gestant\w+|gestacao|amament\w+|lactant\w+|bebe|bebes|recem|recemnascido|cardiac\w+|"
                r"hipertens\w+|diabetic\w+|pressao|"
                r"marca|marcapasso|remedio|remedios|medicament\w+|viagra|alergic\w+|crianca|criancas|quimioterapia|"
                r"coracao|epilep\w+|anticoncepcional"
            ),
        ),
        clause(
            r"gravid\w+|gestant\w+|lactant\w+|quem amamenta|quem ta gravida|quem esta gravida|criancas?|bebes?|"
            r"hipertensos?|diabetic\w+|cardiac\w+",
            r"\b[^.!?;\n]{0,25}\b(?:pod(?:e|em) (?:usar|tomar|passar)|usam|sem problema\w*|sem medo|tranquil\w+|"
            r"a vontade|liberad\w+)",
        ),
        clause(
            r"substitu\w+|dispensa",
            r"\b[^.!?\n]{0,25}\b(?:remedio\w*|medicament\w+|tratamento|medic[oa]|consulta|viagra|antidepressiv\w+|"
            r"cirurgia|botox)",
        ),
        clause(
            r"melhor|mais forte|mais eficaz|mais potente|igual|tao bom quanto|efeito|funciona como",
            r" (?:d?[oe]? )?(?:que |um |a |ao )?(?:\w+ )?(?:remedio|viagra|medicamento|botox|"
            r"tratamento de clinica|calmante|ansiolitico)",
            keys="remedio|viagra|medicamento|botox|tratamento|calmante|ansiolitico",
        ),
        clause(
            r"aument\w+|turbin\w+|engross\w+|cresc\w+|estimul\w+|despert\w+|potencializ\w+|melhor\w+|prolong\w+|"
            r"multiplic\w+|recuper\w+|acend\w+|"
            r"reacend\w+|intensific\w+|esquent\w+|dispar\w+|eleva\w*|apiment\w+|salv\w+|regul\w+|equilibr\w+|"
            r"fortalec\w+",
            rf"\b[^.!?\n]{{0,25}}\b{_BODY}\b",
            keys=(
                r"penis|libido|desejo|tesao|erecao|prazer|orgasmo|orgasmos|desempenho|potencia|apetite|vida|seios|"
                r"bumbum|gluteos?|imunidade|colageno|"
                r"testosterona|circulacao|metabolismo|fertilidade|casamento|relacao|relacionamento|paixao|"
                r"hormonios?|ph"
            ),
        ),
        clause(r"orgasmos?", r" (?:garantid\w+|multiplos|intens\w+|certo)"),
        clause(
            r"atrai|atraem|atrair|atraindo|atracao garantida|conquista|conquistam|conquistar|conquistara|"
            r"conquiste|seduz\w*|enlouquec\w+|"
            r"hipnotiz\w+|enfeiti\w+|apaixona|apaixonam|apaixonar|apaixone|apaixonado por|apaixonada por|"
            r"amarra\w*|amarracao|magnetiz\w+|"
            r"nenhum homem resiste|nenhuma mulher resiste|nenhum homem escapa|nenhum deles resiste|"
            r"ninguem resiste|ninguem vai resistir|ninguem consegue resistir|impossivel resistir|aos seus pes|"
            r"imas? de|poder de seducao|poder de atracao|arrasa coracoes",
            r"\b",
        ),
        clause(
            r"deix\w+|ficam?",
            r"\b [^.!?\n]{0,20}\b(?:louc[oa]s?|caidinh[oa]s?|aos seus pes|de quatro|babando|doid[oa]s?|sem ar|"
            r"hipnotizad\w+|apaixonad\w+|vidrad[oa]s?|de queixo caido|suspirando)",
        ),
        clause(r"traz\w*|trazer", r" (?:\w+ )?(?:amor|ex|marido|namorad\w|homem|paixao|sorte|dinheiro)\b"),
        clause(
            r"ele|ela|eles|elas|homens|mulheres|todo mundo|qualquer um|qualquer uma|qualquer homem|"
            r"qualquer mulher|qualquer pessoa|o crush|crush|seu marido|"
            r"sua esposa|seu namorado|sua namorada|quem passar|marido|namorado|namorada|os homens|as mulheres|boy",
            rf" (?:vai|vao|nao vai|nao vao|corre\w*|fica\w*|ira|iria|nao) [^.!?\n]{{0,30}}\b{_WON}",
        ),
        clause(r"elogios?|olhares|conquistas?|sucesso", r" (?:garantid\w+|na certa)"),
        clause(
            r"resultados?|diferenca|efeitos?|mudanca|melhora|pele nova|pele de bebe|pele perfeita|"
            r"pele de porcelana|pele sem",
            r"\b[^.!?\n]{0,35}\b(?:garantid\w+|\d+ (?:dias?|semanas?|horas?|minutos?|aplicac\w+|usos?|meses|mes|"
            r"noites?)|imediat\w+|na hora|"
            r"primeir[ao]s? (?:uso|usos|aplicac\w+|semana|semanas|noite|passada|dia|dias)|instantane\w+|"
            r"definitiv\w+|permanent\w+|comprovad\w+|na certa|visive\w+|"
            r"uma semana|poucos dias|dias contados|em dias)",
        ),
        clause(
            r"\d+ (?:dias?|semanas?|mes|meses|usos?|aplicac\w+|noites?)",
            r"\b[^.!?\n]{0,20}\b(?:(?:o|a|os|as|ja|ver|ve|voce) )+(?:resultados?|diferenca|efeitos?|mudanca|"
            r"melhora)\b",
            keys="resultado|resultados|diferenca|efeito|efeitos|mudanca|melhora",
        ),
        clause(
            r"funciona|da certo|serve|resolve",
            r"\b[^.!?\n]{0,20}\b(?:pra todo mundo|para todo mundo|em todo mundo|pra qualquer|para qualquer|"
            r"com certeza|sempre|100%|em 100|mesmo,? garant\w*|em todas as peles|em qualquer pele)",
        ),
        clause(
            r"ajud\w+|faz|fazem|bom|boa|otim[oa]s?|excelentes?|perfeit[oa]s?|serve|ideal",
            r" (?:muito |bastante |voce |te |quem quer )*(?:a |pra |para )?(?:dormir|emagrecer|relaxar o|respirar|"
            r"cicatrizar|"
            r"engravidar|digerir|desinchar|rejuvenescer|perder peso|parar de fumar|crescer|pegar no sono|acalmar)\b",
        ),
        clause(
            r"serve|funciona|age|indicad[oa]",
            r"\b[^.!?\n]{0,12}(?:pra|para|em) tod[oa]s? (?:[oa]s? )?(?:tipos? de )?"
            r"(?:pele|peles|cabelos?|idades?|publico)\b",
        ),
        clause(r"salva|salvam|salvar|salvou", r" (?:(?:a|sua|tua|minha) )*vidas?\b", keys="vida|vidas"),
        clause(r"x mais|vezes mais", r"\b", before=r"\b\d+ ?"),
        clause(r"anos mais", r" (?:nov|jov|bonit)\w+", before=r"\b\d+ "),
    )
)
_OFFERED_CARE = re.compile(
    r"\b(?:nao sei|nao e comigo|prefiro nao|confirm\w+ (?:antes |com |isso )|pergunt\w+ (?:a|ao|para|pro) (?:seu|"
    r"um)|consult\w+)\b"
)
_CARE_AFTER = re.compile(rf"[ ,]*(?:(?:isso|ai|ja|eu|a gente|mas) )*{_OFFERED_CARE.pattern}")
_ABOUT = re.compile(r"\b(?:sobre|quanto a|em relacao a|com relacao a|a respeito d[aeo])(?: [oa]s?)? $")
_UNPROMISED = re.compile(
    r"[^.!?;\n]{0,25}\bnao (?:\w+ ){0,2}(?:promet\w+|garant\w+|afirm\w+|dizer|sei|fal\w+|respond\w+|orient\w+)\b"
)
_AS_NOUN = re.compile(r"\b(?:pela|sua|tua|essa|esta|uma|cada|grande|nova|linda|bela) $")
_STRONG = re.compile(
    r"(?:cur|trat|elimin|acab|remov|combat|som|sec|clare|reduz|diminu|tir|apag|alivi|previn|hipo|anti|aprov|sem|nao|"
    r"pode|atra|aument|emagrec|substitu|milagr|rejuven|funciona|result|serv|liberad|segur|traz|faz|efeito|clinic|"
    r"dermat|recomend|indicad|medic|estud|comprov|diabet|gravid|gestant|lact|crianc|bebe|hipert|card|todo|"
    r"qualquer|homens|mulheres|crush|marido|ninguem|reacend|acend|esquent|apiment|salv|prolong|intensific|"
    r"turbin|engross|estimul|despert|potenc|fortalec)"
)
_NOBODY = re.compile(r"\bningu?em (?:fica|vira|se torna|vai ficar|volta)(?: mais)? $")
_INNER_DENIAL = re.compile(
    r"\bnao (?:prometo|prometemos|promete|promet\w+|cura|curam|trata|tratam|elimina|remove|clareia|emagrece|"
    r"garanto|e remedio|sao remedio|"
    r"substitui|faz milagre|atrai|conquista|resolve|posso|e tratamento|sei|digo|diria)|\bnenhum (?:cosmetico|"
    r"creme|perfume|produto)|"
    r"\bnem (?:cura|trata|elimina|prometo)|\bsem prometer|\bem vez de prometer"
)


def check(said: Said) -> None:
    """Judge each claim of an effect on body or heart; what the owner wrote in the catalogue stands."""
    for match in _CLAIMS.find(said.text, said.stems):
        head, around = said.before(match.start()), said.around(match.start())
        if denied(head, said.after(match.end())) or _INNER_DENIAL.search(match[0]):
            continue
        if _ABOUT.search(head) and _UNPROMISED.match(said.after(match.end())):
            continue
        if _OFFERED_CARE.search(head) or referred(head) or _NOBODY.search(head):
            continue
        if _STRONG.match(match[0]) is None and (_CARE_AFTER.match(said.after(match.end())) or referred(around)):
            continue
        if match[0] == "sem estresse" and not head.strip():
            continue
        if match[0] == "conquista" and _AS_NOUN.search(head):
            continue
        if any(match[0] in g.texts or match[0] in g.titles for g in said.goods(match.start())):
            continue
        said.rule(False, "cura", match.start(), match.end())
        return
