"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const make = (name, attributes, parent) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (parent) parent.appendChild(element);
  return element;
};
const byId = new Map(data.nodes.map((node) => [node.id, node]));
const fills = new Map(data.kinds.map((kind) => [kind.label, kind.fill]));
const edges = data.edges.map((edge) => ({ ...edge, from: byId.get(edge.from), to: byId.get(edge.to) }));
data.nodes.forEach((node) => { node.links = new Set([node]); });
edges.forEach((edge) => { edge.from.links.add(edge.to); edge.to.links.add(edge.from); });
document.getElementById("count").textContent = data.nodes.length + " nodes, " + edges.length + " relationships";

// Places: a spiral to begin with, then springs along edges and a push between all nodes. No chance is involved, so the
// same graph always gives the same picture.
const wrap = (text, width) => {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + 1 + word.length > width) lines.push(word); else lines[lines.length - 1] = last ? last + " " + word : word;
  }
  return lines.length > 3 ? [...lines.slice(0, 2), lines[2] + "…"] : lines;
};
data.nodes.forEach((node, place) => {
  const angle = place * 2.399963, radius = 40 * Math.sqrt(place + 1);
  node.x = radius * Math.cos(angle); node.y = radius * Math.sin(angle);
  node.lines = wrap(node.title, 22);
  node.width = Math.max(34, 6.3 * Math.max(...node.lines.map((line) => line.length), node.date ? 0.85 * node.date.length : 0) + 14);
  node.height = 13 * node.lines.length + (node.date ? 12 : 0) + 8;
});
const rounds = data.nodes.length > 400 ? 120 : 300;
for (let round = 0; round < rounds; round++) {
  const heat = 30 * (1 - round / rounds) + 1;
  data.nodes.forEach((node) => { node.dx = -node.x * 0.010; node.dy = -node.y * 0.016; });
  for (let i = 0; i < data.nodes.length; i++) for (let j = i + 1; j < data.nodes.length; j++) {
    const a = data.nodes[i], b = data.nodes[j];
    let dx = a.x - b.x, dy = (a.y - b.y) * 1.8;
    if (dx === 0 && dy === 0) { dx = 0.1 * (i + 1); dy = 0.1; }
    const push = 26000 / (dx * dx + dy * dy + 40);
    const length = Math.sqrt(dx * dx + dy * dy);
    a.dx += push * dx / length; a.dy += push * dy / length;
    b.dx -= push * dx / length; b.dy -= push * dy / length;
  }
  edges.forEach(({ from, to }) => {
    const dx = to.x - from.x, dy = to.y - from.y, length = Math.sqrt(dx * dx + dy * dy) || 1;
    const pull = 0.05 * (length - 170) / Math.sqrt(Math.min(from.links.size, to.links.size));
    from.dx += pull * dx / length; from.dy += pull * dy / length;
    to.dx -= pull * dx / length; to.dy -= pull * dy / length;
  });
  data.nodes.forEach((node) => {
    const length = Math.sqrt(node.dx * node.dx + node.dy * node.dy) || 1, step = Math.min(length, heat);
    node.x += node.dx / length * step; node.y += node.dy / length * step;
  });
}
// Boxes that still overlap are pushed apart.
for (let round = 0; round < 60; round++) {
  let moved = false;
  for (let i = 0; i < data.nodes.length; i++) for (let j = i + 1; j < data.nodes.length; j++) {
    const a = data.nodes[i], b = data.nodes[j];
    const overlapX = (a.width + b.width) / 2 + 10 - Math.abs(a.x - b.x), overlapY = (a.height + b.height) / 2 + 8 - Math.abs(a.y - b.y);
    if (overlapX <= 0 || overlapY <= 0) continue;
    moved = true;
    if (overlapX < overlapY) { const by = overlapX / 2 * (a.x < b.x ? -1 : 1); a.x += by; b.x -= by; }
    else { const by = overlapY / 2 * (a.y < b.y ? -1 : 1); a.y += by; b.y -= by; }
  }
  if (!moved) break;
}

