"""What the "novo lead" sheet offers: the campaigns one may click, the numbers one may write to, who speaks there."""

from __future__ import annotations

from typing import Any

from central.core.operation import Operation
from central.core.origin.campaign import Campaign
from central.core.people.persona import Persona
from central.core.selling.catalog import Product

DEFAULT_GREETING = "Olá! Tenho interesse e queria mais informações, por favor."
"""What Meta puts in the lead's input when the ad has no text of its own."""


def campaigns_json(operation: Operation) -> list[dict[str, Any]]:
    """One entry a campaign, in the owner's order; `numeros` are the numbers its persona answers on, best first."""
    return [_campaign(operation, campaign) for campaign in operation.campaigns if not campaign.ended]


def numbers_json(operation: Operation) -> list[dict[str, Any]]:
    """One entry a channel: `id` is the phone number id, `personas` who may answer there, in order."""
    personas = {persona.id: persona for persona in operation.personas}
    return [
        {
            "id": channel.id,
            "nome": channel.name,
            "numero": channel.number,
            "personas": [_persona(personas[id]) for id in channel.personas if id in personas],
        }
        for channel in operation.channels
    ]


def _campaign(operation: Operation, campaign: Campaign) -> dict[str, Any]:
    persona = operation.persona(campaign.persona)
    product = operation.catalog.product(campaign.product)
    return {
        "id": campaign.id,
        "nome": campaign.name,
        "origem": campaign.source,
        "produto": _said_name(product),
        "produto_id": campaign.product,
        "persona": _persona(persona) if persona else None,
        "anuncio": campaign.ads[0] if campaign.ads else None,
        "headline": campaign.headline or campaign.name,
        "body": campaign.body,
        "saudacao": campaign.greeting or DEFAULT_GREETING,
        "numeros": _numbers_of(operation, campaign.persona),
    }


def _said_name(product: Product | None) -> str:
    return (product.neutral_name or product.name) if product else ""


def _persona(persona: Persona) -> dict[str, Any]:
    return {
        "id": persona.id,
        "nome": persona.name,
        "area": persona.field,
        "cor": persona.color,
        "rosto": persona.avatar or persona.id,
        "adulto": persona.adult,
    }


def _numbers_of(operation: Operation, persona: str) -> list[str]:
    """The channels she speaks on: one that is hers alone first."""
    hers = [channel for channel in operation.channels if persona in channel.personas]
    return [channel.id for channel in sorted(hers, key=lambda channel: len(channel.personas) > 1)]
