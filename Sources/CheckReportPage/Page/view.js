"use strict";

document.documentElement.classList.add("scripted");

/**
 * What the map shows: the place at its upper left corner, and how many pixels a unit of the map has.
 *
 * Places are in units of the map. `show` moves the map so that a box is in the middle; whoever draws
 * something that depends on the view is told by `onDraw`.
 */
const view = (() => {
  const svg = document.getElementById("map");
  if (!svg) return null;
  const frame = document.getElementById("map-frame");
  const metres = Number(svg.dataset.metres);
  const all = ["x", "y", "width", "height"].map((side) => svg.viewBox.baseVal[side]);
  // A large drawing is moved as a picture while a gesture lasts, and drawn anew when it is over.
  const isLarge = [...svg.querySelectorAll("path")]
    .reduce((sum, path) => sum + path.getAttribute("d").length, 0) > 1500000;
  const listeners = [];
  const state = { x: 0, y: 0, scale: 1, width: 1, height: 1 };
  let drawn = null;
  let pending = 0;

  function draw() {
    pending = 0;
    drawn = { ...state };
    svg.style.transform = "";
    const { x, y, scale, width, height } = state;
    svg.setAttribute("viewBox", `${x} ${y} ${width / scale} ${height / scale}`);
    for (const listener of listeners) listener(state);
  }

  function changed() {
    if (!isLarge || !drawn) {
      if (!pending) pending = requestAnimationFrame(draw);
      return;
    }
    const [x, y] = [(drawn.x - state.x) * state.scale, (drawn.y - state.y) * state.scale];
    const growth = state.scale / drawn.scale;
    svg.style.transform = `matrix(${growth}, 0, 0, ${growth}, ${x}, ${y})`;
    clearTimeout(pending);
    pending = setTimeout(draw, 140);
  }

  function fitting([, , width, height]) {
    return Math.min(state.width / Math.max(width, 1), state.height / Math.max(height, 1));
  }

  /** Moves a box to the middle, so that it is as large as there is room, but for a limit. */
  function centre([x, y, width, height], most = Infinity) {
    state.scale = Math.min(fitting([x, y, width, height]), most);
    state.x = x + width / 2 - state.width / state.scale / 2;
    state.y = y + height / 2 - state.height / state.scale / 2;
  }

  const shown = () => [state.x, state.y, state.width / state.scale, state.height / state.scale];

  /** Shows a box with some of what is around it, and at least so many metres. */
  function show([x, y, width, height], leastMetres = 0) {
    const side = leastMetres / metres;
    const [wide, high] = [Math.max(width * 1.5, side), Math.max(height * 1.5, side)];
    centre([x + (width - wide) / 2, y + (height - high) / 2, wide, high], 2);
    changed();
  }

  function showAll() {
    centre(all);
    changed();
  }

  /** Zooms by a factor; the place under a pixel stays there. */
  function zoom(factor, px = state.width / 2, py = state.height / 2) {
    const scale = Math.min(Math.max(state.scale * factor, fitting(all) / 2), 2);
    state.x += px / state.scale - px / scale;
    state.y += py / state.scale - py / scale;
    state.scale = scale;
    changed();
  }

  /** Moves what is shown by so many pixels. */
  function pan(px, py) {
    state.x -= px / state.scale;
    state.y -= py / state.scale;
    changed();
  }

  function resize() {
    const { width, height } = frame.getBoundingClientRect();
    if (!width || !height) return;
    const box = drawn && !showsAll() ? shown() : all;
    [state.width, state.height] = [frame.clientWidth, frame.clientHeight];
    centre(box, 2);
    changed();
  }

  const showsAll = () => state.scale <= fitting(all) * 1.001;
  let onScreen = null;

  /** Draws what is shown as large as it can be on a page of A4. */
  addEventListener("beforeprint", () => {
    onScreen = { ...state };
    const box = showsAll() ? all : shown();
    Object.assign(state, { width: 680, height: 760 });
    centre(box);
    draw();
  });
  addEventListener("afterprint", () => {
    Object.assign(state, onScreen);
    draw();
  });

  new ResizeObserver(resize).observe(frame);
  const onDraw = (listener) => listeners.push(listener);
  return { svg, frame, state, show, showAll, zoom, pan, onDraw };
})();

if (view) {
  const { svg, frame } = view;
  const pointers = new Map();
  let travelled = 0;

  const at = (event) => {
    const box = frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  /** The middle of the fingers, and how far apart they are. */
  const grip = () => {
    const [a, b] = [...pointers.values()];
    if (!b) return { ...a, reach: 0 };
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, reach: Math.hypot(a.x - b.x, a.y - b.y) };
  };

  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : 1;
    const place = at(event);
    view.zoom(Math.exp(-event.deltaY * lines * 0.0018), place.x, place.y);
  }, { passive: false });

  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (!pointers.size) travelled = 0;
    pointers.set(event.pointerId, { ...at(event), target: event.target });
    svg.setPointerCapture(event.pointerId);
    svg.classList.add("moving");
  });

  svg.addEventListener("pointermove", (event) => {
    const known = pointers.get(event.pointerId);
    if (!known) return;
    const before = grip();
    Object.assign(known, at(event));
    const after = grip();
    travelled += Math.hypot(after.x - before.x, after.y - before.y) + Math.abs(after.reach - before.reach);
    view.pan(after.x - before.x, after.y - before.y);
    if (before.reach && after.reach) view.zoom(after.reach / before.reach, after.x, after.y);
  });

  const release = (event) => {
    const known = pointers.get(event.pointerId);
    pointers.delete(event.pointerId);
    if (!pointers.size) svg.classList.remove("moving");
    const mark = known?.target.closest?.("[data-defect]");
    if (event.type === "pointerup" && mark && travelled < 5) {
      svg.dispatchEvent(new CustomEvent("choose", { detail: Number(mark.dataset.defect) }));
    }
  };
  svg.addEventListener("pointerup", release);
  svg.addEventListener("pointercancel", release);
  svg.addEventListener("dblclick", (event) => {
    const place = at(event);
    view.zoom(event.shiftKey ? 0.5 : 2, place.x, place.y);
  });

  const step = 80;
  const keys = {
    ArrowLeft: () => view.pan(step, 0),
    ArrowRight: () => view.pan(-step, 0),
    ArrowUp: () => view.pan(0, step),
    ArrowDown: () => view.pan(0, -step),
    "+": () => view.zoom(1.6),
    "=": () => view.zoom(1.6),
    "-": () => view.zoom(1 / 1.6),
    0: () => view.showAll(),
    n: () => document.getElementById("next").click(),
    p: () => document.getElementById("previous").click(),
  };
  frame.addEventListener("keydown", (event) => {
    const action = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });

  document.getElementById("larger").addEventListener("click", () => view.zoom(1.6));
  document.getElementById("smaller").addEventListener("click", () => view.zoom(1 / 1.6));
  document.getElementById("whole").addEventListener("click", () => view.showAll());
}
