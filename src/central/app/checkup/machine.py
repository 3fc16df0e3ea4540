"""This computer: settings, keys, the data folder, the database. Nothing is changed and nobody outside is asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from central.adapters.operation import OperationInvalid, numbered, parse, read_yaml
from central.adapters.store.engine.inspection import Inspection, inspect_store
from central.app.checkup.finding import Finding, warn, well, wrong
from central.app.config import Settings, read_settings
from central.app.desk.risk import check_shared_numbers
from central.app.disk import free_bytes, make_ready
from central.app.key import LEAST, VARIABLE
from central.core.errors import AskHuman, CentralError
from central.core.operation import Operation

SETTINGS, DISK, STORE, OPERATION = "Configuração", "Disco", "Banco de dados", "Operação"
LITTLE, TOO_LITTLE = 2 << 30, 300 << 20
"""Free bytes below which to warn, and below which work may stop any day."""
SKEW_WARNS_MS, SKEW_HURTS_MS = 30_000, 300_000
NEW_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'


def settings_of(environment: Mapping[str, str]) -> tuple[Settings | None, list[Finding]]:
    """The settings, or what is wrong with each variable."""
    try:
        settings = read_settings(environment)
    except AskHuman as error:
        rows = [line.removeprefix("- ") for line in error.reason.splitlines()]
        return None, [wrong(SETTINGS, said, cure) for said, _, cure in (row.partition(": ") for row in rows)]
    return settings, [*_keys(settings), *_host(settings)]


def _keys(settings: Settings) -> list[Finding]:
    found = []
    for name, cure in {
        "META_APP_SECRET": "copie a chave secreta do aplicativo: painel da Meta, Configurações do app, Básico",
        "META_VERIFY_TOKEN": "escolha uma palavra longa, sua, e escreva a mesma na tela de webhook da Meta",
        "WHATSAPP_TOKEN": "gere o token do usuário do sistema: Meta Business, Configurações, Usuários do sistema",
    }.items():
        if not settings.secret(name):
            found.append(wrong(SETTINGS, f"Falta a variável {name}.", f"{cure}; central configurar ajuda."))
    shared = settings.database.startswith("postgres")
    key = settings.secret(VARIABLE)
    if shared and not key:
        found.append(
            wrong(SETTINGS, f"Falta a variável {VARIABLE}.", f"crie uma, igual em todos os processos: {NEW_KEY}")
        )
    elif key and len(key) < LEAST:
        found.append(wrong(SETTINGS, f"{VARIABLE} tem menos de {LEAST} caracteres.", f"crie uma melhor: {NEW_KEY}"))
    if 0 < len(settings.verify_token) < 8:
        found.append(
            warn(SETTINGS, "META_VERIFY_TOKEN é curto demais.", "use 12 letras ou mais, e troque também na Meta")
        )
    return found or [well(SETTINGS, "As variáveis necessárias estão preenchidas.")]


def _host(settings: Settings) -> list[Finding]:
    if settings.secret("RAILWAY_ENVIRONMENT") and not settings.database.startswith("postgres"):
        mount = settings.secret("RAILWAY_VOLUME_MOUNT_PATH")
        if not mount or not settings.data.absolute().is_relative_to(mount):
            return [
                wrong(
                    DISK,
                    "O banco SQLite está fora de um volume: some a cada deploy.",
                    f"crie um volume na Railway montado em {settings.data}, ou use o Postgres dela em DATABASE_URL",
                )
            ]
    if not settings.address:
        return [
            warn(
                SETTINGS,
                "Não sei o endereço público desta Central.",
                "escreva CENTRAL_ENDERECO=https://seu-endereço (na Railway, gere um domínio em Settings, Networking)",
            )
        ]
    return [well(SETTINGS, f"A Meta entrega em {settings.address}/webhook.")]


def disk(folder: Path) -> list[Finding]:
    """Whether the data folder can be written to, and its room."""
    try:
        make_ready(folder)
    except AskHuman as error:
        said, _, cure = error.reason.partition(": ")
        return [wrong(DISK, f"{said}.", cure)]
    free = free_bytes(folder)
    room = f"{free / (1 << 30):.1f} GB livres na pasta {folder}".replace(".", ",", 1)
    if free < TOO_LITTLE:
        return [wrong(DISK, f"Só {room}.", "libere espaço ou aumente o volume antes que as mensagens parem de entrar")]
    if free < LITTLE:
        return [warn(DISK, f"Só {room}.", "aumente o volume, ou guarde menos em GUARDAR_BRUTO_DIAS")]
    return [well(DISK, f"{room}; gravar funciona.")]


async def store(settings: Settings) -> tuple[Inspection | None, list[Finding]]:
    """The database as it stands."""
    try:
        found = await inspect_store(settings.database)
    except CentralError as error:
        said, _, cure = error.reason.partition(": ")
        return None, [wrong(STORE, f"{said}.", cure or "confira DATABASE_URL")]
    return found, [_schema(found), *_integrity(found), *clock_skew(STORE, "do banco", found.skew)]


def _schema(found: Inspection) -> Finding:
    if found.schema == 0:
        return warn(STORE, "O banco ainda está vazio.", "central migrar o prepara; a primeira partida também")
    if found.trouble:
        said, _, cure = found.trouble.partition(": ")
        return wrong(STORE, f"{said}.", cure)
    if found.schema < found.newest:
        return warn(
            STORE,
            f"O banco está na versão {found.schema}; este programa usa a {found.newest}.",
            "rode central migrar (a próxima partida também atualiza, com uma cópia antes é melhor)",
        )
    return well(STORE, f"O banco responde e está na versão {found.schema}, a deste programa.")


def _integrity(found: Inspection) -> list[Finding]:
    if not found.broken:
        return []
    cure = "pare o Central, guarde o arquivo de lado e restaure a última cópia boa"
    return [wrong(STORE, f"O arquivo do banco está estragado: {found.broken[0][:120]}", cure)]


def clock_skew(area: str, whose: str, skew: int) -> list[Finding]:
    """How far this computer's clock is from another, in ms."""
    if abs(skew) < SKEW_WARNS_MS:
        return []
    way = "atrasado" if skew > 0 else "adiantado"
    told = f"O relógio deste computador está {abs(skew) // 1000} s {way} em relação ao {whose}."
    cure = "acerte a hora (timedatectl set-ntp true): janelas de 24 horas e validades dependem dela"
    return [wrong(area, told, cure) if abs(skew) >= SKEW_HURTS_MS else warn(area, told, cure)]


