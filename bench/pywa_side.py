"""The first peer: pywa on FastAPI, signature check on, handlers that only count and return.

pywa answers 200 first and reads the update in a background task of the same request; nothing is stored. ``/contagem``
says how many updates its handlers got, so that a run in which pywa dropped updates is seen.
"""

from __future__ import annotations

import os

from fastapi import FastAPI
from pywa_async import WhatsApp, types

app = FastAPI()
whatsapp = WhatsApp(
    phone_id=os.environ["BENCH_PHONE_NUMBER_ID"],
    token="nenhum",
    server=app,
    webhook_endpoint="/webhook",
    verify_token="medir",
    app_secret=os.environ["BENCH_APP_SECRET"],
)
handled = {"messages": 0, "statuses": 0}


@whatsapp.on_message
async def message(_: WhatsApp, __: types.Message) -> None:
    handled["messages"] += 1


@whatsapp.on_message_status
async def status(_: WhatsApp, __: types.MessageStatus) -> None:
    handled["statuses"] += 1


@app.get("/contagem")
async def count() -> dict[str, int]:
    return handled
