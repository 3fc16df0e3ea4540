// The stage: as many phones as fit, the least recently used gives way; on a small screen one, with the way back.

import { h, icon } from "./dom.js";
import { feed } from "./phone-ads.js";
import { Device } from "./phone-device.js";
import { campaigns, chatOf, leads, on, tell } from "./phone-state.js";

const NARROWEST = 322;
const GAP = 22;
const SMALL = window.matchMedia("(max-width: 760px)");
const app = document.getElementById("app");

export class Room {
  #stage; #devices = new Map(); #open = []; #used = []; #handlers;

  constructor(stage, { onAd, onPlay }) {
    this.#stage = stage;
    this.#handlers = { onAd, onPlay, onClose: (chat) => this.close(chat), onBack: () => history.back(), isLooking: (chat) => this.#isLooking(chat.key) };
    this.#open = JSON.parse(sessionStorage.getItem("celulares") ?? "[]");
    this.#used = [...this.#open];
    on("chat", ({ key, ...what }) => this.#devices.get(key)?.apply(what));
    new ResizeObserver(() => this.draw()).observe(stage);
    SMALL.addEventListener("change", () => this.draw());
    window.addEventListener("popstate", (event) => this.#show(event.state?.celular ? "celular" : "lista"));
    document.addEventListener("visibilitychange", () => this.#looked());
    if (SMALL.matches && history.state?.celular) this.#show("celular");
  }

  /** The keys of the phones to be open, also before their leads are read. */
  wanted() { return this.#open; }

  isOpen(key) { return this.#visible().includes(key) && (!SMALL.matches || app.dataset.vista === "celular"); }

  /** Shows the phone of a chat and gives its device. */
  open(chat, { focus = false } = {}) {
    if (!this.#open.includes(chat.key)) this.#open.push(chat.key);
    this.#used = [...this.#used.filter((key) => key !== chat.key), chat.key];
    this.draw();
    if (SMALL.matches && app.dataset.vista !== "celular") {
      history.pushState({ celular: chat.key }, "");
      this.#show("celular");
    }
    const device = this.#device(chat.key);
    if (focus) device.composer.focus();
    device.thread.toEnd();
    return device;
  }

  close(chat) {
    this.#open = this.#open.filter((key) => key !== chat.key);
    this.#used = this.#used.filter((key) => key !== chat.key);
    this.#devices.delete(chat.key);
    this.draw();
  }

  /** After the leads are read: phones of a former visit come back, those of gone leads do not. */
  restore() {
    this.#open = this.#open.filter((key) => leads.has(key.split("~")[0]));
    this.#used = this.#used.filter((key) => this.#open.includes(key));
    this.draw();
  }

  draw() {
    sessionStorage.setItem("celulares", JSON.stringify(this.#open));
    const keys = this.#visible().filter((key) => leads.has(key.split("~")[0]));
    const slots = keys.map((key) => this.#device(key).element);
    const spare = this.#room() > slots.length && !SMALL.matches;
    const nodes = slots.length ? [...slots, ...(spare ? [this.#ghost()] : [])] : this.#empty();
    if (nodes.length !== this.#stage.children.length || nodes.some((node, place) => node !== this.#stage.children[place])) this.#place(nodes);
    tell("list");
    this.#looked();
  }

  #place(nodes) {
    const focused = document.activeElement;
    const scrolls = [...this.#devices.values()].map((device) => [device.thread, device.thread.atEnd, device.thread.scroller.scrollTop]);
    this.#stage.replaceChildren(...nodes);
    for (const [thread, atEnd, top] of scrolls) if (thread.element.isConnected) atEnd ? thread.toEnd() : thread.scroller.scrollTo({ top, behavior: "instant" });
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
  }

  #visible() {
    const fits = new Set(this.#used.slice(-this.#room()));
    return this.#open.filter((key) => fits.has(key));
  }

  #room() {
    if (SMALL.matches) return 1;
    return Math.max(1, Math.floor((this.#stage.clientWidth - 40 + GAP) / (NARROWEST + GAP)));
  }

  #device(key) {
    if (!this.#devices.has(key)) this.#devices.set(key, new Device(chatOf(...key.split("~")), this.#handlers));
    return this.#devices.get(key);
  }

  #empty() {
    if (!campaigns.size) return [];
    this.feed ??= feed(this.#handlers.onPlay);
    return [this.feed];
  }

  #ghost() {
    this.ghost ??= h("button", { type: "button", className: "ghost", dataset: { novoLead: "" } }, icon("mais"), h("span", {}, "Outro lead ao lado"));
    return this.ghost;
  }

  #show(view) {
    app.dataset.vista = view;
    tell("list");
    this.#looked();
  }

  #isLooking(key) { return document.visibilityState === "visible" && this.isOpen(key) && Boolean(this.#devices.get(key)?.element.isConnected); }

  #looked() { this.#visible().forEach((key) => this.#devices.get(key)?.seen()); }
}
