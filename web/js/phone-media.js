// Photos, voice notes, files, places and cards inside a bubble. Boxes have their size before the file is there.

import { h, icon, sr } from "./dom.js";
import { mediaUrl } from "./phone-wire.js";
import { minutes } from "./time.js";

const BARS = 26;
let playing = null;

const source = (message) => message.preview ?? (message.midia ? mediaUrl(message.midia.id ?? message.midia) : null);

export function picture(message) {
  const address = source(message);
  if (!address) return h("div", { className: "picture broken" }, "Foto");
  if (message.tipo === "video") return h("div", { className: "picture" }, h("video", { src: address, controls: true, preload: "metadata" }));
  const image = h("img", { src: address, alt: message.legenda ? "" : "Foto", loading: "lazy", decoding: "async" });
  const button = h("button", { type: "button", className: "picture", onClick: () => enlarge(address, message.legenda) }, image, sr("Ver a foto maior"));
  image.addEventListener("error", () => button.replaceWith(h("div", { className: "picture broken" }, "A foto não pôde ser aberta")));
  return button;
}

export function sticker(message) {
  const address = source(message);
  return address ? h("img", { className: "sticker", src: address, alt: "Figurinha" }) : icon("figurinha", { className: "sticker" });
}

export function voice(message, context) {
  const bars = heights(message.shownAs ?? message.id).map((height) => h("i", { style: { height: `${height}%` } }));
  const clockFace = h("time", {}, "0:03");
  const label = h("span", { className: "sr" }, "Ouvir o áudio");
  const button = h("button", { type: "button" }, icon("tocar"), label);
  const audio = new Audio();
  audio.preload = "metadata";
  if (source(message)) audio.src = source(message);
  const show = () => {
    const done = audio.duration ? audio.currentTime / audio.duration : 0;
    bars.forEach((bar, place) => bar.classList.toggle("done", place / BARS < done));
    if (Number.isFinite(audio.duration)) clockFace.textContent = minutes(Math.ceil(audio.paused && !audio.currentTime ? audio.duration : audio.currentTime));
  };
  const toggled = () => {
    button.replaceChildren(icon(audio.paused ? "tocar" : "pausar"), label);
    label.textContent = audio.paused ? "Ouvir o áudio" : "Pausar o áudio";
  };
  ["timeupdate", "loadedmetadata", "ended"].forEach((name) => audio.addEventListener(name, show));
  ["play", "pause", "ended"].forEach((name) => audio.addEventListener(name, toggled));
  button.addEventListener("click", () => toggle(audio, () => context.onPlayed(message)));
  return h("div", { className: "voice" }, button, h("div", { className: "wave", "aria-hidden": "true" }, bars), clockFace);
}

export function filePart(message) {
  const name = message.midia?.nome ?? message.nome ?? "documento";
  const address = source(message);
  const text = h("span", {}, h("b", {}, name), h("small", {}, "Documento"));
  return address ? h("a", { className: "file", href: address, target: "_blank", rel: "noopener noreferrer" }, icon("arquivo"), text) : h("div", { className: "file" }, icon("arquivo"), text);
}

export function placePart(place) {
  return [
    h("div", { className: "place-map", role: "img", "aria-label": "Mapa" }, icon("local")),
    h("div", { className: "place" }, h("span", {}, h("b", {}, place.nome ?? "Localização"), h("small", {}, place.endereco ?? ""))),
  ];
}

export function contactCard(contact) {
  return h("div", { className: "card" }, icon("contato"), h("span", {}, h("b", {}, contact.nome ?? "Contato"), h("small", {}, (contact.telefones ?? []).join(", "))));
}

function enlarge(address, caption) {
  const box = document.getElementById("foto");
  const close = h("button", { type: "button", className: "icon-button", onClick: () => box.close() }, icon("fechar"), sr("Fechar"));
  box.replaceChildren(close, h("img", { src: address, alt: caption ?? "Foto" }), caption ? h("p", {}, caption) : "");
  box.onclick = (event) => { if (event.target === box) box.close(); };
  box.showModal();
}

function toggle(audio, onFirst) {
  if (!audio.paused) return audio.pause();
  if (playing && playing !== audio) playing.pause();
  playing = audio;
  if (!audio.dataset.heard) onFirst();
  audio.dataset.heard = "1";
  return audio.play().catch(() => {});
}

/** A wave form that is always the same for the same message. */
function heights(seed) {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0, 7);
  return Array.from({ length: BARS }, (_, place) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return 22 + Math.round(((state >>> 8) % 100) * 0.5 + 26 * Math.abs(Math.sin(place / 3)));
  });
}
