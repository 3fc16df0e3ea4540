"""A Mercado Pago of pretence: Pix charges that somebody may pay, and notices of them that come twice and out of order.

Built from their documentation, never run against Mercado Pago.
"""

from __future__ import annotations

from central.pretend.mercadopago.account import Faults, Post, PretendMercadoPago
from central.pretend.mercadopago.http import mercadopago_app

__all__ = ["Faults", "Post", "PretendMercadoPago", "mercadopago_app"]
