"""Settings: the only reader of the environment. A mistake stops the start with what to write instead."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from central.core.errors import AskHuman

PORT = 8000
GRAPH_URL = "https://graph.facebook.com"
GRAPH_VERSION = "v24.0"
UNCERTAIN_AFTER_S = 600
KEEP_RAW_DAYS = 30
SMALL_MODEL, STRONG_MODEL = "gpt-6-luna", "gpt-6.1-terra"
MODEL_WAIT_S = 6


@dataclass(frozen=True, slots=True)
class Settings:
    """What one process needs to know; secrets are read by name when they are used and never printed."""

    data: Path
    database: str
    host: str
    port: int
    address: str
    """Where the world finds us, `https://…` without a path (`CENTRAL_ENDERECO`, else what the host says); or empty."""
    graph_url: str
    graph_version: str
    verify_token: str
    uncertain_after: int
    """Milliseconds an unknown send waits for its status (`INCERTO_APOS`, in seconds, in the environment)."""
    keep_raw: int
    """Milliseconds raw updates are kept (`GUARDAR_BRUTO_DIAS`); never under 8 days, Meta repeats for 7."""
    pace: float
    """1 is human pace; 0 answers at once (`RITMO`)."""
    fronts: int
    """Processes of their own that read webhooks (`FRENTES`): by default one, if there is a second core for it."""
    clerks: int
    """Processes of their own that take turns while there is much to do (`AJUDANTES`): as with `fronts`, one at most."""
    model_url: str
    """Any server that speaks OpenAI's protocol (`OPENAI_BASE_URL`); empty: OpenAI's own."""
    model_key: str
    model_small: str
    """What the tier `mini` is (`MODELO_MINI`), and below the tier `forte` (`MODELO_FORTE`)."""
    model_strong: str
    model_audio: str
    """What hears voice notes (`MODELO_AUDIO`); empty: nobody does."""
    model_reads: bool
    """Whether the small model reads what the words leave open (`MODELO_LEITOR`)."""
    model_wait: int
    """Milliseconds one model may take for a reply (`MODELO_ESPERA`, in seconds, in the environment)."""
    environment: Mapping[str, str]

    @property
    def has_models(self) -> bool:
        """Whether a model can be asked: a key, or a server that needs none."""
        return bool(self.model_key or self.model_url)

    def secret(self, name: str) -> str:
        """The secret in this environment variable, or an empty string."""
        return self.environment.get(name, "").strip()


def read_settings(environment: Mapping[str, str], *, host: str = "0.0.0.0") -> Settings:  # noqa: S104 - a server's default
    """Settings from the environment; raises AskHuman naming every variable that is wrong and what to write."""
    problems: list[str] = []

    def whole(name: str, default: int, least: int, most: int) -> int:
        text = environment.get(name, "").strip()
        if not text:
            return default
        if not text.isdigit() or not least <= int(text) <= most:
            problems.append(
                f"{name}={text}: escreva um número inteiro de {least} a {most}, por exemplo {name}={default}"
            )
            return default
        return int(text)

    data = Path(environment.get("CENTRAL_DATA", "").strip() or "dados")
    database = environment.get("DATABASE_URL", "").strip() or f"sqlite:///{data / 'central.db'}"
    if not database.startswith(("sqlite:///", "postgresql://", "postgres://")):
        problems.append("DATABASE_URL: comece por postgresql:// ou sqlite:///, ou apague a variável para usar SQLite")
    graph_url = environment.get("GRAPH_URL", "").strip() or GRAPH_URL
    if not graph_url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        problems.append(f"GRAPH_URL={graph_url}: use https:// (http só neste computador), por exemplo {GRAPH_URL}")
    model_url = environment.get("OPENAI_BASE_URL", "").strip()
    if model_url and not model_url.startswith(("https://", "http://")):
        problems.append(f"OPENAI_BASE_URL={model_url}: comece por https://, por exemplo http://localhost:11434/v1")
    settings = Settings(
        data=data,
        database=database,
        host=environment.get("HOST", "").strip() or host,
        port=whole("PORT", PORT, 1, 65535),
        address=_address(environment, problems),
        graph_url=graph_url.rstrip("/"),
        graph_version=environment.get("GRAPH_VERSION", "").strip() or GRAPH_VERSION,
        verify_token=environment.get("META_VERIFY_TOKEN", "").strip(),
        uncertain_after=whole("INCERTO_APOS", UNCERTAIN_AFTER_S, 5, 86_400) * 1000,
        keep_raw=whole("GUARDAR_BRUTO_DIAS", KEEP_RAW_DAYS, 8, 3650) * 86_400_000,
        pace=_pace(environment.get("RITMO", "").strip(), problems),
        fronts=whole("FRENTES", 1 if _cores() > 1 else 0, 0, 8),
        clerks=whole("AJUDANTES", 1 if _cores() > 1 else 0, 0, 8),
        model_url=model_url.rstrip("/"),
        model_key=environment.get("OPENAI_API_KEY", "").strip(),
        model_small=environment.get("MODELO_MINI", "").strip() or SMALL_MODEL,
        model_strong=environment.get("MODELO_FORTE", "").strip() or STRONG_MODEL,
        model_audio=environment.get("MODELO_AUDIO", "").strip(),
        model_reads=environment.get("MODELO_LEITOR", "").strip().casefold() not in ("não", "nao"),
        model_wait=whole("MODELO_ESPERA", MODEL_WAIT_S, 1, 60) * 1000,
        environment=environment,
    )
    if problems:
        raise AskHuman("\n".join(f"- {problem}" for problem in problems), code="configuracao")
    return settings


def _address(environment: Mapping[str, str], problems: list[str]) -> str:
    """The public address: the owner's word, else what Railway, Render or Fly tell their processes."""
    given = environment.get("CENTRAL_ENDERECO", "").strip().rstrip("/")
    if given and (not given.startswith(("https://", "http://127.0.0.1", "http://localhost")) or given.count("/") != 2):
        problems.append(f"CENTRAL_ENDERECO={given}: escreva só o começo, por exemplo https://central.minhaloja.com.br")
    domain = environment.get("RAILWAY_PUBLIC_DOMAIN", "").strip()
    app = environment.get("FLY_APP_NAME", "").strip()
    told = f"https://{domain}" if domain else f"https://{app}.fly.dev" if app else ""
    return given or told or environment.get("RENDER_EXTERNAL_URL", "").strip().rstrip("/")


def _cores() -> int:
    """The cores this process may use; 1 where the system has not what a front process needs (it is Linux that has)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def _pace(text: str, problems: list[str]) -> float:
    try:
        pace = float(text.replace(",", ".") or "1")
    except ValueError:
        pace = -1
    if not 0 <= pace <= 3:
        problems.append(f"RITMO={text}: escreva um número de 0 (na hora) a 3; o ritmo humano é RITMO=1")
    return pace
