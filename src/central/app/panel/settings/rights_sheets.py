"""Forms of what the law asks and of what rings: privacy, alerts."""

from __future__ import annotations

from central.app.panel.settings.form import Field
from central.app.panel.settings.sheet import TEMPLATES, Sheet
from central.core.alert import DEFAULT_ALERTS
from central.core.people.privacy import DEFAULT_PRIVACY

PRIVACY = Sheet(
    "privacidade",
    "Privacidade",
    "privacidade",
    "loja.yaml",
    ("privacidade",),
    (
        Field(
            "aviso", "Aviso da primeira resposta", hint="Uma linha; {link} é o endereço abaixo", default="nenhum aviso"
        ),
        Field("link", "Página da sua política", default="nenhuma"),
        Field("conversas", "Guardar conversas por quantos dias", default=str(DEFAULT_PRIVACY.conversations)),
        Field("arquivos", "Guardar fotos e áudios por quantos dias", default=str(DEFAULT_PRIVACY.files)),
        Field(
            "compradores",
            "Guardar nome e telefone de quem comprou por quantos dias",
            default=str(DEFAULT_PRIVACY.buyers),
        ),
        Field("registros", "Guardar quem viu o quê por quantos dias", default=str(DEFAULT_PRIVACY.audit)),
        Field("reservado", "Linha adulta: guardar por no máximo quantos dias", default=str(DEFAULT_PRIVACY.reserved)),
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
        Field("espera", "Lead esperando gente há quantos minutos", default=str(DEFAULT_ALERTS.waiting)),
        Field("quente", "No checkout sem pagar há quantos minutos", default=str(DEFAULT_ALERTS.hot)),
        Field("repete", "O que é urgente toca de novo a cada quantos minutos", default=str(DEFAULT_ALERTS.again)),
        Field("vezes", "Quantas vezes toca", default=str(DEFAULT_ALERTS.times)),
        Field("calado", "Checkout calado há quantas horas", default=str(DEFAULT_ALERTS.silent_hours)),
        Field("modelo", "Modelo que avisa no seu WhatsApp", "escolha", "", TEMPLATES, default="nenhum"),
        Field("resumo", "Hora do resumo do dia", hint="De 0 a 23", default=str(DEFAULT_ALERTS.summary)),
    ),
    "O que toca no celular da equipe. Cada pessoa escolhe o seu em Alertas.",
    single=True,
)
