// Drawing: frames, nodes and edges as SVG. Text goes in as text, never as markup.
const svgns = 'http://www.w3.org/2000/svg';
const canvas = document.getElementById('canvas');

function svg(tag, attributes, ...children) {
  const el = document.createElementNS(svgns, tag);
  for (const [name, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined) el.setAttribute(name, value);
  el.append(...children);
  return el;
}

const measure = document.createElement('canvas').getContext('2d');
function fitText(text, width, font) {
  measure.font = font;
  if (measure.measureText(text).width <= width) return text;
  let keep = Math.max(1, Math.floor(text.length * width / measure.measureText(text).width));
  const cut = () => text.slice(0, Math.ceil(keep * 0.55)) + '…' + text.slice(text.length - Math.floor(keep * 0.45));
  while (keep > 1 && measure.measureText(cut()).width > width) keep--;
  return cut();
}
const nameFont = '600 12.5px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const whatFont = '10px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';
const foldedFont = '600 15.5px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const foldedNoteFont = '13px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const noteFont = '11px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';

const world = svg('g', { id: 'world' });
const layers = Object.fromEntries(['zones', 'frames', 'edges', 'titles', 'nodes', 'hops'].map((name) => [name, svg('g', { class: name })]));
world.append(...Object.values(layers));
const heads = svg('g', { class: 'heads', 'aria-hidden': 'true' });
canvas.append(svg('defs', {}, ...['tip', 'tip-cross', 'tip-near', 'tip-hot'].map((id) =>
  svg('marker', { id, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: 'userSpaceOnUse', orient: 'auto' },
    svg('path', { d: 'M0 0.5 L8 4 L0 7.5 Z' })))), world, heads);

const stageColumn = [];
data.columns.forEach((c, i) => stageColumn.push(c.title ? i : stageColumn[i - 1]));
const firstInner = data.columns.length > 1 && data.columns[0].title === 'Outside' ? 1 : 0;
const frameLeft = (g) => data.columns[firstInner].x - 18 + g.depth * 6;
const frameRight = (g) => data.columns.at(-1).x + data.columns.at(-1).width + 30 - g.depth * 6;

const items = new Map(); // what can be focused: 'n1' or 'g1' to its element

function draw() {
  place();
  for (const layer of Object.values(layers)) layer.replaceChildren();
  items.clear();
  drawZone();
  data.groups.forEach((g) => { if (g.kind !== 'outside' && placed.groups[g.id]) drawFrame(g); });
  data.nodes.forEach((n) => { if (placed.nodes[n.id] !== null) drawNode(n); });
  drawEdges();
  drawHops();
  mark();
  const root = document.documentElement.dataset;
  root.nodes = data.nodes.length;
  root.drawn = [...items.keys()].filter((key) => key[0] === 'n').length;
}

const boundary = () => data.columns[0].x + data.columns[0].width + 16;

function drawZone() {
  if (firstInner === 0) return;
  const x = boundary();
  layers.zones.append(
    svg('rect', { class: 'zone', x: 4, y: 4, width: x - 4, height: placed.height - 8, rx: 8 }),
    svg('line', { class: 'boundary', x1: x, x2: x, y1: 4, y2: placed.height - 4 }));
}

function badge(ids, right, y) {
  const counts = tally(ids);
  const worst = severities.find((s) => counts[s]);
  if (!worst) return null;
  const more = Object.keys(counts).length > 1 ? '+' : '';
  const text = (worst === 'unknown' ? '?' : worst[0].toUpperCase()) + counts[worst] + more;
  const width = 10 + text.length * 7;
  return svg('g', { class: 'badge ' + worst, transform: `translate(${right - width} ${y})` },
    svg('rect', { width, height: 16, rx: 5 }), svg('text', { x: width / 2, y: 12 }, text));
}

const plural = (n, word) => n + ' ' + (n === 1 ? word : word.replace(/y$/, 'ie').replace(/([^s])$/, '$1s'));

function drawFrame(g) {
  const at = placed.groups[g.id], x = frameLeft(g), width = frameRight(g) - x;
  const words = tallyWords(groupFindings[g.id]);
  const functions = groupNodes[g.id].filter((n) => n.kind === 'function').length;
  const note = plural(functions, 'function') + (words ? ' · ' + words : '');
  const el = svg('g', {
    class: 'frame', role: 'button', tabindex: -1, 'data-key': 'g' + g.id, 'aria-expanded': String(!at.folded),
    'aria-label': `${g.kind} ${g.label}, ${note}`,
  }, svg('title', {}, g.address || g.label), svg('rect', { class: 'box', x, y: at.y, width, height: at.height, rx: 8 }));
  const [titleFont, besideFont] = at.folded ? [foldedFont, foldedNoteFont] : [nameFont, noteFont];
  const title = (at.folded ? '▸ ' : '▾ ') + fitText(g.label, 420, titleFont);
  el.append(svg('rect', { class: 'handle', x, y: at.y, width, height: at.folded ? at.height : 28 }));
  measure.font = titleFont;
  const after = x + 12 + measure.measureText(title).width;
  layers.titles.append(svg('g', { class: at.folded ? 'folded' : '' },
    svg('text', { class: 'title', x: x + 12, y: at.y + 20 }, title),
    svg('text', { class: 'note', x: after + 16, y: at.y + 20 }, fitText(note, Math.max(60, width - (after - x) - 90), besideFont))));
  const b = badge(groupFindings[g.id], x + width - 10, at.y + 7);
  if (b) el.append(b);
  if (at.folded) drawChips(el, g, at.y + 31);
  layers.frames.append(el);
  items.set('g' + g.id, el);
}

// drawChips shows what a folded group holds, under the columns' titles.
function drawChips(el, g, y) {
  const byColumn = new Map();
  for (const n of groupNodes[g.id]) {
    const column = stageColumn[n.column];
    if (!byColumn.has(column)) byColumn.set(column, new Map());
    const kinds = byColumn.get(column);
    kinds.set(n.kind, (kinds.get(n.kind) || 0) + 1);
  }
  const columns = [...byColumn.keys()].sort((a, b) => a - b);
  const end = (column) => data.columns[stageColumn.lastIndexOf(column)].x + data.columns[stageColumn.lastIndexOf(column)].width;
  if (columns.length > 1) {
    el.append(svg('line', { class: 'flow', x1: data.columns[columns[0]].x, x2: data.columns[columns.at(-1)].x, y1: y + 12, y2: y + 12 }));
  }
  for (const column of columns) {
    const x = data.columns[column].x, width = end(column) - x;
    const text = [...byColumn.get(column)].map(([kind, n]) => plural(n, kind)).join(', ');
    el.append(svg('rect', { class: 'chip', x, y, width, height: 24, rx: 12 }),
      svg('text', { class: 'note', x: x + 12, y: y + 17 }, fitText(text, width - 20, foldedNoteFont)));
  }
}

function drawNode(n) {
  const y = placed.nodes[n.id], entry = n.kind === 'entry';
  const words = tallyWords(n.findings);
  const account = entry ? /^(AWS account) (.+)$/.exec(n.name) : null;
  const name = account ? account[1] : n.name;
  const what = account ? account[2] : n.local || (entry ? 'outside' : n.kind);
  const el = svg('g', {
    class: ['node', n.kind.replace(/\W/g, '-'), n.outside ? 'outside' : ''].join(' '), role: 'button', tabindex: -1, 'data-key': 'n' + n.id,
    transform: `translate(${n.x} ${y})`, 'aria-label': `${n.kind} ${n.name}${n.outside ? ', not in this plan' : ''}, ${words || 'no findings'}`,
  }, svg('title', {}, n.address || n.name), svg('rect', { class: 'card', width: n.width, height: n.height, rx: entry ? 22 : 7 }));
  if (!entry) el.append(svg('rect', { class: 'bar', x: 0, y: 7, width: 4, height: n.height - 14, rx: 2 }));
  const b = badge(n.findings, n.width - 5, -8);
  el.append(
    svg('text', { class: 'name', x: entry ? 16 : 12, y: 19 }, fitText(name, n.width - 18, nameFont)),
    svg('text', { class: 'what', x: entry ? 16 : 12, y: 34 }, fitText(what, n.width - 20, whatFont)));
  if (b) el.append(b);
  layers.nodes.append(el);
  items.set('n' + n.id, el);
}

const edgeWords = (e) => e.facts.map((f) => f.kind + (f.note && f.note !== f.kind ? ': ' + f.note : '') + (f.certain ? '' : ' (not certain)')).join('\n');

// drawEdges draws edges between visible nodes, and one line for all between others and a folded group.
function drawEdges() {
  const bundles = new Map();
  for (const e of data.edges) {
    const from = shownAs(e.from), to = shownAs(e.to);
    if (!from || !to || from === to) continue;
    if (from[0] === 'n' && to[0] === 'n') {
      addEdge([e], curve(e), from, to);
      continue;
    }
    const key = from + ' ' + to;
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(e);
  }
  for (const [key, list] of bundles) {
    const [from, to] = key.split(' ');
    const all = list.filter((e) => !e.wide || state.wide);
    addEdge(all.length > 0 ? all : list, around(from, to), from, to);
  }
}

function addEdge(list, d, from, to) {
  const every = (what) => list.every((e) => e[what]);
  const el = svg('g', {
    class: ['edge', every('crosses') ? 'cross' : '', list.some((e) => e.certain) ? '' : 'unsure', every('wide') ? 'wide' : ''].join(' '),
    'data-edges': list.map((e) => e.id).join(' '), 'data-from': from, 'data-to': to,
  }, svg('title', {}, list.length === 1 ? edgeWords(list[0]) : list.length + ' edges'),
  svg('path', { class: 'hit', d }), svg('path', { class: 'line', d, 'marker-end': 'url(#tip)' }));
  layers.edges.append(el);
}

function pointsOf(e) {
  const from = placed.nodes[e.from] - data.nodes[e.from].y, to = placed.nodes[e.to] - data.nodes[e.to].y;
  return e.points.map(([x, y], i) => [x, y + (i === 0 ? from : to)]);
}

function curve(e) {
  const p = pointsOf(e);
  if (e.back) return corners([p[0], [p[1][0], p[0][1]], ...p.slice(1)]);
  const entry = data.nodes[e.from].kind === 'entry';
  let d = entry ? corners(trunk(e.from, p[0], p[1])) : `M${p[0]}`;
  for (let i = entry ? 3 : 1; i < p.length; i += 2) {
    if (entry && i === 3) d += `L${p[2]}`;
    const middle = (p[i - 1][0] + p[i][0]) / 2;
    d += `C${middle},${p[i - 1][1]} ${middle},${p[i][1]} ${p[i]}`;
    if (i + 1 < p.length) d += `L${p[i + 1]}`;
  }
  return d;
}

// trunk lets all edges of who is outside go down together, next to the trust boundary.
function trunk(id, from, to) {
  const x = from[0] + 22 + (id * 5) % 20;
  return [from, [x, from[1]], [x, to[1]], to];
}

// corners joins points by straight lines with round corners.
function corners(p) {
  let d = `M${p[0]}`;
  for (let i = 1; i + 1 < p.length; i++) {
    const before = Math.hypot(p[i][0] - p[i - 1][0], p[i][1] - p[i - 1][1]), after = Math.hypot(p[i + 1][0] - p[i][0], p[i + 1][1] - p[i][1]);
    const r = Math.min(7, before / 2, after / 2);
    const at = (q, length) => (length === 0 ? p[i] : [p[i][0] + (q[0] - p[i][0]) * r / length, p[i][1] + (q[1] - p[i][1]) * r / length]);
    d += `L${at(p[i - 1], before)}Q${p[i]} ${at(p[i + 1], after)}`;
  }
  return d + `L${p.at(-1)}`;
}

// around goes from who is outside to a group's frame, or between groups on their left.
function around(from, to) {
  const [x1, y1, inside] = anchor(from), [x2, y2] = anchor(to);
  if (!inside) return corners(trunk(Number(from.slice(1)), [x1, y1], [x2, y2]));
  const bend = Math.min(34, 14 + Math.abs(y2 - y1) / 12);
  return `M${x1},${y1}C${x1 - bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

function anchor(key) {
  const id = Number(key.slice(1));
  const g = key[0] === 'g' ? data.groups[id] : data.groups[data.nodes[id].group];
  if (key[0] === 'n') {
    const n = data.nodes[id], y = placed.nodes[id] + n.height / 2;
    return g.kind === 'outside' ? [n.x + n.width, y, false] : [frameLeft(g), y, true];
  }
  return [frameLeft(g), placed.groups[id].y + placed.groups[id].height / 2, true];
}

// drawHops numbers the hops of the path that is followed, as the pane does.
function drawHops() {
  if (state.path < 0) return;
  data.paths[state.path].hops.forEach((hop, i) => {
    const e = data.edges[hop.edges[0]];
    if (!e || placed.nodes[e.from] === null || placed.nodes[e.to] === null) return;
    const p = pointsOf(e);
    const [x, y] = e.back ? [(p[1][0] + p[2][0]) / 2, p[1][1]] : data.nodes[e.from].kind === 'entry' ? [p[1][0] - 22, p[1][1]] : [(p[0][0] + p[1][0]) / 2, (p[0][1] + p[1][1]) / 2];
    layers.hops.append(svg('g', { class: 'hop', 'aria-hidden': 'true', transform: `translate(${x} ${y})` },
      svg('circle', { r: 8.5 }), svg('text', { y: 3.5 }, String(i + 1))));
  });
}

// plain tells what filters leave plain to see: matches, who is outside, and groups, which hold a match.
function plain(id) {
  return !filtering() || placed.matching.has(id) || data.nodes[id].kind === 'entry' || placed.nodes[id] === null;
}

// mark shows what is chosen, followed and filtered on what is drawn.
function mark() {
  const path = state.path >= 0 ? data.paths[state.path] : null;
  const hotNodes = new Set(path ? path.nodes : []), hotEdges = new Set(path ? path.edges : []);
  const chosen = state.chosen || {};
  const beside = new Set(chosen.node === undefined ? [] : [chosen.node, ...outEdges[chosen.node].map((e) => e.to), ...inEdges[chosen.node].map((e) => e.from)]);
  for (const [key, el] of items) {
    const id = Number(key.slice(1));
    const isNode = key[0] === 'n';
    const hot = isNode && hotNodes.has(id);
    el.classList.toggle('hot', hot);
    el.classList.toggle('chosen', isNode && chosen.node === id);
    if (isNode) el.classList.toggle('dim', (path ? !hot : !plain(id)) && !beside.has(id));
  }
  const linesInOrder = [];
  for (const el of layers.edges.children) {
    const ids = el.dataset.edges.split(' ').map(Number);
    const hot = ids.some((id) => hotEdges.has(id));
    const near = !hot && ids.some((id) => chosen.edge === id || chosen.node === data.edges[id].from || chosen.node === data.edges[id].to);
    const faint = path ? !hot : !ids.some((id) => plain(data.edges[id].from) && plain(data.edges[id].to));
    el.classList.toggle('hot', hot);
    el.classList.toggle('near', near);
    el.classList.toggle('dim', faint && !near);
    const bundle = el.dataset.from[0] === 'g' || el.dataset.to[0] === 'g'; // many faint lines on each other are not faint
    const unasked = el.classList.contains('wide') && !state.wide || bundle && path;
    el.setAttribute('visibility', unasked && !hot && !near ? 'hidden' : 'visible');
    const tip = hot ? 'tip-hot' : near ? 'tip-near' : el.classList.contains('cross') ? 'tip-cross' : 'tip';
    el.lastChild.setAttribute('marker-end', `url(#${tip})`);
    if (hot || near) linesInOrder.push(el);
  }
  layers.edges.append(...linesInOrder); // above the others
}

