"""An owner's operation made ready for buyers of pretence: nothing outside is asked, everything sold can be bought."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from central.adapters.operation import Document, media_folder, numbered, read_yaml, to_yaml
from central.core.origin.campaign import Campaign
from central.core.selling.conversion import NO_ADS
from central.core.selling.crm import NO_CRM


def stage(folder: Path, into: Path) -> Path:
    """The operation in `folder` as files below `into`, with its media. Raises OperationInvalid for what is wrong."""
    document = rehearsed(read_yaml(folder))
    into.mkdir()
    for name, text in to_yaml(numbered(0, "", document)).items():
        (into / name).write_text(text, encoding="utf-8")
    if media_folder(folder).is_dir():
        (into / media_folder(folder).name).symlink_to(media_folder(folder).resolve(), target_is_directory=True)
    return into


def rehearsed(document: Document) -> Document:
    """The same shop with one checkout of pretence, no CRM and no ad platform, and leads for whatever it sells.

    An ended campaign brings nobody; a shop without any gets one for each product.
    """
    catalog = document.catalog
    products = tuple(replace(product, checkout=None) for product in catalog.products)
    running = tuple(campaign for campaign in document.campaigns if not campaign.ended)
    return replace(
        document,
        catalog=replace(catalog, products=products),
        campaigns=running or tuple(_campaigns(document)),
        checkouts=(),
        crm=NO_CRM,
        ads=NO_ADS,
    )


def _campaigns(document: Document) -> list[Campaign]:
    sold = [product for product in document.catalog.products if product.active]
    return [
        Campaign(
            id=f"ensaio-{number}",
            name=product.name,
            source="meta",
            product=product.id,
            persona=product.persona,
            ads=(f"1{number:017d}",),
            greeting="Oi! Vi o anúncio e quero saber mais",
            headline=product.neutral_name or product.name,
        )
        for number, product in enumerate(sold, 1)
    ]
