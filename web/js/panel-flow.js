// Fluxo: filters that apply at once, and the chart as a picture.

for (const select of document.querySelectorAll("select[data-envia]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

document.querySelector("[data-png]")?.addEventListener("click", async (event) => {
  const button = event.currentTarget;
  const file = document.querySelector('a[href^="/fluxo/desenho.svg"]').href;
  const svg = await (await fetch(file)).text();
  const [, , width, height] = svg.match(/viewBox="([^"]+)"/)[1].split(" ").map(Number);
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: width * 2, height: height * 2 });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  const link = Object.assign(document.createElement("a"), { href: canvas.toDataURL("image/png"), download: button.dataset.png });
  link.click();
});
