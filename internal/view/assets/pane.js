// The pane: what there is to say of the plan, of a node, of an edge, or of an attack path.
const pane = document.getElementById('pane');

function html(tag, attributes, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'onclick') el.addEventListener('click', value);
    else if (value !== null && value !== undefined) el.setAttribute(name, value);
  }
  el.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== ''));
  return el;
}

const mostUnplaced = 40;
const placeText = (p) => (p ? `${p.file}:${p.line}` : '');
const sev = (f) => html('span', { class: 'sev ' + severityOf(f) }, severityOf(f));

function row(onclick, ...children) { return html('li', {}, html('button', { type: 'button', class: 'row', onclick }, ...children)); }

function showPane() {
  const path = state.path >= 0 ? pathParts() : [];
  let parts;
  if (state.chosen && state.chosen.node !== undefined) parts = nodeParts(data.nodes[state.chosen.node]);
  else if (state.chosen && state.chosen.edge !== undefined) parts = edgeParts(data.edges[state.chosen.edge]);
  else parts = state.path >= 0 ? [] : overviewParts();
  pane.replaceChildren(...pathList(), ...(parts.length ? parts : path).filter(Boolean));
}

function overviewParts() {
  const s = data.summary;
  const counts = [...severities.slice(0, 4).map((name) => s.by_severity[name] + ' ' + name), s.unknown + ' unknown'].join(' · ');
  return [
    html('h2', {}, 'Overview'),
    html('p', {}, `${plural(s.functions, 'function')}, ${plural(s.nodes, 'node')}, ${plural(s.edges, 'edge')}`),
    html('p', {}, counts),
    html('h3', {}, 'Reading it'),
    html('p', { class: 'muted' }, 'Events flow from left to right. A dashed line is a way that is not certain, orange lets in who is outside, a dotted line is a permission on everything. Badges count findings: C critical, H high, M medium, L low, ? undecided.'),
    html('p', { class: 'muted' }, 'Keys: arrows move between nodes, Enter opens, Esc closes, / searches, n and p step through attack paths, + − 0 zoom.'),
    ...(data.unplaced.length ? [html('h3', {}, 'Findings on nothing that is drawn'), ...data.unplaced.slice(0, mostUnplaced).map((id) => findingPart(data.findings[id])),
      data.unplaced.length > mostUnplaced ? html('p', {}, `and ${data.unplaced.length - mostUnplaced} more: see slsguard check`) : null] : []),
  ];
}

function pathList() {
  if (data.paths.length === 0) return [];
  const step = (by, label) => html('button', { type: 'button', onclick: () => follow((state.path < 0 ? (by > 0 ? -1 : 0) : state.path) + by, true) }, label);
  const position = state.path < 0 ? `${data.paths.length}` : `${state.path + 1} of ${data.paths.length}`;
  const parts = [
    html('h3', { id: 'paths' }, `Attack paths: ${position}`),
    html('div', { class: 'steps' }, step(-1, '‹ Previous'), step(1, 'Next ›'),
      state.path >= 0 ? html('button', { type: 'button', onclick: () => { follow(-1); } }, 'Show all') : null),
  ];
  if (state.path < 0 && !state.chosen) {
    parts.push(html('ol', { 'aria-labelledby': 'paths' }, data.paths.map((p, i) => {
      const f = data.findings[p.finding];
      return row(() => follow(i), sev(f), ` ${f.rule} `, f.message || f.title);
    })));
  }
  return parts;
}

function pathParts() {
  const p = data.paths[state.path], f = data.findings[p.finding];
  return [
    html('h2', {}, sev(f), ` ${f.rule} ${f.name}`),
    html('p', {}, f.message),
    f.reason ? html('p', { class: 'muted' }, 'Not certain: ' + f.reason) : null,
    html('h3', {}, 'Hops'),
    html('ol', {}, p.hops.map((hop, i) => hopRow(hop, i))),
    ...remedyParts(f),
  ];
}

