"""Why a database did not let us in, in the owner's words; addresses and passwords never stand in them."""

from __future__ import annotations

import sqlite3

import psycopg
from psycopg import AsyncConnection, errors

PATIENCE_S = 8

_POSTGRES = (
    ("password authentication failed", "a senha ou o usuário de DATABASE_URL está errado; copie o endereço de novo"),
    ("no password supplied", "falta a senha em DATABASE_URL; copie o endereço inteiro, com usuário e senha"),
    ("does not exist", "o banco ou o usuário de DATABASE_URL não existe; crie-o ou copie o endereço de novo"),
    ("refused", "não há Postgres no endereço de DATABASE_URL; confira se ele está no ar e se a porta está certa"),
    ("too many", "o Postgres não tem mais conexões livres; feche outros programas ou aumente max_connections"),
    ("starting up", "o Postgres ainda está ligando; espere um minuto e inicie de novo"),
    ("ssl", "o Postgres pede conexão segura; acrescente ?sslmode=require ao fim de DATABASE_URL"),
    ("pg_hba", "o Postgres recusa este computador (pg_hba.conf); libere-o lá, ou tente ?sslmode=require"),
    ("name or service", "o endereço de DATABASE_URL não existe na rede; o interno da Railway só vale dentro dela"),
    ("resolve", "o endereço de DATABASE_URL não existe na rede; o interno da Railway só vale dentro dela"),
    ("timeout", "o Postgres de DATABASE_URL não respondeu; confira o endereço, a rede e o firewall"),
)


async def postgres_trouble(url: str) -> str:
    """What keeps us from this Postgres; empty when nothing does."""
    try:
        async with await AsyncConnection.connect(url, connect_timeout=PATIENCE_S):
            return ""
    except psycopg.Error as error:
        said = str(error).casefold()
        cure = next(
            (cure for word, cure in _POSTGRES if word in said), "confira o endereço, a senha e se ele está no ar"
        )
        return f"Não consegui entrar no Postgres: {cure}."


def schema_trouble(error: psycopg.Error) -> str:
    """Why the schema could not be brought forward."""
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return "Este Postgres é uma cópia só de leitura: aponte DATABASE_URL para o principal."
    if isinstance(error, errors.InsufficientPrivilege):
        return (
            "O banco é de antes e o usuário de DATABASE_URL não pode atualizá-lo: rode central migrar como dono dele, "
            "ou dê a permissão: GRANT CREATE ON SCHEMA public TO o_usuario;"
        )
    return f"Não consegui atualizar o banco ({type(error).__name__}): restaure uma cópia ou peça ajuda com este nome."


def sqlite_trouble(path: str, error: sqlite3.Error) -> str:
    """Why a file could not be opened as our database."""
    said = str(error).casefold()
    if "not a database" in said or "malformed" in said:
        return f"O arquivo {path} não é um banco do Central ou está estragado: guarde-o de lado e restaure uma cópia."
    if "full" in said:
        return f"O disco de {path} está cheio: libere espaço ou aumente o volume, e inicie de novo."
    return (
        f"Não consigo gravar em {path}: o disco é só de leitura ou o arquivo é de outro usuário. Corrija o dono da "
        "pasta, ou escolha outra em CENTRAL_DATA."
    )
