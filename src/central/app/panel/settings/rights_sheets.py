"""Forms of what the law asks and of what rings: privacy, alerts."""

from __future__ import annotations

from central.app.panel.settings.form import Field
from central.app.panel.settings.sheet import TEMPLATES, Sheet

PRIVACY = Sheet(
    "privacidade",
    "Privacidade",
    "privacidade",
    "loja.yaml",
    ("privacidade",),
    (
        Field("aviso", "Aviso da primeira resposta", hint="Uma linha; {link} é o endereço abaixo"),
        Field("link", "Página da sua política"),
        Field("conversas", "Guardar conversas por quantos dias"),
        Field("arquivos", "Guardar fotos e áudios por quantos dias"),
        Field("compradores", "Guardar nome e telefone de quem comprou por quantos dias"),
        Field("registros", "Guardar quem viu o quê por quantos dias"),
        Field("reservado", "Linha adulta: guardar por no máximo quantos dias"),
    ),
    "O que passa do prazo é apagado todo dia; os números do negócio ficam, sem nome.",
    single=True,
)
ALERTS = Sheet(
    "alertas",
    "Alertas",
    "alertas",
    "loja.yaml",
    ("alertas",),
    (
        Field("espera", "Lead esperando gente há quantos minutos"),
        Field("quente", "No checkout sem pagar há quantos minutos"),
        Field("repete", "O que é urgente toca de novo a cada quantos minutos"),
        Field("vezes", "Quantas vezes toca"),
        Field("calado", "Checkout calado há quantas horas"),
        Field("modelo", "Modelo que avisa no seu WhatsApp", "escolha", "", TEMPLATES),
        Field("resumo", "Hora do resumo do dia", hint="De 0 a 23"),
    ),
    "O que toca no celular da equipe. Cada pessoa escolhe o seu em Alertas.",
    single=True,
)
