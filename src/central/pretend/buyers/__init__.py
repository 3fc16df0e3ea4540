"""Buyers who never lived: they come by ads, ask, doubt, buy, take back; a hidden world decides what moves them."""

from __future__ import annotations

from central.pretend.buyers.buyer import Buyer, draw_buyer
from central.pretend.buyers.day import arrivals, hours_of_day
from central.pretend.buyers.ear import is_pix
from central.pretend.buyers.life import Burst, Entry, Life, Shop
from central.pretend.buyers.talk import Act, Talk
from central.pretend.buyers.world import World, load_world, worlds

__all__ = [
    "Act",
    "Burst",
    "Buyer",
    "Entry",
    "Life",
    "Shop",
    "Talk",
    "World",
    "arrivals",
    "draw_buyer",
    "hours_of_day",
    "is_pix",
    "load_world",
    "worlds",
]
