"""A hundred ways in which leads write what no model may see: the message, and what must not be left of it.

All people, numbers and addresses are invented. A secret of digits is looked for among the digits, in any shape.
"""

from __future__ import annotations

PHONES = (
    ("me liga no 11987654321", "11987654321"),
    ("meu zap é (11) 98765-4321", "987654321"),
    ("whats +55 11 9 8765 4321", "987654321"),
    ("+5511987654321 esse é o numero", "5511987654321"),
    ("11.98765.4321", "987654321"),
    ("11-9-8765-4321 pode chamar", "987654321"),
    ("11/98765/4321", "987654321"),
    ("1 1 9 8 7 6 5 4 3 2 1", "11987654321"),
    ("11 98 76 54 32 1", "987654321"),
    ("１１９８７６５４３２１", "11987654321"),
    ("1️⃣1️⃣9️⃣8️⃣7️⃣6️⃣5️⃣4️⃣3️⃣2️⃣1️⃣", "11987654321"),
    ("①①⑨⑧⑦⑥⑤④③②①", "11987654321"),
    ("¹¹⁹⁸⁷⁶⁵⁴³²¹", "11987654321"),
    ("١١٩٨٧٦٥٤٣٢١", "11987654321"),
    ("1\u200b1\u200b9\u200b8\u200b7\u200b6\u200b5\u200b4\u200b3\u200b2\u200b1", "11987654321"),
    ("11 9*8*7*6*5*4*3*2*1", "987654321"),
    ("11_98765_4321", "987654321"),
    ("ddd 11, nove oito sete seis cinco quatro tres dois um", "nove oito sete"),
    ("onze, noventa e oito, setenta e seis, cinquenta e quatro, trinta e dois, um", "setenta e seis"),
    ("nove-oito-sete-seis-cinco-quatro-tres-dois", "oito-sete-seis"),
    ("meia nove oito meia cinco quatro tres meia", "oito meia cinco"),
    ("11 nove 8765 quatro tres 21", "8765"),
    ("119876S meu 11 98765 43 21", "987654321"),
    ("1l 98765 432l", "98765"),
    ("11 9o8o7o6o5o4", "9o8o7"),
    ("liga 0800... brincadeira, 011 3344-5566", "33445566"),
    ("fixo 3344 5566", "33445566"),
    ("wa.me/5511987654321", "5511987654321"),
    ("tel:+55(11)9.8765.4321", "987654321"),
    ("11\n98765\n4321", "987654321"),
    ("zap onze 98765 traço 4321", "4321"),
    ("(11)...9...8...7...6...5...4...3...2...1", "987654321"),
    ("11 9876 5 4321 ou 11 9123 4 5678", "12345678"),
)
DOCUMENTS = (
    ("cpf 529.982.247-25", "52998224725"),
    ("meu CPF é 52998224725", "52998224725"),
    ("529 982 247 25", "52998224725"),
    ("529.982.247/25", "52998224725"),
    ("5 2 9 9 8 2 2 4 7 2 5", "52998224725"),
    ("cpf: cinco dois nove nove oito dois dois quatro sete dois cinco", "nove nove oito"),
    ("529982247 traço 25", "529982247"),
    ("cpf５２９．９８２．２４７－２５", "52998224725"),
    ("C.P.F. 529,982,247,25", "52998224725"),
    ("cnpj 11.222.333/0001-81", "11222333000181"),
    ("nota pra 11222333000181 por favor", "11222333000181"),
    ("11 222 333 0001 81", "11222333000181"),
    ("rg 12.345.678-9", "123456789"),
    ("RG: MG-1.234.567", "1234567"),
    ("identidade 1234567", "1234567"),
    ("cnh 01234567890", "01234567890"),
    ("nasci em 12/03/1990", "12031990"),
    ("data de nascimento: 12 de março de 1990", "março de 1990"),
)
EMAILS = (
    ("ana.pereira@gmail.com", "ana.pereira"),
    ("ANA_PEREIRA@HOTMAIL.COM.BR", "pereira"),
    ("ana.pereira arroba gmail ponto com", "pereira"),
    ("ana ponto pereira arroba gmail ponto com ponto br", "pereira"),
    ("ana (arroba) gmail.com", "gmail"),
    ("ana[at]gmail.com", "gmail"),
    ("anapereira at gmail . com", "anapereira"),
    ("anapereira @ gmail . com", "anapereira"),
    ("anapereira＠gmail．com", "anapereira"),
    ("anapereira%40gmail.com", "anapereira"),
    ("meu e-mail anapereira@gmail", "anapereira"),
    ("anapereira gmail com", "anapereira"),
    ("anapereiragmail.com", "anapereira"),
    ("ana+loja@empresa.ind.br", "empresa"),
    ("ana\u200b.pereira\u200b@gmail.com", "pereira"),
    ("ana underline pereira arroba yahoo ponto com", "pereira"),
    ("chama no insta @anapereira_", "anapereira"),
    ("instagram.com/anapereira", "anapereira"),
)
ADDRESSES = (
    ("Rua das Acácias, 123", "acácias"),
    ("rua das acacias 123 apto 45 bloco b", "acacias"),
    ("R. das Acácias nº 123", "acácias"),
    ("av paulista 1500, 3o andar", "paulista"),
    ("Av. Brigadeiro Faria, 2000 - conj 51", "brigadeiro"),
    ("moro na travessa do sol casa 2", "travessa do sol"),
    ("endereço de entrega: alameda dos ipes 77", "ipes"),
    ("meu endereco é quadra 12 lote 7 setor norte", "lote 7"),
    ("Praça da Sé 10, perto do metro", "praça da sé"),
    ("rodovia br 101 km 45", "km 45"),
    ("bairro Boa Esperança", "boa esperança"),
    ("condomínio jardim azul torre 3 apto 1204", "jardim azul"),
    ("entrega no apto 1204", "1204"),
    ("bloco C", "bloco c"),
    ("moro no beco da lua, casa 4", "beco da lua"),
    ("SQN 308 bloco D apto 201", "308"),
    ("cep 01310-100", "01310100"),
    ("01310100 esse é o cep", "01310100"),
    ("CEP: 01.310-100", "01310100"),
    ("cep zero um tres um zero um zero zero", "tres um zero"),
    ("ponto de referência: padaria do Zeca", "zeca"),
)
CARDS = (
    ("cartao 4111 1111 1111 1111", "4111111111111111"),
    ("4111-1111-1111-1111 val 12/28 cvv 123", "4111111111111111"),
    ("4111111111111111", "4111111111111111"),
    ("4111.1111.1111.1111", "4111111111111111"),
    ("378282246310005 amex", "378282246310005"),
    ("5 5 5 5 5 5 5 5 5 5 5 5 4 4 4 4", "5555555555554444"),
    ("cvv 987", "987"),
    ("validade 12/28", "12/28"),
    ("código de segurança: 987", "987"),
    ("senha 4321", "4321"),
)
PIX = (
    ("minha chave pix é 123e4567-e89b-12d3-a456-426614174000", "426614174000"),
    ("pix 123e4567e89b12d3a456426614174000", "426614174000"),
    ("pix: ana.pereira@gmail.com", "pereira"),
    ("chave pix 52998224725", "52998224725"),
    ("meu pix é o celular 11 98765 4321", "987654321"),
    ("chave aleatória 123e4567 e89b 12d3 a456 426614174000", "426614174000"),
)
NAMES = (
    ("me chamo Ana Pereira", "pereira"),
    ("meu nome é ana clara pereira da silva", "pereira"),
    ("sou a Ana Pereira, tudo bem?", "pereira"),
    ("aqui é o João Batista Siqueira", "siqueira"),
    ("pode por em nome de Carlos Eduardo Wanzeler", "wanzeler"),
    ("nome completo: Marina Brandt Kowalski", "kowalski"),
    ("quem vai receber é a Joana Ferreira", "ferreira"),
    ("minha mãe Lourdes Pacheco que vai usar", "pacheco"),
    ("JOÃO DA SILVA SAURO", "sauro"),
    ("Fernanda Montes", "montes"),
    ("att, Paulo Okamoto", "okamoto"),
    ("titular: RENATA G. VASQUES", "vasques"),
)
GROUPS = {
    "telefone": PHONES,
    "documento": DOCUMENTS,
    "email": EMAILS,
    "endereco": ADDRESSES,
    "cartao": CARDS,
    "pix": PIX,
    "nome": NAMES,
}
ALL = tuple(pair for group in GROUPS.values() for pair in group)

HARMLESS = (
    "quanto custa o sérum de vitamina c?",
    "tem no 38? ou só 36 38 40 42",
    "achei caro, vi por R$ 59,90 em 3x de 19,97 na outra loja",
    "quero 2 unidades do de 30 ml e 1 do de 50 ml",
    "é pra pele oleosa? tenho 45 anos",
    "chega até dia 20? moro em Recife",
    "parcela em 6x? e no pix tem 5% de desconto?",
    "bom dia, vi o anúncio no insta",
    "posso usar de manhã e de noite?",
    "sou cliente antiga, comprei em 2024 e em 2025",
)


def leaks(secret: str, text: str) -> bool:
    """Whether the secret is in the text: digits in any shape, words in any case."""
    import unicodedata

    if secret.replace(" ", "").isdigit():
        figures = [str(unicodedata.digit(c)) for c in text if unicodedata.digit(c, None) is not None]
        return secret in "".join(figures)
    return secret.casefold() in text.casefold()
