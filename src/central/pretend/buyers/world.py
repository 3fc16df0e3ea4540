"""What moves buyers, as data: a hidden world that no part of Central reads, so that learning can be held against it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from central.core.errors import AskHuman

_FOLDER = files("central.content") / "mundos"


@dataclass(frozen=True, slots=True)
class World:
    """Shares are parts of one; `urge` and what adds to it are on the logistic scale."""

    name: str
    about: str
    doubts: Mapping[str, float]
    """How many buyers have a doubt, by intent."""
    settles: Mapping[str, Mapping[str, float]]
    """The chance that an answer to the point settles it, by intent and by the tier that wrote it."""
    urge: float
    settled: float
    open: Mapping[str, float]
    """What a doubt that stays open takes away."""
    triggers: Mapping[str, float]
    per_minute: float
    per_wrong: float
    pays: float
    wants_person: float
    opts_out: float
    thanks: float
    sends_audio: float
    other_phone: float
    loses_token: float
    refunds: float
    allows: float
    """Who says yes when asked whether we may write later."""
    returns: float
    """Who answers when called back."""
    comes_back: float
    """Who comes back unasked within a few days."""
    stops: float
    """Who asks us to stop when called back."""
    mutes: float
    """Who switches marketing off in WhatsApp when called back."""

    def settles_doubt(self, intent: str, tier: str) -> float:
        """The chance that an answer of this tier, to the point, settles this doubt."""
        return self.settles.get(intent, {}).get(tier, 0.8)

    def buys(self, settled: int, open: list[str], triggers: list[str], waited_ms: int, wrong: int) -> float:
        """The chance that somebody buys who lived through this conversation."""
        urge = self.urge + self.settled * settled - sum(self.open.get(doubt, 0.5) for doubt in open)
        urge += sum(self.triggers.get(trigger, 0.0) for trigger in triggers)
        urge -= self.per_minute * waited_ms / 60_000 + self.per_wrong * wrong
        return 1 / (1 + math.exp(-urge))


def worlds() -> tuple[str, ...]:
    """The names of the worlds that come with Central."""
    return tuple(sorted(file.name.removesuffix(".yaml") for file in _FOLDER.iterdir() if file.name.endswith(".yaml")))


def load_world(name: str) -> World:
    """A world by its name; AskHuman when there is none."""
    if name not in worlds():
        raise AskHuman(f"Não há o mundo “{name}”. Existem: {', '.join(worlds())}", code="mundo")
    return world_of(_read(name))


def world_of(told: Mapping[str, Any]) -> World:
    """A world as a scenario tells it, in hundredths where it counts people."""

    def share(key: str) -> float:
        return float(told[key]) / 100

    return World(
        name=str(told["nome"]),
        about=str(told["resumo"]),
        doubts={intent: many / 100 for intent, many in told["duvidas"].items()},
        settles={i: {tier: many / 100 for tier, many in by.items()} for i, by in told["resolve"].items()},
        urge=float(told["vontade"]),
        settled=float(told["resolvida"]),
        open=dict(told["em_aberto"]),
        triggers=dict(told["gatilhos"]),
        per_minute=float(told["por_minuto_de_espera"]),
        per_wrong=float(told["por_resposta_errada"]),
        pays=share("pagam_o_link"),
        wants_person=share("pedem_pessoa"),
        opts_out=share("pedem_para_sair"),
        thanks=share("agradecem"),
        sends_audio=share("mandam_audio"),
        other_phone=share("usam_outro_telefone"),
        loses_token=share("perdem_o_codigo_do_link"),
        refunds=share("pedem_reembolso"),
        allows=share("deixam_chamar"),
        returns=share("voltam_se_chamados"),
        comes_back=share("voltam_sozinhos"),
        stops=share("mandam_parar"),
        mutes=share("desligam_no_whatsapp"),
    )


def draw(*keys: object) -> float:
    """A number from 0 to 1 that only these keys decide, so that no order of events changes it.

    >>> draw(1, "ana", "frete") == draw(1, "ana", "frete"), draw(1, "ana") == draw(2, "ana")
    (True, False)
    """
    told = "\0".join(str(key) for key in keys).encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=7).digest()) / (1 << 56)


def _read(name: str) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    ground = _read(told.pop("base")) if "base" in told else {}
    for key, value in told.items():
        ground[key] = ground.get(key, {}) | value if isinstance(value, dict) else value
    return ground
