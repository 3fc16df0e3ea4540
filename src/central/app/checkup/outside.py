"""The rest of the world: models and their prices, the CRM, checkouts, ad platforms. Read-only calls."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import aiohttp

from central.adapters.ads.google import GooglePlatform
from central.adapters.llm.prices import DECISIONS, ListedPrices, newest_price
from central.adapters.llm.probe import ends_on, offered
from central.app.checkup.finding import Finding, warn, well, wrong
from central.app.config import SMALL_MODEL, STRONG_MODEL, Settings
from central.app.tickets import reached
from central.app.work.conversions import platforms_of
from central.core.errors import AskHuman, CentralError, TryLater
from central.core.operation import Operation
from central.core.selling.checkout import LOOKED_UP, CheckoutSpec
from central.core.selling.conversion import AdsSpec
from central.core.selling.crm import CrmAccount, CrmKind
from central.ports import Clock

MODELS, CRM, CHECKOUT, ADS = "Modelos de IA", "CRM", "Checkouts", "Plataformas de anúncio"
SOON = timedelta(days=60)
OLD_PRICES = timedelta(days=120)
KEYS: dict[CrmKind, str] = {
    "flowlu": "crie a chave no Flowlu: Configurações do portal, Para desenvolvedores, API",
    "zendesk": "crie um token de API na Central de administração do Zendesk e escreva e-mail/token:chave",
    "hubspot": "crie um aplicativo privado no HubSpot e copie o token dele",
}
_AGAIN = "confira a internet deste computador e tente de novo"


async def models(
    settings: Settings, operation: Operation | None, session: aiohttp.ClientSession, now: int
) -> list[Finding]:
    """The key, each model of the settings, its end and its price."""
    if not settings.has_models:
        return [well(MODELS, "Nenhum modelo configurado: respondem os scripts e o ensaio.")]
    today = datetime.fromtimestamp(now / 1000, UTC).date()
    names = {"MODELO_MINI": settings.model_small, "MODELO_FORTE": settings.model_strong}
    names |= {"MODELO_AUDIO": settings.model_audio} if settings.model_audio else {}
    found = [f for variable, name in names.items() for f in _end(variable, name, today)]
    try:
        there = await offered(session, settings.model_url, settings.model_key)
    except AskHuman as error:
        cure = "crie outra chave em platform.openai.com, API keys (ou ponha crédito), e troque OPENAI_API_KEY"
        return [wrong(MODELS, f"{error.reason}.", cure), *found]
    except TryLater as error:
        return [wrong(MODELS, f"{error.reason}.", f"confira OPENAI_BASE_URL; {_AGAIN}"), *found]
    for variable, name in names.items():
        if name not in there:
            cure = f"troque {variable}; o servidor oferece {', '.join(sorted(there)[:5]) or 'nenhum'}"
            found.append(wrong(MODELS, f"O modelo {name} ({variable}) não existe mais ou não é desta chave.", cure))
    return [
        *(found or [well(MODELS, f"A chave vale e os modelos existem: {', '.join(names.values())}.")]),
        *_prices(settings, operation, today),
    ]


def _end(variable: str, name: str, today: date) -> list[Finding]:
    day = ends_on(name)
    if day is None:
        return []
    better = STRONG_MODEL if variable == "MODELO_FORTE" else SMALL_MODEL
    cure = f"troque por um atual: {variable}={better}"
    if day <= today:
        return [wrong(MODELS, f"O modelo {name} foi desligado em {day:%d/%m/%Y}.", cure)]
    told = warn(MODELS, f"O modelo {name} será desligado em {day:%d/%m/%Y}.", cure)
    return [told] if day - today <= SOON else []


def _prices(settings: Settings, operation: Operation | None, today: date) -> list[Finding]:
    own = dict(operation.budget.prices) if operation is not None else {}
    listed = ListedPrices()
    names = [settings.model_small, settings.model_strong]
    if operation is not None and operation.budget.reader == "decisoes" and settings.model_reads:
        names.append(DECISIONS + settings.model_small)
    found = [
        warn(
            MODELS,
            f"Ninguém sabe o preço do modelo {name}.",
            "escreva-o em orcamento, precos; sem ele conta-se um valor de folga",
        )
        for name in dict.fromkeys(names)
        if name not in own and listed.price(name) is None
    ]
    newest = newest_price()
    if newest is not None and today - newest > OLD_PRICES:
        said = f"A lista de preços dos modelos é de {newest:%d/%m/%Y}."
        found.append(
            warn(MODELS, said, "atualize o Central, que traz uma lista nova, ou escreva os preços em orcamento")
        )
    return found


async def crm(
    settings: Settings, account: CrmAccount | None, session: aiohttp.ClientSession, clock: Clock
) -> list[Finding]:
    """Whether the key opens the account and the operation's names exist there; nothing is written."""
    if account is None:
        return [well(CRM, "Sem CRM de fora: os tickets ficam no HelpCenter do Central.")]
    title = account.title
    if not settings.secret(account.key):
        return [wrong(CRM, f"Falta a variável {account.key}.", KEYS[account.kind])]
    there = reached(settings, clock, account, session)
    try:
        there.plan(await there.discover())
    except TryLater:
        return [wrong(CRM, f"O {title} não respondeu.", f"confira {account.kind} em crm, no YAML; {_AGAIN}")]
    except CentralError as error:
        cure = f"confira {account.key} e os nomes em crm, {account.kind}: central crm mostra os que existem lá"
        return [wrong(CRM, error.reason.rstrip("."), cure)]
    found = [well(CRM, f"O {title} responde e tem os nomes da operação.")]
    if account.secret and not settings.secret(account.secret):
        cure = f"copie o segredo dos avisos do {title}; sem ele, o que muda lá chega em até cinco minutos"
        found.append(warn(CRM, f"Falta a variável {account.secret}.", cure))
    return found


