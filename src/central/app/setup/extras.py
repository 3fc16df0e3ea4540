"""What may be connected beside Meta: models, a CRM, checkouts, ad platforms. Each says what it would change, and what
has to answer before it is kept."""

from __future__ import annotations

from dataclasses import dataclass

import aiohttp

from central.adapters.llm.probe import offered
from central.app.config import Settings
from central.app.desk.editing import Change
from central.app.setup.step import Answers, Files, Result
from central.core.errors import AskHuman
from central.core.selling.checkout import LOOKED_UP
from central.core.selling.crm import TITLES, CrmAccount, CrmKind

SECRET, TOKEN = "PEDIDOS_SEGREDO", "PEDIDOS_TOKEN"
GOOGLE = ("GOOGLE_ADS_CLIENT_ID", "GOOGLE_ADS_CLIENT_SECRET", "GOOGLE_ADS_REFRESH_TOKEN")


@dataclass(frozen=True, slots=True)
class Wish:
    """A change of the operation; `tests` are integrations that must answer first, `cure` what to do when none does."""

    edit: Change
    variables: tuple[str, ...]
    tests: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    cure: str = "confira o que digitou"


async def model(settings: Settings, answers: Answers, session: aiohttp.ClientSession, by: str) -> Result:
    """Ask the server which models this key may use."""
    if not settings.has_models:
        raise AskHuman("Escreva a chave, ou pule este passo: sem modelo respondem os scripts.", code="campo")
    there = await offered(session, settings.model_url, settings.model_key)
    missing = [name for name in (settings.model_small, settings.model_strong) if name not in there]
    if missing:
        raise AskHuman(
            f"O servidor responde, mas não tem {' nem '.join(missing)}: escreva os que ele tem em MODELO_MINI e "
            f"MODELO_FORTE, por exemplo {', '.join(sorted(there)[:3]) or 'nenhum'}.",
            code="modelo",
        )
    lines = {"OPENAI_API_KEY": settings.model_key, "OPENAI_BASE_URL": settings.model_url}
    said = f"O servidor responde e tem {settings.model_small} e {settings.model_strong}."
    return Result((said,), {name: value for name, value in lines.items() if value})


def crm(settings: Settings, answers: Answers) -> Wish:
    """The CRM that shows tickets too, instead of any other; its names are looked up before they are kept."""
    kind: CrmKind = next((kind for kind in TITLES if kind == answers.get("provedor")), "flowlu")
    said = {key: answers.get(key, "").strip() for key in ("empresa", "comprado", "perdido", "central")}
    company = said["empresa"].removeprefix("https://").partition(".")[0].lower()
    ends = {status: said[status] or status.capitalize() for status in ("comprado", "perdido")}
    entries: dict[CrmKind, dict[str, object]] = {
        "flowlu": {"empresa": company},
        "zendesk": {"empresa": company, "etapas": ends},
        "hubspot": {"campos": {"central": said["central"] or "Central"}},
    }

    def edit(files: Files) -> None:
        kept = {key: value for key, value in files["loja.yaml"].get("crm", {}).items() if key not in TITLES}
        files["loja.yaml"]["crm"] = kept | {kind: entries[kind]}

    cures = {
        "flowlu": "confira o começo do endereço e a chave (Configurações do portal, Para desenvolvedores, API)",
        "zendesk": "confira o começo do endereço, a chave (e-mail/token:chave) e os dois status",
        "hubspot": "confira o token e crie a propriedade de texto com valores únicos nos negócios",
    }
    return Wish(edit, (CrmAccount(kind).key,), (kind,), cure=cures[kind])


def checkout(settings: Settings, answers: Answers) -> Wish:
    """Where leads pay; a secret proves itself with the first notice."""
    provider, store = answers.get("provedor", "").strip(), answers.get("loja", "").strip()
    if provider in LOOKED_UP and not settings.secret(TOKEN):
        raise AskHuman("Este checkout só avisa o número do pedido: falta o token de acesso, que o lê.", code="campo")
    entry = {"id": provider, "provedor": provider, "segredo": SECRET}
    entry |= {"token": TOKEN} if provider in LOOKED_UP else {}
    entry |= {"loja": store} if store else {}

    def edit(files: Files) -> None:
        rows = [row for row in files["loja.yaml"].get("checkouts", []) if row["id"] != provider]
        files["loja.yaml"]["checkouts"] = [*rows, entry]

    here = f"{settings.address or 'https://seu-endereço'}/pedidos/{provider}"
    said = (f"No checkout, escreva este endereço de webhook: {here}", "A primeira venda mostra se o segredo confere.")
    tests = ("checkout-mercadopago",) if provider == "mercadopago" else ()
    return Wish(edit, (SECRET, TOKEN), tests, said, "copie de novo o token de acesso")


def ads(settings: Settings, answers: Answers) -> Wish:
    """The platforms that were filled in; they begin in trial, where no sale counts."""
    said = {key: answers.get(key, "").strip() for key in ("conjunto", "conta", "acao", "pixel")}
    told: dict[str, object] = {}
    variables: tuple[str, ...] = ()
    if said["conjunto"]:
        told["meta"] = {"conjunto": said["conjunto"]}
        variables += ("META_CONVERSOES_TOKEN",)
    if said["conta"]:
        told["google"] = {"conta": said["conta"], "acao": said["acao"]}
        variables += GOOGLE
    if said["pixel"]:
        told["kwai"] = {"pixel": said["pixel"]}
        variables += ("KWAI_TOKEN",)
    if not told:
        raise AskHuman("Preencha ao menos uma plataforma, ou pule este passo.", code="campo")
    if missing := [name for name in variables if not settings.secret(name)]:
        raise AskHuman(f"Falta preencher {', '.join(missing)}.", code="campo")

    def edit(files: Files) -> None:
        files["loja.yaml"]["conversoes"] = {"teste": "sim", **told}

    ready = (f"Pronto para {', '.join(told)}, em teste.", "Em Ajustes, Integrações, confira uma venda e tire o teste.")
    tests = tuple(name for name in told if name != "kwai")
    return Wish(edit, variables, tests, ready, "confira o número e a credencial dessa plataforma")
