"""What may be connected beside Meta: models, Flowlu, checkouts, ad platforms; each tried before it is kept."""

from __future__ import annotations

import aiohttp

from central.adapters.ads.google import GooglePlatform
from central.adapters.checkout.remote import fetch
from central.adapters.crm.flowlu import discover
from central.adapters.llm.probe import offered
from central.app.config import Settings
from central.app.desk.editing import Change
from central.app.setup.step import Answers, Files, Result
from central.app.tickets import flowlu_client
from central.core.errors import AskHuman, CentralError
from central.core.selling.checkout import LOOKED_UP
from central.core.selling.conversion import GoogleAds
from central.core.selling.crm import FlowluSpec
from central.ports import Clock

SECRET, TOKEN = "PEDIDOS_SEGREDO", "PEDIDOS_TOKEN"


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


async def flowlu(
    settings: Settings, answers: Answers, session: aiohttp.ClientSession, clock: Clock
) -> tuple[Result, Change]:
    """Read what the portal has; the operation names it then."""
    company = answers.get("empresa", "").strip().removeprefix("https://").partition(".")[0].lower()
    try:
        found = await discover(flowlu_client(settings, clock, FlowluSpec(company), session))
    except CentralError as error:
        cure = "confira o começo do endereço e a chave (Configurações do portal, Para desenvolvedores, API)"
        raise AskHuman(f"O Flowlu não deixou entrar: {error.reason.rstrip('.')}; {cure}.", code="flowlu") from error

    def edit(files: Files) -> None:
        files["loja.yaml"].setdefault("crm", {})["flowlu"] = {"empresa": company}

    said = f"O portal {company} responde; funis: {', '.join(found.pipelines) or 'nenhum'}."
    return Result((said,), {"FLOWLU_CHAVE": settings.secret("FLOWLU_CHAVE")}), edit


async def checkout(settings: Settings, answers: Answers, session: aiohttp.ClientSession) -> tuple[Result, Change]:
    """Keep where leads pay; Mercado Pago's token is tried, other secrets prove themselves with the first notice."""
    provider, store = answers.get("provedor", "").strip(), answers.get("loja", "").strip()
    if provider in LOOKED_UP and not settings.secret(TOKEN):
        raise AskHuman("Este checkout só avisa o número do pedido: falta o token de acesso, que o lê.", code="campo")
    if provider == "mercadopago":
        headers = {"Authorization": f"Bearer {settings.secret(TOKEN)}"}
        await fetch(session, "https://api.mercadopago.com/users/me", headers, "o Mercado Pago")
    entry = {"id": provider, "provedor": provider, "segredo": SECRET}
    entry |= {"token": TOKEN} if provider in LOOKED_UP else {}
    entry |= {"loja": store} if store else {}

    def edit(files: Files) -> None:
        rows = [row for row in files["loja.yaml"].get("checkouts", []) if row["id"] != provider]
        files["loja.yaml"]["checkouts"] = [*rows, entry]

    here = f"{settings.address or 'https://seu-endereço'}/pedidos/{provider}"
    said = (
        f"Cadastrado. No checkout, escreva este endereço de webhook: {here}",
        "A primeira venda mostra se o segredo confere.",
    )
    lines = {SECRET: settings.secret(SECRET)} | ({TOKEN: settings.secret(TOKEN)} if settings.secret(TOKEN) else {})
    return Result(said, lines), edit


async def ads(
    settings: Settings, answers: Answers, session: aiohttp.ClientSession, clock: Clock
) -> tuple[Result, Change]:
    """Try each platform that was filled in; they begin in trial, where no sale counts."""
    said = {key: answers.get(key, "").strip() for key in ("conjunto", "conta", "acao", "pixel")}
    told: dict[str, object] = {}
    lines: dict[str, str] = {}
    if said["conjunto"]:
        token = settings.secret("META_CONVERSOES_TOKEN")
        url = f"{settings.graph_url}/{settings.graph_version}/{said['conjunto']}?fields=name"
        if await fetch(session, url, {"Authorization": f"Bearer {token}"}, "a Meta") is None:
            raise AskHuman("A Meta não conhece este conjunto com este token: confira os dois.", code="conversoes")
        told["meta"] = {"conjunto": said["conjunto"]}
        lines["META_CONVERSOES_TOKEN"] = token
    if said["conta"]:
        google = GoogleAds(said["conta"], said["acao"])
        await GooglePlatform(session, google, settings.secret, clock.now).authorize()
        told["google"] = {"conta": said["conta"], "acao": said["acao"]}
        names = [f"GOOGLE_ADS_{end}" for end in ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN")]
        lines |= {name: settings.secret(name) for name in names}
    if said["pixel"]:
        told["kwai"] = {"pixel": said["pixel"]}
        lines["KWAI_TOKEN"] = settings.secret("KWAI_TOKEN")
    if not told:
        raise AskHuman("Preencha ao menos uma plataforma, ou pule este passo.", code="campo")

    def edit(files: Files) -> None:
        files["loja.yaml"]["conversoes"] = {"teste": "sim", **told}

    ready = (f"Pronto para {', '.join(told)}, em teste.", "Em Ajustes, Integrações, confira uma venda e tire o teste.")
    return Result(ready, lines), edit