// The picture.
const picture = document.getElementById("picture"), scene = document.getElementById("scene"), tooltip = document.getElementById("tooltip");
const edgeLayer = make("g", {}, scene), nodeLayer = make("g", {}, scene);
const parallel = new Map();
edges.forEach((edge) => {
  const key = edge.from.id < edge.to.id ? edge.from.id + " " + edge.to.id : edge.to.id + " " + edge.from.id;
  edge.turn = parallel.get(key) || 0;
  parallel.set(key, edge.turn + 1);
  const standing = [edge.from.standing, edge.to.standing].find((word) => word !== "happened") || "happened";
  edge.element = make("g", {}, edgeLayer);
  edge.path = make("path", { class: "edge " + standing, "marker-end": "url(#arrow)" }, edge.element);
  edge.wide = make("path", { fill: "none", stroke: "transparent", "stroke-width": 10 }, edge.element);
  edge.label = make("text", { class: "edge-label" }, edge.element);
  edge.label.textContent = edge.title.length > 30 ? edge.title.slice(0, 29) + "…" : edge.title;
  point(edge.element, edge);
});
data.nodes.forEach((node) => {
  node.element = make("g", { class: "node " + node.standing, tabindex: 0 }, nodeLayer);
  make("rect", { x: -node.width / 2, y: -node.height / 2, width: node.width, height: node.height, rx: node.kind === "Person" ? node.height / 2 : 4, fill: fills.get(node.kind) || "#f4f4f4" }, node.element);
  node.lines.forEach((line, place) => {
    make("text", { y: -node.height / 2 + 15 + 13 * place }, node.element).textContent = line;
  });
  if (node.date) make("text", { class: "when", y: node.height / 2 - 6 }, node.element).textContent = node.date;
  point(node.element, node);
});
function border(node, x, y) {
  const dx = x - node.x, dy = y - node.y;
  const scale = Math.min(node.width / 2 / (Math.abs(dx) || 1e-6), node.height / 2 / (Math.abs(dy) || 1e-6), 1);
  return [node.x + dx * scale, node.y + dy * scale];
}
function draw() {
  data.nodes.forEach((node) => node.element.setAttribute("transform", "translate(" + node.x + " " + node.y + ")"));
  edges.forEach((edge) => {
    const { from, to } = edge;
    let line, middle;
    if (from === to) {
      const x = from.x + from.width / 2, y = from.y;
      line = "M" + x + " " + (y - 4) + "c40 -30 40 38 0 8"; middle = [x + 34, y];
    } else {
      const bend = edge.turn === 0 ? 0 : (edge.turn % 2 ? 1 : -1) * 22 * Math.ceil(edge.turn / 2) * (from.id < to.id ? 1 : -1);
      const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
      const control = [(from.x + to.x) / 2 - (to.y - from.y) / length * bend * 2, (from.y + to.y) / 2 + (to.x - from.x) / length * bend * 2];
      const [x1, y1] = border(from, ...control), [x2, y2] = border(to, ...control);
      line = "M" + x1 + " " + y1 + "Q" + control + " " + x2 + " " + y2;
      middle = [(x1 + x2) / 4 + control[0] / 2, (y1 + y2) / 4 + control[1] / 2];
    }
    edge.path.setAttribute("d", line); edge.wide.setAttribute("d", line);
    edge.label.setAttribute("x", middle[0]); edge.label.setAttribute("y", middle[1] - 2);
  });
}
draw();