function hopRow(hop, i) {
  const target = hop.to >= 0 ? hop.to : hop.from;
  const short = (id, text) => (id >= 0 && data.nodes[id].local) || text;
  const text = [short(hop.from, hop.from_text), short(hop.to, hop.to_text)].filter(Boolean).join(' → ');
  return row(() => { if (target >= 0) choose({ node: target }, true); },
    html('strong', {}, `${i + 1}. `), text, html('br'), html('span', { class: 'muted' }, hop.label),
    hop.place ? [html('br'), html('code', {}, placeText(hop.place))] : []);
}

function remedyParts(f) {
  return [
    f.remediation ? html('h3', {}, 'Remedy') : null,
    f.remediation ? html('pre', {}, f.remediation) : null,
    html('p', { class: 'muted' }, 'More: ', html('code', {}, 'slsguard explain ' + f.rule)),
  ];
}

function findingPart(f) {
  return html('section', { class: 'finding', 'aria-label': `${severityOf(f)} ${f.rule}` },
    html('p', {}, sev(f), html('strong', {}, ` ${f.rule} ${f.name}`)),
    html('p', {}, f.message || f.title),
    f.reason ? html('p', { class: 'muted' }, 'Because ' + f.reason) : null,
    f.nodes.length > 1 ? html('p', { class: 'muted' }, `The same holds for ${plural(f.nodes.length - 1, 'other node')}.`) : null,
    html('p', { class: 'mono' }, f.place ? placeText(f.place) + ' ' : '', html('span', { class: 'muted' }, f.address + (f.attribute ? ' ' + f.attribute : ''))),
    f.verdict === 'unknown' || !f.remediation ? null : html('pre', {}, f.remediation),
    html('p', { class: 'muted' }, html('code', {}, 'slsguard explain ' + f.rule)));
}

function nodeParts(n) {
  const g = data.groups[n.group];
  return [
    html('h2', {}, n.name),
    html('p', { class: 'muted' }, n.kind + (n.outside ? ', not in this plan' : '') + (g.address ? ' in ' + g.address : '')),
    n.address ? html('p', { class: 'mono' }, n.address) : null,
    n.place ? html('p', { class: 'mono' }, placeText(n.place)) : null,
    html('h3', {}, n.findings.length ? 'Findings: ' + tallyWords(n.findings) : 'No findings'),
    ...n.findings.map((id) => findingPart(data.findings[id])),
    ...relations('Comes from', inEdges[n.id], (e) => e.from),
    ...relations('Leads to', outEdges[n.id], (e) => e.to),
    ...(n.related.length ? [html('h3', {}, 'Belongs to it'), html('ul', {}, n.related.map((r) => html('li', {}, r.relation + ' ', html('code', {}, r.address))))] : []),
  ];
}

function relations(title, edges, other) {
  if (edges.length === 0) return [];
  return [html('h3', {}, title), html('ul', {}, edges.map((e) => {
    const n = data.nodes[other(e)];
    return row(() => choose({ node: n.id }, true), html('strong', {}, n.name), ` ${n.kind}`, e.facts.map(factLine));
  }))];
}

function factLine(f) {
  return [html('br'), html('span', { class: 'muted' }, f.kind + (f.note ? ': ' + f.note : '') + (f.certain ? '' : ', not certain: ' + f.why)),
    f.place ? [html('br'), html('code', {}, placeText(f.place))] : []].flat();
}

function edgeParts(e) {
  const end = (id, label) => row(() => choose({ node: id }, true), label + ' ', html('strong', {}, data.nodes[id].name), ' ' + data.nodes[id].kind);
  return [
    html('h2', {}, 'Edge'),
    html('ul', {}, end(e.from, 'from'), end(e.to, 'to')),
    html('h3', {}, 'Why'),
    ...e.facts.map((f) => html('p', {}, html('strong', {}, f.kind), f.note ? ': ' + f.note : '', f.certain ? '' : html('span', { class: 'muted' }, ' (not certain: ' + f.why + ')'),
      html('br'), html('span', { class: 'mono' }, (f.place ? placeText(f.place) + ' ' : '') + f.address + (f.attribute ? ' ' + f.attribute : '')))),
  ];
}

