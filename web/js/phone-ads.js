// Ads as a lead meets them: a drawn thumbnail, the headline, whose they are. And what a click leaves behind.

import { face, h, icon, sr, tinted } from "./dom.js";
import { campaigns } from "./phone-state.js";

const SOURCES = { meta: "Meta", youtube: "YouTube", kwai: "Kwai" };

export const sourceName = (source) => SOURCES[source] ?? "Link";

export function adArt(campaign) {
  const drawn = [`ad-${campaign.produto_id}`, `ad-${campaign.persona?.rosto}`, "ad-qualquer"].find((id) => document.getElementById(id));
  return tinted(h("span", { className: "ad-art", "aria-hidden": "true" }, icon(drawn, { className: "art" })), campaign.persona);
}

/** What the card shows; the caller wraps it in a button or a radio. */
export function adCard(campaign) {
  const art = adArt(campaign);
  art.append(h("span", { className: "ad-source" }, icon(campaign.origem in SOURCES ? campaign.origem : "link"), sourceName(campaign.origem)));
  return h("span", { className: "ad-card" }, art, h("span", { className: "ad-text" },
    sr(`Anúncio no ${sourceName(campaign.origem)}: `),
    h("b", {}, campaign.headline), campaign.body ? h("span", { className: "ad-body" }, campaign.body) : null,
    campaign.persona ? h("span", { className: "ad-who" }, face(campaign.persona), h("span", {}, `${campaign.persona.nome} · ${campaign.produto}`),
      campaign.persona.adulto ? h("span", { className: "adult" }, "18+") : null) : null));
}

/** The wall of ads: one click and a new lead is in front of the chat. */
export function feed(onPlay) {
  const cards = [...campaigns.values()].map((campaign) => h("button", { type: "button", className: "ad", dataset: { campanha: campaign.id }, onClick: () => onPlay(campaign) }, adCard(campaign)));
  return h("section", { className: "feed" },
    h("div", { className: "feed-head" },
      h("h2", {}, "Clique num anúncio, como um cliente faria."),
      h("p", {}, "Um celular de mentira se abre, você escreve como o cliente e a Central responde de verdade. Nada sai deste computador.")),
    h("div", { className: "feed-grid" }, cards));
}

/** What Meta tells the shop with the first message after a click. */
export function referralOf(campaign) {
  return {
    source_id: campaign.anuncio ?? undefined, source_type: "ad", source_url: `https://fb.me/${campaign.id}`,
    headline: campaign.headline, body: campaign.body || undefined, media_type: "image", ctwa_clid: clickId(),
  };
}

function clickId() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return `Af${btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, "")}`;
}
