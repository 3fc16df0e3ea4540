// One phone on the stage: whose it is, who answers there, the thread, the input.

import { face, h, icon, sr, tinted } from "./dom.js";
import { Composer } from "./phone-composer.js";
import { messageMenu } from "./phone-menu.js";
import { openOptions } from "./phone-options.js";
import { retry, send } from "./phone-send.js";
import { isTyping, leads, numbers, personaOf, see } from "./phone-state.js";
import { Thread } from "./phone-thread.js";
import { markPlayed, markRead } from "./phone-wire.js";

const WRITERS = {
  script: "escrito por um script", regra: "escrito por um script", modelo: "escrito por um modelo",
  ensaiado: "ensaiado: nenhum modelo escreveu isto", atendente: "escrito por uma pessoa",
};
const STAGES = {
  interessado: "interessado", pediu_desconto: "pediu desconto", checkout: "no checkout", comprado: "comprou", perdido: "perdido", pos_venda: "pós-venda",
};

export class Device {
  #chat;

  /** `onClose`, `onBack`, `onAd` (another ad for the same lead) are the room's; `isLooking` says whether this phone is looked at. */
  constructor(chat, { onClose, onBack, onAd, isLooking }) {
    this.#chat = chat;
    this.isLooking = isLooking;
    this.composer = new Composer(chat);
    this.thread = new Thread(chat, this.#context(), () => this.seen());
    this.caption = h("div", { className: "caption" });
    this.who = h("div", { className: "who" });
    this.strip = h("div", { className: "strip", hidden: true, tabindex: "0", role: "group", "aria-label": "Quem responde aqui" });
    const head = h("header", { className: "phone-head" },
      tool("voltar", "Voltar para a lista", onBack, "back"), this.who,
      tool("anuncio", "Clicar em outro anúncio com este lead", () => onAd(chat)), tool("fechar", "Fechar este celular", () => onClose(chat), "close"));
    this.phone = h("div", { className: "phone" }, head, this.strip, this.thread.element, this.composer.element);
    this.element = h("section", { className: "slot", dataset: { chave: chat.key }, "aria-label": `Celular de ${leads.get(chat.lead)?.nome ?? "um lead"}` }, this.caption, this.phone);
    this.drawHead();
  }

  /** What the state tells of this chat. */
  apply(what) {
    this.drawHead();
    if (what.about) return;
    this.thread.apply(what);
  }

  /** The lead has the end of the thread before their eyes: ticks of the persona turn blue on her side. */
  seen() {
    if (this.isLooking?.(this.#chat) && this.thread?.atEnd && see(this.#chat)) markRead(this.#chat.lead, this.#chat.number).catch(() => {});
  }

  drawHead() {
    const lead = leads.get(this.#chat.lead);
    const persona = personaOf(this.#chat);
    const number = numbers.get(this.#chat.number);
    const typing = isTyping(this.#chat);
    const identity = lead?.so_bsuid ? `@${lead.usuario ?? "usuário"}, sem telefone` : lead?.telefone ?? "";
    tinted(this.phone, persona);
    this.caption.replaceChildren(icon("tela"), h("span", {}, "Celular de ", h("b", {}, lead?.nome ?? "…"), ` · ${identity}`), h("span", { className: "test-tag" }, "TESTE"));
    this.who.replaceChildren(face(persona), h("div", { className: "who-text" },
      h("h2", { className: "who-name" }, persona?.nome ?? number?.nome ?? "Loja"),
      h("p", { className: `who-state${typing ? " typing" : ""}` }, typing ? "digitando…" : [persona?.area, number?.numero].filter(Boolean).join(" · "))));
    this.#drawStrip(persona);
  }

  #drawStrip(persona) {
    const { about } = this.#chat;
    const chips = [];
    if (about?.campanha) chips.push(h("span", { className: "chip campaign", title: about.campanha }, icon("anuncio"), h("span", {}, about.campanha)));
    else if (about && persona) chips.push(h("span", { className: "chip" }, "sem anúncio"));
    if (this.#chat.asked) chips.push(h("span", { className: "chip" }, icon("mao"), "pediu uma pessoa"));
    else if (STAGES[about?.estado]) chips.push(h("span", { className: "chip stage" }, STAGES[about.estado]));
    if (WRITERS[about?.autor]) chips.push(h("span", { className: "chip writer" }, WRITERS[about.autor]));
    this.strip.hidden = chips.length === 0;
    this.strip.classList.toggle("long", about?.autor === "ensaiado");
    this.strip.replaceChildren(...chips);
  }

  #context() {
    const chat = this.#chat;
    return {
      chat,
      onReply: (message) => this.composer.quote(message),
      onMenu: (message, anchor) => messageMenu(chat, message, anchor, () => this.composer.quote(message)),
      onRetry: (message) => retry(chat, message),
      onTap: (message, button) => send(chat, message.tipo === "template" ? { tipo: "template_button", resposta_a: message.id, texto: button.titulo, payload: button.id } : { tipo: "button_reply", resposta_a: message.id, escolha: button.id }, { shown: { escolha: button } }),
      onList: (message, anchor) => openOptions(this.phone, message.lista, anchor, (row) => send(chat, { tipo: "list_reply", resposta_a: message.id, escolha: row.id }, { shown: { escolha: row } })),
      onShare: (message) => send(chat, { tipo: "contacts", resposta_a: message.id }),
      onPlayed: (message) => { if (message.de === "central") markPlayed(chat.lead, chat.number, message.id).catch(() => {}); },
    };
  }
}

const tool = (name, label, onClick, className = "") => h("button", { type: "button", className: `icon-button ${className}`, onClick }, icon(name), sr(label));