// Moving about.
let view = { x: 0, y: 0, scale: 1 };
const show = () => scene.setAttribute("transform", "translate(" + view.x + " " + view.y + ") scale(" + view.scale + ")");
function fit() {
  const shown = data.nodes.filter((node) => !node.hidden);
  if (!shown.length) return;
  const box = picture.getBoundingClientRect();
  const left = Math.min(...shown.map((node) => node.x - node.width / 2)), right = Math.max(...shown.map((node) => node.x + node.width / 2));
  const top = Math.min(...shown.map((node) => node.y - node.height / 2)), bottom = Math.max(...shown.map((node) => node.y + node.height / 2));
  view.scale = Math.min(2, 0.96 * Math.min(box.width / (right - left || 1), box.height / (bottom - top || 1)));
  view.x = box.width / 2 - view.scale * (left + right) / 2; view.y = box.height / 2 - view.scale * (top + bottom) / 2;
  show();
}
document.getElementById("fit").onclick = fit;
addEventListener("resize", fit);
picture.addEventListener("wheel", (event) => {
  event.preventDefault();
  const box = picture.getBoundingClientRect(), by = Math.exp(-event.deltaY * 0.0015);
  const x = event.clientX - box.left, y = event.clientY - box.top;
  view.x = x - (x - view.x) * by; view.y = y - (y - view.y) * by; view.scale *= by;
  show();
}, { passive: false });
let drag = null;
picture.addEventListener("pointerdown", (event) => {
  const held = data.nodes.find((node) => node.element.contains(event.target));
  drag = { held, x: event.clientX, y: event.clientY };
  picture.setPointerCapture(event.pointerId);
});
picture.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const dx = event.clientX - drag.x, dy = event.clientY - drag.y;
  drag.x = event.clientX; drag.y = event.clientY;
  if (drag.held) { drag.held.x += dx / view.scale; drag.held.y += dy / view.scale; draw(); }
  else { view.x += dx; view.y += dy; show(); }
});
picture.addEventListener("pointerup", () => { drag = null; });

// Pointing at something tells about it; the rest fades.
function point(element, thing) {
  element.addEventListener("pointerenter", (event) => {
    if (drag) return;
    tooltip.textContent = thing.details; tooltip.hidden = false;
    const box = picture.getBoundingClientRect();
    tooltip.style.left = Math.min(event.clientX - box.left + 14, box.width - tooltip.offsetWidth - 8) + "px";
    tooltip.style.top = Math.min(event.clientY - box.top + 14, Math.max(8, box.height - tooltip.offsetHeight - 8)) + "px";
    focus(thing.links || new Set([thing.from, thing.to]));
  });
  element.addEventListener("pointerleave", () => { tooltip.hidden = true; focus(searched()); });
}
function focus(nodes) {
  data.nodes.forEach((node) => node.element.classList.toggle("faded", !!nodes && !nodes.has(node)));
  edges.forEach((edge) => edge.element.classList.toggle("faded", !!nodes && !(nodes.has(edge.from) && nodes.has(edge.to))));
}

// Finding a name, with marks and case left aside.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const search = document.getElementById("search");
function searched() {
  const wanted = fold(search.value.trim());
  return wanted ? new Set(data.nodes.filter((node) => fold(node.title).includes(wanted)).flatMap((node) => [...node.links])) : null;
}
search.oninput = () => { focus(searched()); list(); };

// The legend hides and shows a kind.
const legend = document.getElementById("legend"), hidden = new Set();
data.kinds.filter((kind) => data.nodes.some((node) => node.kind === kind.label)).forEach((kind) => {
  const label = document.createElement("label"), box = document.createElement("input");
  box.type = "checkbox"; box.checked = true;
  box.onchange = () => {
    if (box.checked) hidden.delete(kind.label); else hidden.add(kind.label);
    data.nodes.forEach((node) => { node.hidden = hidden.has(node.kind); node.element.style.display = node.hidden ? "none" : ""; });
    edges.forEach((edge) => { edge.element.style.display = edge.from.hidden || edge.to.hidden ? "none" : ""; });
    list();
  };
  const count = data.nodes.filter((node) => node.kind === kind.label).length;
  label.style.background = kind.fill;
  label.append(box, (kind.label || "other") + " " + count);
  legend.append(label);
});

// The table.
const body = document.querySelector("#table tbody");
let order = null;
function list() {
  const wanted = searched();
  const rows = edges.filter((edge) => !edge.from.hidden && !edge.to.hidden && (!wanted || (wanted.has(edge.from) && wanted.has(edge.to))));
  const cells = (edge) => [edge.from.title, edge.title, edge.to.title, edge.date];
  if (order) rows.sort((a, b) => order.way * cells(a)[order.column].localeCompare(cells(b)[order.column]));
  body.replaceChildren(...rows.slice(0, 5000).map((edge) => {
    const row = document.createElement("tr");
    cells(edge).forEach((text) => { const cell = document.createElement("td"); cell.textContent = text; cell.title = edge.details; row.append(cell); });
    return row;
  }));
}
document.querySelectorAll("#table th").forEach((header, column) => {
  header.onclick = () => { order = { column, way: order && order.column === column ? -order.way : 1 }; list(); };
});
list();
fit();
