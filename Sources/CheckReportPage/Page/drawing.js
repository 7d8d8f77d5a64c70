"use strict";

// What keeps its size on the screen, or shows only where there is room: marks, hatches, names, the
// frame around the chosen defect, and the bar that tells how long a distance is.
if (view) {
  const { svg } = view;
  const make = (name, attributes) => {
    const element = document.createElementNS(svg.namespaceURI, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  };

  const boxes = new Map();
  for (const row of document.querySelectorAll("tr[data-n]")) {
    if (row.dataset.box) boxes.set(row.dataset.n, row.dataset.box.split(" ").map(Number));
  }
  const marks = [...svg.querySelectorAll("#marks use")].map((element) => {
    const [x, y] = element.getAttribute("transform").match(/-?\d+/g).map(Number);
    const box = boxes.get(element.dataset.defect) ?? [x, y, 0, 0];
    return { element, x, y, extent: Math.min(box[2], box[3]), isHidden: false };
  });
  const hatches = [...svg.querySelectorAll("pattern")];
  const sizes = [1, 0.75, 0.5, 0.35];
  let last = { scale: 0, size: 0 };

  /** How large marks can be so that they leave room for one another. */
  function markSize({ x, y, scale, width, height }) {
    const [right, bottom] = [x + width / scale, y + height / scale];
    let count = 1;
    for (const mark of marks) {
      if (mark.x >= x && mark.x <= right && mark.y >= y && mark.y <= bottom) count += 1;
    }
    const room = Math.sqrt((width * height) / count) / 36;
    return sizes.find((size) => size <= room) ?? sizes[sizes.length - 1];
  }

  /** Gives marks and hatches their size; a defect that is large on the screen needs no mark. */
  function rescale(state) {
    const { scale } = state;
    const size = markSize(state);
    if (scale === last.scale && size === last.size) return;
    last = { scale, size };
    svg.style.setProperty("--dot", `${6 * size}px`);
    svg.classList.toggle("far", Number(svg.dataset.area) * scale < 9);
    for (const hatch of hatches) {
      const angle = hatch.dataset.angle;
      hatch.setAttribute("patternTransform", `scale(${1 / scale}) rotate(${angle})`);
    }
    for (const mark of marks) {
      const isHidden = mark.extent * scale > 44;
      if (isHidden !== mark.isHidden) {
        mark.isHidden = isHidden;
        mark.element.style.display = isHidden ? "none" : "";
      }
      if (!isHidden) {
        mark.element.setAttribute(
          "transform", `translate(${mark.x} ${mark.y}) scale(${size / scale})`);
      }
    }
  }

  const names = JSON.parse(document.getElementById("names-data").textContent)
    .map(([rank, x, y, width, text]) => ({ rank, x, y, width, text, ems: ems(text) }));
  const smallest = Math.max(...names.map((name) => name.rank));
  const layer = document.getElementById("names");

  /** About how wide a text is, in heights of its letters. */
  function ems(text) {
    let sum = 0;
    for (const character of text) sum += character.codePointAt(0) >= 0x2e80 ? 1 : 0.56;
    return sum;
  }

  /** Writes the names that there is room for, the widest level first. */
  function writeNames({ x, y, scale, width, height }) {
    const taken = [];
    const found = [];
    for (const name of names) {
      const [left, top] = [(name.x - x) * scale, (name.y - y) * scale];
      if (left < 0 || top < 0 || left > width || top > height) continue;
      const font = name.rank === smallest ? 11.5 : 13.5;
      const half = (name.ems * font) / 2;
      const room = name.width * scale;
      if (half * 2 > room * (name.rank === smallest ? 0.95 : 1.3)) continue;
      const box = [left - half - 4, top - font, left + half + 4, top + font];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3]
        && other[1] < box[3])) continue;
      taken.push(box);
      // Browsers know no letters as large as the units of the map are small.
      const text = make("text", {
        class: `r${smallest - name.rank}`, y: font * 0.35, "font-size": font,
        transform: `translate(${name.x} ${name.y}) scale(${1 / scale})`,
      });
      text.textContent = name.text;
      found.push(text);
      if (found.length === 200) break;
    }
    layer.replaceChildren(...found);
  }

  /** Metres for a degree of longitude at a latitude. */
  function degree(latitude) {
    const phi = (latitude * Math.PI) / 180;
    return 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi);
  }

  const bar = document.getElementById("scale-bar");
  const [paths, label] = [bar.querySelectorAll("path"), bar.querySelector("text")];
  const isChinese = document.documentElement.lang.startsWith("zh");
  const units = isChinese ? ["公里", "米", "毫米"] : ["km", "m", "mm"];

  /** Draws a bar of a round length, which is right in the middle of the view. */
  function drawBar({ x, y, scale, width, height }) {
    const data = svg.dataset;
    const latitude = Number(data.north) - (y + height / scale / 2) / Number(data.yScale);
    // Without a latitude the plan is in a plane.
    const stretch = data.latitude ? degree(latitude) / degree(Number(data.latitude)) : 1;
    const metres = Number(data.metres) * stretch;
    const most = (Math.min(width * 0.3, 180) / scale) * metres;
    const power = 10 ** Math.floor(Math.log10(most));
    const length = [5, 2, 1].map((step) => step * power).find((step) => step <= most);
    const [from, bottom] = [x + 16 / scale, y + (height - 14) / scale];
    const to = from + length / metres;
    const up = bottom - 6 / scale;
    for (const path of paths) path.setAttribute("d", `M${from} ${up}V${bottom}H${to}V${up}`);
    const [number, unit] = length >= 1000 ? [length / 1000, units[0]]
      : length >= 1 ? [length, units[1]] : [length * 1000, units[2]];
    label.textContent = `${Number(number.toPrecision(3))} ${unit}`;
    label.setAttribute("transform", `translate(${to + 8 / scale} ${bottom}) scale(${1 / scale})`);
    bar.dataset.length = length;
  }

  const here = document.getElementById("here");
  let chosen = null;

  /** Draws a frame around the chosen defect, never smaller than its mark. */
  function drawFrame({ scale }) {
    if (!chosen) return here.replaceChildren();
    const [x, y, width, height] = chosen;
    const [wide, high] = [width, height].map((side) => Math.max(side / 2 + 9 / scale, 17 / scale));
    const [left, top] = [x + width / 2 - wide, y + height / 2 - high];
    const d = `M${left} ${top}h${2 * wide}v${2 * high}h${-2 * wide}z`;
    here.replaceChildren(make("path", { class: "halo", d }), make("path", { d }));
  }

  /** Shows a box on the map, with a frame around it. */
  view.choose = (box) => {
    chosen = box;
    view.show(box, 40);
  };

  view.onDraw((state) => {
    rescale(state);
    writeNames(state);
    drawBar(state);
    drawFrame(state);
  });
}
