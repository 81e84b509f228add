// What the page shows, without drawing it: the data, what is folded and filtered, and where things stand then.
const data = JSON.parse(document.getElementById('drawing').textContent);
const severities = ['critical', 'high', 'medium', 'low', 'unknown'];
const foldedHeight = 62, framePad = 12, frameGap = 12, titleHeight = 30, margin = 20;

const state = {
  folded: new Set(),
  path: -1,
  chosen: null, // {node}, {edge} or null
  query: '', severities: new Set(), kinds: new Set(), module: '', wide: false,
};

const outEdges = data.nodes.map(() => []);
const inEdges = data.nodes.map(() => []);
for (const e of data.edges) {
  outEdges[e.from].push(e);
  inEdges[e.to].push(e);
}
const childGroups = data.groups.map(() => []);
for (const g of data.groups) if (g.parent >= 0) childGroups[g.parent].push(g.id);
const groupNodes = data.groups.map(() => []);
for (const n of data.nodes) for (let g = n.group; g >= 0; g = data.groups[g].parent) groupNodes[g].push(n);

const severityOf = (f) => (f.verdict === 'unknown' ? 'unknown' : f.severity);

// tally counts findings by severity.
function tally(ids) {
  const counts = {};
  for (const id of new Set(ids)) {
    const sev = severityOf(data.findings[id]);
    counts[sev] = (counts[sev] || 0) + 1;
  }
  return counts;
}

function tallyWords(ids) {
  const counts = tally(ids);
  return severities.filter((s) => counts[s]).map((s) => counts[s] + ' ' + s).join(', ');
}

const groupFindings = data.groups.map((g) => groupNodes[g.id].flatMap((n) => n.findings));
const texts = data.nodes.map((n) => [n.name, n.address, n.local, n.kind,
  ...n.related.map((r) => r.address),
  ...n.findings.map((id) => data.findings[id].rule + ' ' + data.findings[id].name)].join(' ').toLowerCase());

const filtering = () => state.query !== '' || state.severities.size > 0 || state.kinds.size > 0 || state.module !== '';

function matches(n) {
  return (state.query === '' || state.query.split(/\s+/).every((word) => texts[n.id].includes(word))) &&
    (state.severities.size === 0 || n.findings.some((id) => state.severities.has(severityOf(data.findings[id])))) &&
    (state.kinds.size === 0 || state.kinds.has(n.kind)) &&
    (state.module === '' || inModule(n, Number(state.module)));
}

function inModule(n, module) {
  for (let g = n.group; g >= 0; g = data.groups[g].parent) if (g === module) return true;
  return data.groups[n.group].kind === 'outside' && outEdges[n.id].some((e) => inModule(data.nodes[e.to], module));
}

// placed is where everything stands with the present folds and filters.
let placed = { groups: [], nodes: [], height: 0, matching: new Set() };

function place() {
  const matching = new Set(data.nodes.filter(matches).map((n) => n.id));
  const onPath = new Set(state.path >= 0 ? data.paths[state.path].nodes : []);
  const keep = (g) => !filtering() || groupNodes[g.id].some((n) => matching.has(n.id) || onPath.has(n.id));
  const groups = data.groups.map(() => null);
  let y = margin + titleHeight;
  const put = (id) => {
    const g = data.groups[id];
    if (!keep(g)) return;
    const folded = state.folded.has(id);
    const at = { y, folded, height: foldedHeight };
    groups[id] = at;
    y += folded ? foldedHeight : g.band;
    if (!folded) {
      const before = y;
      childGroups[id].forEach(put);
      if (y > before) y += framePad - frameGap;
      at.height = y - at.y;
    }
    y += frameGap;
  };
  for (const g of data.groups) {
    if (g.kind === 'outside') groups[g.id] = { y: g.y, folded: false, height: 0 };
    else if (g.parent < 0) put(g.id);
  }
  const nodes = data.nodes.map((n) => {
    const g = groups[n.group];
    return g && !g.folded ? n.y - data.groups[n.group].y + g.y : null;
  });
  placeEntries(groups, nodes);
  let height = y;
  data.nodes.forEach((n) => { if (nodes[n.id] !== null) height = Math.max(height, nodes[n.id] + n.height + frameGap); });
  placed = { groups, nodes, height: height + margin, matching };
}

// placeEntries puts who is outside beside what they get into, as far up as can be seen at first.
function placeEntries(groups, nodes) {
  const where = (id) => {
    if (nodes[id] !== null) return nodes[id];
    for (let g = data.nodes[id].group; g >= 0; g = data.groups[g].parent) if (groups[g]) return groups[g].y;
    return null;
  };
  const wishes = data.nodes.filter((n) => n.kind === 'entry').map((n) => {
    const ys = outEdges[n.id].map((e) => where(e.to)).filter((y) => y !== null);
    return [n, Math.min(360, ys.reduce((sum, y) => sum + y, 0) / (ys.length || 1))];
  }).sort((a, b) => a[1] - b[1]);
  let y = margin + titleHeight + 34;
  for (const [n, wish] of wishes) {
    y = Math.max(y, wish);
    nodes[n.id] = y;
    y += n.height + 14;
  }
}

// openFew unfolds while only a few frames are in sight, so that a plan with one large module is not one line.
function openFew() {
  const enough = 8;
  let queue = foldable.filter((g) => g.parent < 0), inSight = queue.length;
  for (let i = 0; i < queue.length && inSight < enough; i++) {
    const inside = childGroups[queue[i].id];
    if (inside.length === 0) continue;
    state.folded.delete(queue[i].id);
    inSight += inside.length;
    queue = queue.concat(inside.map((id) => data.groups[id]));
  }
}

// shownAs gives what stands for a node: 'n1' for itself, 'g1' for the folded group around it, null for nothing.
function shownAs(id) {
  if (placed.nodes[id] !== null) return 'n' + id;
  let shown = null;
  for (let g = data.nodes[id].group; g >= 0; g = data.groups[g].parent) {
    if (placed.groups[g] && placed.groups[g].folded) shown = 'g' + g;
  }
  return shown;
}

// reveal unfolds what is around nodes.
function reveal(ids) {
  for (const id of ids) for (let g = data.nodes[id].group; g >= 0; g = data.groups[g].parent) state.folded.delete(g);
}

const foldable = data.groups.filter((g) => g.kind !== 'outside' && groupNodes[g.id].length > 0);
const foldAll = () => foldable.forEach((g) => state.folded.add(g.id));

