// Where the lead writes: drafts that survive a reload, what is quoted, the ad that goes along, files and voice.

import { h, icon, sr } from "./dom.js";
import { adArt, referralOf, sourceName } from "./phone-ads.js";
import { drawnPhoto } from "./phone-photo.js";
import { send } from "./phone-send.js";
import { campaigns, personaOf, summary } from "./phone-state.js";
import { minutes } from "./time.js";

const PLACES = [
  { latitude: -23.5614, longitude: -46.6559, nome: "Avenida Paulista", endereco: "Bela Vista, São Paulo - SP" },
  { latitude: -22.9711, longitude: -43.1822, nome: "Copacabana", endereco: "Rio de Janeiro - RJ" },
  { latitude: -12.9718, longitude: -38.5108, nome: "Pelourinho", endereco: "Salvador - BA" },
];
const touch = window.matchMedia("(hover: none)");

export class Composer {
  #chat; #quoted = null; #recording = null;

  constructor(chat) {
    this.#chat = chat;
    this.carry = h("div", {});
    this.entry = h("textarea", { className: "entry", rows: "1", placeholder: "Mensagem", "aria-label": "Mensagem", enterkeyhint: "send",
      onInput: () => this.#wrote(), onKeydown: (event) => this.#key(event) });
    this.entry.value = this.#draft();
    this.sendButton = h("button", { type: "button", className: "send", onClick: () => this.#press() });
    this.attachButton = h("button", { type: "button", className: "icon-button", "aria-haspopup": "menu", "aria-expanded": "false", onClick: () => this.#toggleAttach() }, icon("mais"), sr("Anexar"));
    this.row = h("div", { className: "composer-row" }, this.attachButton, this.entry, this.sendButton);
    this.picker = h("input", { type: "file", accept: "image/*", hidden: true, onChange: () => this.#picked() });
    this.menu = this.#attachMenu();
    this.element = h("form", { className: "composer", onSubmit: (event) => event.preventDefault() }, this.menu, this.carry, this.row, this.picker);
    this.element.addEventListener("focusout", (event) => { if (event.relatedTarget && !this.element.contains(event.relatedTarget)) this.#closeAttach(); });
    document.addEventListener("pointerdown", (event) => { if (!this.menu.hidden && !this.element.contains(event.target)) this.#closeAttach(); });
    this.#drawCarry();
    this.#drawSend();
  }

  /** The greeting of an ad's link, and the ad itself to go along; what was typed stays. */
  prefill(text) {
    if (!this.entry.value.trim()) this.entry.value = text;
    this.#wrote();
    this.#drawCarry();
  }

  quote(message) {
    this.#quoted = message;
    this.#drawCarry();
    this.entry.focus();
  }

  focus() { if (!touch.matches) this.entry.focus({ preventScroll: true }); }

  async #press() {
    if (this.#recording) return this.#finishRecording();
    const text = this.entry.value.trim();
    if (!text) return this.#record();
    this.entry.value = "";
    this.#wrote();
    this.entry.focus();
    return this.#send({ tipo: "text", texto: text });
  }

  /** Sends with what is quoted; the first message after a click on Meta carries the ad. */
  #send(envelope, extra = {}) {
    const whole = { ...envelope };
    if (this.#quoted) whole.resposta_a = this.#quoted.id;
    const clicked = this.#clicked();
    if (clicked?.origem === "meta") whole.anuncio = referralOf(clicked);
    sessionStorage.removeItem(`anuncio:${this.#chat.key}`);
    this.#quoted = null;
    this.#drawCarry();
    return send(this.#chat, whole, extra);
  }

  #clicked() { return campaigns.get(sessionStorage.getItem(`anuncio:${this.#chat.key}`)) ?? null; }

  #drawCarry() {
    const clicked = this.#clicked();
    const parts = [];
    if (clicked) {
      parts.push(carried(adArt(clicked), clicked.headline, clicked.origem === "meta" ? "A primeira mensagem leva este anúncio" : `Você veio pelo link do ${sourceName(clicked.origem)}`, "Ir sem o anúncio", () => {
        sessionStorage.removeItem(`anuncio:${this.#chat.key}`);
        this.#drawCarry();
      }));
    }
    if (this.#quoted) {
      parts.push(carried(icon("responder"), this.#quoted.de === "lead" ? "Você" : personaOf(this.#chat)?.nome ?? "Loja", summary(this.#quoted), "Não responder a esta", () => {
        this.#quoted = null;
        this.#drawCarry();
      }));
    }
    this.carry.replaceChildren(...parts);
  }

  #drawSend() {
    const writes = this.entry.value.trim() !== "" || this.#recording;
    this.sendButton.replaceChildren(icon(writes ? "enviar" : "microfone"), sr(writes ? "Enviar" : "Gravar áudio"));
  }

  #draft() { return sessionStorage.getItem(`rascunho:${this.#chat.key}`) ?? ""; }

  #wrote() {
    const text = this.entry.value;
    if (text) sessionStorage.setItem(`rascunho:${this.#chat.key}`, text);
    else sessionStorage.removeItem(`rascunho:${this.#chat.key}`);
    if (!CSS.supports("field-sizing", "content")) {
      this.entry.style.setProperty("height", "auto");
      this.entry.style.setProperty("height", `${this.entry.scrollHeight + 3}px`);
    }
    this.#drawSend();
  }

  #key(event) {
    if (event.key === "Escape" && this.#quoted) {
      this.#quoted = null;
      this.#drawCarry();
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch.matches) return;
    event.preventDefault();
    if (this.entry.value.trim()) this.#press();
  }

  #record() {
    const started = Date.now();
    const state = h("span", { className: "state", role: "status" }, "Gravando 0:00");
    const timer = setInterval(() => { state.lastChild.textContent = `Gravando ${minutes((Date.now() - started) / 1000)}`; }, 250);
    const cancel = h("button", { type: "button", className: "icon-button", onClick: () => this.#stopRecording() }, icon("lixo"), sr("Descartar o áudio"));
    this.#recording = { timer };
    this.row.className = "recorder";
    this.row.replaceChildren(cancel, state, this.sendButton);
    this.#drawSend();
    this.sendButton.focus();
  }

  #finishRecording() {
    this.#stopRecording();
    return this.#send({ tipo: "audio", voz: true });
  }

  #stopRecording() {
    clearInterval(this.#recording.timer);
    this.#recording = null;
    this.row.className = "composer-row";
    this.row.replaceChildren(this.attachButton, this.entry, this.sendButton);
    this.#drawSend();
    this.entry.focus();
  }

  #attachMenu() {
    const item = (name, words, work) => h("button", { type: "button", role: "menuitem", onClick: () => { this.#closeAttach(); work(); } }, icon(name), words);
    return h("div", { className: "attach", role: "menu", "aria-label": "Anexar", hidden: true, onKeydown: (event) => this.#menuKey(event) },
      item("foto", "Foto deste aparelho", () => this.picker.click()),
      item("carinha", "Foto de mentira", async () => this.#sendPhoto(await drawnPhoto())),
      item("figurinha", "Figurinha", () => this.#send({ tipo: "sticker" })),
      item("local", "Localização", () => this.#send({ tipo: "location", ...PLACES[Math.floor(Math.random() * PLACES.length)] })),
      item("arquivo", "Comprovante em PDF", () => this.#send({ tipo: "document", nome: "comprovante.pdf" })));
  }

  #menuKey(event) {
    const items = [...this.menu.querySelectorAll("button")];
    const place = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items.at((place + step) % items.length).focus();
    if (event.key === "Escape") {
      this.#closeAttach();
      this.attachButton.focus();
    }
    if (step || event.key === "Escape") event.preventDefault();
  }

  #toggleAttach() {
    if (!this.menu.hidden) return this.#closeAttach();
    this.menu.hidden = false;
    this.attachButton.setAttribute("aria-expanded", "true");
    return this.menu.querySelector("button").focus();
  }

  #closeAttach() {
    this.menu.hidden = true;
    this.attachButton.setAttribute("aria-expanded", "false");
  }

  #picked() {
    const [file] = this.picker.files;
    this.picker.value = "";
    if (file) this.#sendPhoto(file);
  }

  /** Words in the input become the caption, as one would write it. */
  #sendPhoto(file) {
    const caption = this.entry.value.trim();
    this.entry.value = "";
    this.#wrote();
    return this.#send({ tipo: "image", ...(caption && { legenda: caption }) }, { file, shown: { preview: URL.createObjectURL(file) } });
  }
}

function carried(art, title, text, dismissal, onDismiss) {
  return h("div", { className: "carry" }, art, h("div", { className: "carry-text" }, h("b", {}, title), h("span", {}, text)),
    h("button", { type: "button", className: "icon-button", onClick: onDismiss }, icon("fechar"), sr(dismissal)));
}
