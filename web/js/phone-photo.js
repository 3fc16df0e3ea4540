// A photo nobody took: evening over hills, drawn fresh each time, so that a test needs no picture of one's own.

const SKIES = [["#f7c873", "#e8734a", "#3d3a5c"], ["#8fd3c8", "#3e8e8a", "#12414a"], ["#f4b6c2", "#a7648f", "#3b2a55"]];

/** A JPEG of 960 × 720. */
export async function drawnPhoto() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 960, height: 720 });
  const brush = canvas.getContext("2d");
  const [high, middle, low] = SKIES[Math.floor(Math.random() * SKIES.length)];
  const sky = brush.createLinearGradient(0, 0, 0, 720);
  sky.addColorStop(0, middle);
  sky.addColorStop(0.75, high);
  brush.fillStyle = sky;
  brush.fillRect(0, 0, 960, 720);
  brush.fillStyle = "#fff3d6";
  brush.beginPath();
  brush.arc(220 + Math.random() * 520, 330, 74, 0, Math.PI * 2);
  brush.fill();
  brush.fillStyle = low;
  [0.45, 0.7, 1].forEach((strength, place) => hill(brush, strength, 430 + place * 80));
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.86); });
}

function hill(brush, strength, height) {
  const shift = Math.random() * 6;
  brush.globalAlpha = strength;
  brush.beginPath();
  brush.moveTo(0, 720);
  for (let x = 0; x <= 960; x += 12) brush.lineTo(x, height + 46 * Math.sin(x / 150 + shift) + 18 * Math.sin(x / 57 + shift));
  brush.lineTo(960, 720);
  brush.fill();
  brush.globalAlpha = 1;
}
