// The phone page: reads what there is, listens, and puts phones side by side.

import { debounce } from "./dom.js";
import { refreshAttention } from "./phone-attention.js";
import { keepList } from "./phone-list.js";
import { freshName } from "./phone-names.js";
import { Room } from "./phone-room.js";
import { openSheet } from "./phone-sheet.js";
import * as state from "./phone-state.js";
import * as wire from "./phone-wire.js";

const RECENT = 40;
const LINK_WORDS = { ligando: "Ligando…", ligado: "Ligada", caiu: "Sem conexão: tentando de novo" };
const room = new Room(document.getElementById("palco"), { onAd: anotherAd, onPlay: play });

async function start() {
  document.addEventListener("click", (event) => { if (event.target.closest("[data-novo-lead]")) openSheet({ onGo: arrive }); });
  await readOffers();
  keepList(document.getElementById("lista"), { isOpen: (key) => room.isOpen(key), onOpen: (chat) => room.open(chat, { focus: true }), onPlay: play });
  wire.listen({ onEvent: hear, onState: linkState });
  setInterval(attention, 10_000);
}

/** Everything again after each (re)connection: events are not replayed. Open threads first. */
async function resync() {
  const known = await wire.getLeads();
  for (const lead of known) state.leads.set(lead.id, lead);
  const open = new Set(room.wanted().map((key) => key.split("~")[0]));
  const recent = known.toSorted((one, other) => other.criado_em - one.criado_em).slice(0, RECENT).map((lead) => lead.id);
  await Promise.all([...new Set([...open, ...recent])].filter((id) => state.leads.has(id)).map(readThreads));
  room.restore();
  await about();
  document.documentElement.dataset.pronto = "1";
}

async function readThreads(lead) {
  const byNumber = Map.groupBy(await wire.getThread(lead), (message) => message.numero);
  const open = room.wanted().map((key) => key.split("~")).filter(([id]) => id === lead).map(([, number]) => number);
  for (const number of new Set([...byNumber.keys(), ...open])) state.replaceThread(lead, number, byNumber.get(number) ?? []);
}

async function readOffers() {
  const [campaigns, numbers] = await Promise.all([wire.getCampaigns(), wire.getNumbers()]).catch(() => [[], []]);
  for (const campaign of campaigns) state.campaigns.set(campaign.id, campaign);
  for (const number of numbers) state.numbers.set(number.id, number);
  room.draw();
}

function hear(event) {
  switch (event.tipo) {
    case "mensagem": return heardMessage(event);
    case "status": return state.setStatus(event.lead, event.numero, event.id, event.status, event.erro);
    case "digitando": return state.setTyping(event.lead, event.numero, event.ms);
    case "lido": return event.ids.forEach((id) => state.setStatus(event.lead, event.numero, id, "lida"));
    case "lead": state.leads.set(event.dados.id, event.dados); return state.tell("list");
    default: return undefined;
  }
}

function heardMessage({ mensagem }) {
  const fresh = state.put(mensagem);
  if (fresh && mensagem.de === "central") aboutSoon();
}

function linkState(name) {
  const sign = document.getElementById("ligacao");
  sign.dataset.estado = name;
  sign.textContent = LINK_WORDS[name];
  if (name !== "ligado") return;
  if (!state.campaigns.size) readOffers().then(resync);
  else resync().catch(() => {});
}

/** What Central says of each conversation: persona, campaign, who wrote. Absent where the demo does not tell. */
async function about() {
  const [told, cases] = await Promise.all([wire.getConversations(), attention()]);
  const asked = new Set(cases.filter((each) => each.tipo === "pessoa").map((each) => each.conversa));
  for (const each of told ?? []) {
    if (!state.leads.has(each.lead) || !each.numero) continue;
    const chat = state.chatOf(each.lead, each.numero);
    if (JSON.stringify(chat.about) === JSON.stringify(each) && chat.asked === asked.has(each.conversa)) continue;
    Object.assign(chat, { about: each, asked: asked.has(each.conversa) });
    state.tell("chat", { key: chat.key, about: true });
  }
  state.tell("list");
}
const aboutSoon = debounce(250, about);

function attention() {
  return refreshAttention((found) => {
    if (state.leads.has(found.lead) && found.numero) room.open(state.chatOf(found.lead, found.numero), { focus: true });
  });
}

/** One click on an ad of the wall: a new person in front of the chat. */
async function play(campaign) {
  const name = freshName([...state.leads.values()].map((lead) => lead.nome));
  await arrive({ lead: null, name, usernameOnly: false, campaign, number: campaign.numeros?.[0] ?? [...state.numbers.keys()][0] });
}

async function arrive({ lead, name, usernameOnly, campaign, number }) {
  const who = lead ?? await wire.makeLead({ nome: name, ...(usernameOnly && { so_bsuid: true, usuario: username(name) }) });
  state.leads.set(who.id, who);
  const chat = state.chatOf(who.id, number);
  Object.assign(chat, { loaded: chat.loaded || !lead, touchedAt: Date.now(), ad: campaign?.id ?? chat.ad });
  if (campaign) sessionStorage.setItem(`anuncio:${chat.key}`, campaign.id);
  if (lead && !chat.loaded) await readThreads(who.id);
  chat.loaded = true;
  const device = room.open(chat, { focus: true });
  if (campaign) device.composer.prefill(campaign.saudacao);
  state.tell("chat", { key: chat.key, all: true });
  state.tell("list");
}

function anotherAd(chat) {
  openSheet({ lead: state.leads.get(chat.lead), onGo: arrive });
}

const username = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, ".");

start();
