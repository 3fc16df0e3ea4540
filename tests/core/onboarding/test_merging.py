"""A list against a catalogue: prices and stock move, the owner's words stay, nothing goes away by itself."""

from __future__ import annotations

from dataclasses import replace

from central.core.onboarding.listing import Listing, Offer
from central.core.onboarding.merging import Comparison, Wishes, compare
from central.core.selling.catalog import UNCOUNTED, Catalog, Payment, Product, Variant

MUG = Product(
    *("caneca", "ana", "Caneca Lua", 2990, "minhas palavras", "https://l.example/c"),
    variants=(Variant("unica", "", 3),),
    origin="nuvemshop:7",
)
RING = Product(
    *("anel", "ana", "Anel", 5000, "prata", "https://l.example/a"),
    variants=(Variant("p", "P", 1), Variant("g", "G", 2, 6000)),
)


def _listed(name: str, *offers: Offer, key: str = "") -> Listing:
    return Listing("linha 2", key, name, offers, "https://l.example/novo", "palavras da loja")


def _compared(*listings: Listing, **wishes: object) -> Comparison:
    wished = replace(Wishes("nuvemshop", "ana"), **wishes)  # type: ignore[arg-type]
    return compare(Catalog((MUG, RING), (), Payment()), listings, wished, {"ana": False, "mel": True})


def test_price_and_stock_move_and_our_words_stay_even_where_the_shop_renamed_it() -> None:
    (one,) = _compared(_listed("Outra caneca", Offer("", 9, 2490), key="7")).changed
    assert (one.product.price, one.product.stock) == (2490, 9)
    assert (one.product.name, one.product.summary, one.product.link) == (MUG.name, MUG.summary, MUG.link)
    assert one.said == ("preço de R$ 29,90 para R$ 24,90", "estoque de 3 para 9")


def test_the_words_of_the_list_are_taken_where_the_owner_wishes_it() -> None:
    (one,) = _compared(_listed("Caneca Sol", Offer("", 3, 2990), key="7"), texts=True).changed
    assert (one.product.name, one.product.summary) == ("Caneca Sol", "palavras da loja")


def test_what_is_not_in_the_list_stays_and_is_told_and_is_emptied_only_by_wish() -> None:
    told = _compared(_listed("Anel", Offer("P", 1, 5000), Offer("G", 2, 6000)))
    assert told.absent == (MUG,)
    assert not [i for i in told.changed if i.product.id == "caneca"]
    emptied = _compared(_listed("Anel", Offer("P", 1, 5000), Offer("G", 2, 6000)), emptied=True)
    assert next(i.product for i in emptied.changed if i.product.id == "caneca").stock == 0


def test_variations_meet_by_name_a_missing_one_keeps_its_price_and_stock_and_a_new_one_comes_in() -> None:
    (one,) = _compared(_listed("anel", Offer("M", 4, 4500), Offer("p", 8, 4500))).changed
    assert one.product.variants == (Variant("p", "P", 8), Variant("g", "G", 2, 6000), Variant("m", "M", 4))
    assert '"G" não veio na lista e fica como está' in one.said


def test_a_new_product_says_nobodys_stock_where_nobody_counts_and_hides_its_name_where_it_is_for_adults() -> None:
    compared = _compared(_listed("Vela", Offer("", None, 1990), key="9"), persona="mel")
    (one,) = compared.fresh
    assert (one.product.stock, one.product.neutral_name, one.product.adult) == (UNCOUNTED, "Item 01", True)
    assert one.product.origin == "nuvemshop:9"
    assert "sem contagem de estoque" in compared.notes[0]


def test_the_same_list_again_changes_nothing() -> None:
    first = _compared(_listed("Vela", Offer("", 2, 1990), key="9"), _listed("Caneca", Offer("", 9, 2490), key="7"))
    catalog = Catalog((*(i.product for i in first.incoming), RING), (), Payment())
    again = compare(
        catalog,
        [_listed("Vela", Offer("", 2, 1990), key="9"), _listed("Caneca", Offer("", 9, 2490), key="7")],
        Wishes("nuvemshop", "ana"),
        {"ana": False},
    )
    assert (again.fresh, again.changed, again.same, again.absent) == ((), (), 2, ())


def test_what_cannot_be_sold_is_unreadable_with_a_cure() -> None:
    no_link = replace(_listed("Vela", Offer("", 1, 1990)), link="")
    nobody = replace(_listed("Faca", Offer("", 1, 1990)), persona="Zeca")
    twice = _listed("Caneca Lua", Offer("", 1, 1990), key="7")
    said = [str(one) for one in _compared(no_link, nobody, twice, twice).unreadable]
    assert said[0].startswith("linha 2, link: falta o endereço de compra; escreva")
    assert said[1] == 'linha 2, persona: não há persona "Zeca"; escreva uma destas: ana, mel.'
    assert '"Caneca Lua" aparece duas vezes' in said[2]
