// Elements without markup strings: whatever a lead or a model wrote becomes a text node, never HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element: `props` that start with "on" are listeners, `dataset` and `style` are objects, the rest attributes. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) set(element, name, value);
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An icon of the sprite; it says nothing to a screen reader unless `label` is given. */
export function icon(name, { label = null, className = "icon" } = {}) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#${name.includes("-") ? name : `i-${name}`}`);
  svg.setAttribute("class", className);
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else {
    svg.setAttribute("aria-hidden", "true");
  }
  svg.append(use);
  return svg;
}

/** Text for eyes that do not see the icon. */
export const sr = (text) => h("span", { className: "sr" }, text);

/** A persona's drawn face, or her initial when nobody drew her. */
export function face(persona, className = "face") {
  const name = persona?.nome ?? "";
  const drawn = persona && document.getElementById(`face-${persona.rosto}`);
  const inside = drawn ? icon(`face-${persona.rosto}`, { className: "face-art" }) : initial(name) || icon("marca", { className: "face-art" });
  return tinted(h("span", { className, "aria-hidden": "true", dataset: { desenho: drawn || !name ? "1" : "0" } }, inside), persona);
}

/** Gives an element the persona's colour to mix from. */
export function tinted(element, persona) {
  if (/^#[0-9a-f]{6}$/i.test(persona?.cor ?? "")) element.style.setProperty("--persona", persona.cor);
  else element.style.removeProperty("--persona");
  return element;
}

export const initial = (name) => (name.trim()[0] ?? "").toUpperCase();

export function debounce(wait, work) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...args), wait);
  };
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2).toLowerCase(), value);
  else if (name === "dataset") Object.assign(element.dataset, value);
  else if (name === "style") Object.entries(value).forEach(([key, each]) => element.style.setProperty(key, each));
  else if (name === "className") element.className = value;
  else if (name in element && typeof value !== "string") element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}
