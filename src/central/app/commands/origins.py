"""`central anuncios`, `ligar-anuncio`, `links`, `qr`, `numeros`, `numero` and `trocar-persona`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from central.app.calendar import local
from central.app.commands.terminal import WHO, at_store
from central.core.errors import AskHuman
from central.core.messaging.health import STATES

if TYPE_CHECKING:
    from central.adapters.store import Store


def add_commands(commands: Any) -> None:
    """Give the parser these commands."""
    ads = commands.add_parser("anuncios", help="lista os anúncios novos: trouxeram leads e nenhuma campanha os conhece")
    ads.set_defaults(run=_ads)
    tie = commands.add_parser("ligar-anuncio", help="liga um anúncio a um produto, e com ele os leads que já trouxe")
    tie.add_argument("anuncio")
    tie.add_argument("produto")
    tie.add_argument("--quem", default=WHO, help="quem está ligando, para o registro")
    tie.set_defaults(run=_tie)
    links = commands.add_parser("links", help="lista os links das campanhas, com cliques e conversas")
    links.set_defaults(run=_links)
    qr = commands.add_parser("qr", help="grava o QR de um link, para imprimir")
    qr.add_argument("link")
    qr.add_argument("--endereco", required=True, metavar="https://…", help="o endereço público da sua Central")
    qr.add_argument("--arquivo", type=Path, help="onde gravar; sem isso, LINK.svg")
    qr.set_defaults(run=_qr)
    listed = commands.add_parser("numeros", help="mostra a saúde dos números e os anúncios a trocar na Meta")
    listed.set_defaults(run=_numbers)
    health = commands.add_parser("numero", help="diz a saúde de um número; os links mudam em seguida")
    health.add_argument("numero", help="o id do canal")
    health.add_argument("--saude", required=True, choices=list(STATES.values()))
    health.add_argument("--quem", default=WHO, help="quem está dizendo, para o registro")
    health.set_defaults(run=_health)
    for name, on, help in (
        ("desligar", False, "desliga a IA num número ou numa persona; quem escreve lá vai para pessoas"),
        ("ligar", True, "liga de novo a IA num número ou numa persona"),
    ):
        bot = commands.add_parser(name, help=help)
        bot.add_argument("onde", choices=("numero", "persona"))
        bot.add_argument("id")
        bot.add_argument("--motivo", default="", help="por quê, para o registro")
        bot.add_argument("--quem", default=WHO, help="quem está mudando, para o registro")
        bot.set_defaults(run=_bot, on=on)
    switch = commands.add_parser("trocar-persona", help="passa um lead para outra persona; fica registrado")
    switch.add_argument("lead", help="o número da conversa ou da pessoa")
    switch.add_argument("persona")
    switch.add_argument("--quem", default=WHO, help="quem está trocando, para o registro")
    switch.set_defaults(run=_switch)


def _ads(arguments: argparse.Namespace) -> None:
    from central.app.desk.origins import operation_of

    async def work(store: Store) -> list[Any]:
        return await store.origins.new_ads(await operation_of(store))

    found = at_store(work)
    if not found:
        print("Nenhum anúncio novo: todos os que trouxeram leads estão em alguma campanha.")
    for ad in found:
        people = "1 lead" if ad.leads == 1 else f"{ad.leads} leads"
        text = " — ".join(filter(None, (ad.headline, ad.body))) or "(a Meta não mandou o texto)"
        print(f"{ad.ad}  {people}  de {_day(ad.first_at)} a {_day(ad.last_at)}\n    {text[:160]}")
    if found:
        print("\nPara ligar um deles a um produto: central ligar-anuncio NÚMERO PRODUTO")


def _tie(arguments: argparse.Namespace) -> None:
    from central.app.desk.origins import tie_ad
    from central.app.desk.visit import CLOCK

    tied = at_store(lambda store: tie_ad(store, arguments.anuncio, arguments.produto, arguments.quem, CLOCK.now()))
    print(
        f"O anúncio {arguments.anuncio} agora é da campanha {tied.campaign} ({tied.product}, {tied.persona}), "
        f"na versão {tied.version}. Leads que já tinham vindo por ele: {tied.leads}; a persona de cada um continua."
    )


def _links(arguments: argparse.Namespace) -> None:
    from central.app.desk.origins import operation_of

    async def work(store: Store) -> tuple[Any, Any]:
        return await operation_of(store), await store.clicks.counts(0)

    operation, counts = at_store(work)
    for campaign in operation.campaigns:
        for link in dict.fromkeys((campaign.id, *campaign.links)):
            visits, joined = counts.get(link, (0, 0))
            print(f"/r/{link:<28} {campaign.name:<36} {visits} cliques, {joined} conversas")


def _qr(arguments: argparse.Namespace) -> None:
    from central.app.desk.origins import operation_of
    from central.app.doors.link import PREFIX, qr_svg

    async def work(store: Store) -> Any:
        return (await operation_of(store)).link(arguments.link)

    if at_store(work) is None:
        raise AskHuman(f'Não conheço o link "{arguments.link}". Veja: central links', code="link_desconhecido")
    if not arguments.endereco.startswith(("https://", "http://")):
        raise AskHuman("O endereço começa com https://", code="endereco")
    address = f"{arguments.endereco.rstrip('/')}{PREFIX}{arguments.link}"
    path = arguments.arquivo or Path(f"{arguments.link}.svg")
    path.write_bytes(qr_svg(address))
    print(f"{path}: leva a {address}")


def _numbers(arguments: argparse.Namespace) -> None:
    from central.app.desk.origins import numbers
    from central.app.desk.visit import CLOCK

    for number in at_store(lambda store: numbers(store, CLOCK.now())):
        _show(number)


def _health(arguments: argparse.Namespace) -> None:
    from central.app.desk.origins import set_health
    from central.app.desk.visit import CLOCK

    _show(at_store(lambda store: set_health(store, arguments.numero, arguments.saude, arguments.quem, CLOCK.now())))


def _bot(arguments: argparse.Namespace) -> None:
    from central.app.desk.origins import switch_bot
    from central.app.desk.visit import CLOCK

    async def work(store: Store) -> int:
        about = (arguments.onde, arguments.id, arguments.on, arguments.quem, arguments.motivo)
        return await switch_bot(store, *about, CLOCK.now())

    back = at_store(work)
    if arguments.on:
        print(f"A IA voltou a atender. Conversas que só esperavam por isso: {back}.")
    else:
        print("A IA está calada aí. Quem escrever aparece em: central atencao")


def _show(number: Any) -> None:
    from central.app.desk.origins import is_well

    why = f" desde {_day(number.health.at)}: {number.health.reason}" if number.health is not None else ""
    print(f"{number.channel.id}  {number.channel.number}  {number.channel.name}  {STATES[number.state]}{why}")
    if number.halt is not None:
        print(f"    A IA está desligada aqui desde {_day(number.halt.at)} ({number.halt.by}).")
    for what, how, well in number.standing.lines() if number.standing is not None else ():
        print(f"    {'certo ' if well else 'FALTA '} {what}: {how}")
    if is_well(number):
        return
    print("    Os links já não levam a este número. Quem escrever para outro do mesmo portfólio é reconhecido.")
    for ad in number.ads:
        print(f"    Troque o número à mão na Meta: anúncio {ad.ad} ({ad.campaign or 'ainda sem campanha'})")


def _switch(arguments: argparse.Namespace) -> None:
    from central.app.desk.origins import switch_persona
    from central.app.desk.visit import CLOCK

    switch = at_store(
        lambda store: switch_persona(store, arguments.lead, arguments.persona, arguments.quem, CLOCK.now())
    )
    print(
        f"Este lead agora é de {switch.after} (antes: {switch.before or 'ninguém'}). Ela se apresenta na próxima vez."
    )


def _day(at: int) -> str:
    return f"{local(at):%d/%m %H:%M}"