def operation(found: Inspection | None, folder: str) -> tuple[Operation | None, list[Finding]]:
    """The operation in force, or the one the first start would take from `folder`."""
    if found is not None and found.operation is not None:
        one = parse(*found.operation)
        counts = (len(one.personas), "persona"), (len(one.catalog.products), "produto")
        listed = ", ".join(f"{n} {word}{'s' if n != 1 else ''}" for n, word in counts)
        said = f"Versão {one.version} em vigor: {listed}."
        return one, [well(OPERATION, said), *_risk(one)]
    if folder:
        return _files(Path(folder))
    cure = "rode central importar PASTA, ou faça o começo guiado no painel: Ajustes, Começar"
    return None, [wrong(OPERATION, "Ainda não há operação (personas, produtos, scripts).", cure)]


def _files(folder: Path) -> tuple[Operation | None, list[Finding]]:
    try:
        one = numbered(1, "", read_yaml(folder))
    except OperationInvalid as invalid:
        parts = [(p.place, *p.text.partition(";")) for p in invalid.problems]
        return None, [wrong(OPERATION, f"{place}: {said}.", cure.strip() or said) for place, said, _, cure in parts]
    except AskHuman as error:
        return None, [wrong(OPERATION, error.reason, "corrija CENTRAL_OPERACAO")]
    return one, [well(OPERATION, f"A primeira partida toma a operação de {folder}."), *_risk(one)]


def _risk(one: Operation) -> list[Finding]:
    try:
        check_shared_numbers(one)
    except AskHuman as error:
        first, _, rest = error.reason.partition("\n")
        return [wrong(OPERATION, first, " ".join(rest.split()))]
    return []