def checkouts(settings: Settings, specs: tuple[CheckoutSpec, ...]) -> list[Finding]:
    """Whether every checkout has what proves its deliveries, and reads them where that is needed."""
    found: list[Finding] = []
    for spec in specs:
        where = f"/pedidos/{spec.id}"
        if not settings.secret(spec.secret):
            cure = (
                f"copie o segredo do webhook do checkout para {spec.secret}; sem ele nenhum aviso de {where} é aceito"
            )
            found.append(wrong(CHECKOUT, f"Falta a variável {spec.secret}, do checkout {spec.id}.", cure))
        elif spec.provider in LOOKED_UP and not settings.secret(spec.token):
            cure = f"copie o token de acesso do checkout para {spec.token}: é com ele que o pedido é lido"
            found.append(wrong(CHECKOUT, f"Falta a variável {spec.token}, do checkout {spec.id}.", cure))
        else:
            found.append(well(CHECKOUT, f"{spec.id} tem o que precisa; o aviso dele chega em {where}."))
    return found or [
        warn(CHECKOUT, "Nenhum checkout na operação.", "cadastre um em checkouts para o Central saber do que vendeu")
    ]


async def ads(settings: Settings, spec: AdsSpec, session: aiohttp.ClientSession, clock: Clock) -> list[Finding]:
    """Whether every ad platform that is to be told has its credentials."""
    if not spec.platforms:
        return [well(ADS, "Nenhuma plataforma recebe as vendas de volta.")]
    found: list[Finding] = []
    variables = {
        "meta": [spec.meta.token] if spec.meta else [],
        "google": [f"{spec.google.credentials}_{k}" for k in ("CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN")]
        if spec.google
        else [],
        "kwai": [spec.kwai.token] if spec.kwai else [],
    }
    for platform in spec.platforms:
        missing = [name for name in variables[platform] if not settings.secret(name)]
        if missing:
            cure = "preencha com a credencial da plataforma; sem ela as vendas esperam e caducam"
            found.append(wrong(ADS, f"Falta {' e '.join(missing)}, de {platform}.", cure))
        else:
            found += await _live(settings, platform, spec, session, clock)
    if spec.trial:
        found.append(
            warn(
                ADS,
                "As plataformas estão em teste: nenhuma venda conta.",
                "tire teste: sim de conversoes quando conferir",
            )
        )
    return found


async def _live(
    settings: Settings, platform: str, spec: AdsSpec, session: aiohttp.ClientSession, clock: Clock
) -> list[Finding]:
    """Google's credential can be tried without telling of a sale; the others only by one."""
    try:
        told = platforms_of(settings, spec, clock, session)
        google = told.get("google")
        if platform == "google" and isinstance(google, GooglePlatform):
            await google.authorize()
    except CentralError as error:
        return [wrong(ADS, f"{platform}: {error.reason}.", "autorize de novo e troque a credencial")]
    return [well(ADS, f"{platform} tem as credenciais.")]
