// The page: pan and zoom, keyboard, filters.
const byId = (id) => document.getElementById(id);
const view = { x: 0, y: 0, k: 1 };
let focused = null; // the key of the item that Tab leads to

function applyView() {
  world.setAttribute('transform', `translate(${view.x} ${view.y}) scale(${view.k})`);
  heads.replaceChildren(svg('rect', { width: canvas.clientWidth, height: 26 }));
  for (const c of data.columns) {
    if (c.title) heads.append(svg('text', { x: view.x + view.k * c.x, y: 17 }, view.k > 0.45 ? c.title : ''));
  }
  if (firstInner > 0) heads.append(svg('text', { class: 'boundary-text', x: view.x + view.k * boundary() - 4, y: 41 }, 'trust boundary'));
}

function zoom(factor, cx = canvas.clientWidth / 2, cy = canvas.clientHeight / 2) {
  const k = Math.min(3, Math.max(0.08, view.k * factor));
  view.x = cx - (cx - view.x) * k / view.k;
  view.y = cy - (cy - view.y) * k / view.k;
  view.k = k;
  applyView();
}

function fitBox(x, y, width, height, smallest, middle) {
  const w = canvas.clientWidth, h = canvas.clientHeight;
  if (w === 0 || h === 0) return;
  view.k = Math.max(smallest, Math.min(1.15, w / width, h / height));
  view.x = width * view.k <= w ? (w - width * view.k) / 2 - x * view.k : -x * view.k;
  view.y = height * view.k <= h && middle ? (h - height * view.k) / 2 - y * view.k : -y * view.k;
  applyView();
}

// belowTitles moves down what would begin under the columns' titles.
function belowTitles() {
  view.y = Math.max(view.y, 48 - (margin + titleHeight) * view.k);
  applyView();
}

// fitAll shows the whole width, so that it can still be read, from the top.
function fitAll() {
  const fits = Math.min(1, canvas.clientWidth / data.width);
  fitBox(0, 0, data.width, Math.min(placed.height, canvas.clientHeight / fits), 0.6, placed.height * fits < canvas.clientHeight * 0.8);
  view.y = Math.min(view.y, 60); // small drawings stand near the top
  belowTitles();
}

function fitNodes(ids) {
  const boxes = ids.filter((id) => placed.nodes[id] !== null).map((id) => [data.nodes[id], placed.nodes[id]]);
  if (boxes.length === 0) return;
  const left = Math.min(...boxes.map(([n]) => n.x)) - 40, right = Math.max(...boxes.map(([n]) => n.x + n.width)) + 60;
  const top = Math.min(...boxes.map(([, y]) => y)) - 60, bottom = Math.max(...boxes.map(([n, y]) => y + n.height)) + 50;
  fitBox(left, top, right - left, bottom - top, 0.4, true);
}

function boxOf(key) {
  const id = Number(key.slice(1));
  if (key[0] === 'n') return { x: data.nodes[id].x, y: placed.nodes[id], w: data.nodes[id].width, h: data.nodes[id].height };
  return { x: frameLeft(data.groups[id]), y: placed.groups[id].y, w: 200, h: 30 };
}

function focusItem(key) {
  const el = items.get(key);
  if (!el) return;
  if (focused && items.get(focused)) items.get(focused).setAttribute('tabindex', -1);
  focused = key;
  el.setAttribute('tabindex', 0);
  el.focus({ preventScroll: true });
  const b = boxOf(key), pad = 50;
  const x = view.x + b.x * view.k, y = view.y + b.y * view.k;
  if (x < pad) view.x += pad - x;
  if (x + b.w * view.k > canvas.clientWidth - pad) view.x -= x + b.w * view.k - canvas.clientWidth + pad;
  if (y < pad) view.y += pad - y;
  if (y + b.h * view.k > canvas.clientHeight - pad) view.y -= y + b.h * view.k - canvas.clientHeight + pad;
  applyView();
}

function redraw() {
  const had = document.activeElement && canvas.contains(document.activeElement);
  draw();
  if (!focused || !items.has(focused)) focused = items.keys().next().value || null;
  const el = focused && items.get(focused);
  if (el) el.setAttribute('tabindex', 0);
  if (el && had) el.focus({ preventScroll: true });
  byId('matches').textContent = filtering() ? `${placed.matching.size} of ${data.nodes.length} match` : '';
  applyView();
}

function choose(what, show) {
  state.chosen = what;
  if (what && what.node !== undefined && show) {
    reveal([what.node]);
    redraw();
    focusItem('n' + what.node);
  } else mark();
  showPane();
  pane.scrollTop = 0;
}

// follow highlights one attack path; -1 for none. wrap starts again behind the last one.
function follow(index, wrap) {
  const n = data.paths.length;
  if (n === 0) return;
  state.path = wrap ? (index + n) % n : index;
  state.chosen = null;
  if (state.path >= 0) {
    reveal(data.paths[state.path].nodes);
    redraw();
    fitNodes(data.paths[state.path].nodes);
  } else redraw();
  showPane();
  pane.scrollTop = 0;
}

function toggle(id) {
  if (state.folded.has(id)) state.folded.delete(id);
  else state.folded.add(id);
  redraw();
}

function activate(key) {
  if (key[0] === 'g') toggle(Number(key.slice(1)));
  else choose({ node: Number(key.slice(1)) });
}

// next finds the item that an arrow key leads to: along an edge if there is one, else the nearest that way.
function next(key, arrow) {
  const [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[arrow];
  const middle = (k) => { const b = boxOf(k); return [b.x + b.w / 2, b.y + b.h / 2]; };
  const [x, y] = middle(key);
  const best = (keys) => {
    let found = null, least = Infinity;
    for (const k of keys) {
      if (k === key || !items.has(k)) continue;
      const [kx, ky] = middle(k);
      const along = (kx - x) * dx + (ky - y) * dy, aside = Math.abs((kx - x) * dy) + Math.abs((ky - y) * dx);
      if (along > 4 && along + 3 * aside < least) [found, least] = [k, along + 3 * aside];
    }
    return found;
  };
  if (dx !== 0 && key[0] === 'n') {
    const id = Number(key.slice(1));
    const near = best(dx > 0 ? outEdges[id].map((e) => shownAs(e.to)) : inEdges[id].map((e) => shownAs(e.from)));
    if (near) return near;
  }
  return best(items.keys());
}

function onKey(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === 'Escape') return escape(event);
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const actions = {
    '/': () => byId('search').focus(), n: () => follow(state.path + 1, true), p: () => follow(Math.max(state.path, 0) - 1, true),
    '+': () => zoom(1.2), '=': () => zoom(1.2), '-': () => zoom(1 / 1.2), 0: fitAll,
  };
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
    return;
  }
  const item = event.target.closest ? event.target.closest('[data-key]') : null;
  if (item) onItemKey(event, item.dataset.key);
}

function onItemKey(event, key) {
  const known = [...items.keys()];
  let to = null;
  if (event.key.startsWith('Arrow')) to = next(key, event.key);
  else if (event.key === 'Home') to = known[0];
  else if (event.key === 'End') to = known.at(-1);
  else if (event.key === 'Enter' || event.key === ' ') activate(key);
  else return;
  event.preventDefault();
  if (to) focusItem(to);
}

// escape closes one thing at a time.
function escape(event) {
  if (byId('kinds').open) byId('kinds').open = false;
  else if (event.target === byId('search') && byId('search').value !== '') { byId('search').value = ''; filter(); } else if (state.chosen) choose(null);
  else if (state.path >= 0) follow(-1);
  else return;
  event.preventDefault();
}

function filter() {
  state.query = byId('search').value.trim().toLowerCase();
  state.module = byId('module').value;
  state.wide = byId('wide').checked;
  redraw();
  if (filtering()) { view.y = 0; belowTitles(); }
}

function firstMatch() {
  const id = [...placed.matching].find((m) => !state.chosen || m > state.chosen.node) ?? [...placed.matching][0];
  if (id !== undefined) choose({ node: id }, true);
}

function addFilters() {
  for (const name of severities) {
    const n = name === 'unknown' ? data.summary.unknown : data.summary.by_severity[name];
    const button = html('button', { type: 'button', 'aria-pressed': 'false', disabled: n === 0 ? '' : null }, `${n} ${name}`);
    button.addEventListener('click', () => {
      const on = !state.severities.delete(name);
      if (on) state.severities.add(name);
      button.setAttribute('aria-pressed', String(on));
      filter();
    });
    byId('severities').append(button);
  }
  for (const kind of new Set(data.nodes.map((n) => n.kind).sort())) {
    const box = html('input', { type: 'checkbox' });
    box.addEventListener('change', () => { (box.checked ? state.kinds.add(kind) : state.kinds.delete(kind)); filter(); });
    byId('kinds').lastElementChild.append(html('label', { class: 'check' }, box, kind));
  }
  byId('module').append(html('option', { value: '' }, 'all modules'), ...data.groups.filter((g) => g.kind === 'module')
    .toSorted((a, b) => (a.address < b.address ? -1 : 1)).map((g) => html('option', { value: g.id }, g.address || g.label)));
}

function addPointer() {
  let from = null;
  canvas.addEventListener('pointerdown', (event) => { from = { x: event.clientX - view.x, y: event.clientY - view.y, px: event.clientX, py: event.clientY, moved: false }; });
  canvas.addEventListener('pointermove', (event) => {
    if (!from || event.buttons === 0) return;
    if (!from.moved && Math.hypot(event.clientX - from.px, event.clientY - from.py) < 4) return;
    if (!from.moved) canvas.setPointerCapture(event.pointerId);
    from.moved = true;
    canvas.classList.add('moving');
    view.x = event.clientX - from.x;
    view.y = event.clientY - from.y;
    applyView();
  });
  canvas.addEventListener('pointerup', () => { canvas.classList.remove('moving'); });
  canvas.addEventListener('click', (event) => {
    if (from && from.moved) return;
    const item = event.target.closest('[data-key]'), edge = event.target.closest('[data-edges]');
    if (item) { focusItem(item.dataset.key); activate(item.dataset.key); } else if (edge) choose({ edge: Number(edge.dataset.edges.split(' ')[0]) });
    else if (state.chosen) choose(null);
  });
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) return zoom(Math.exp(-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
    const unit = event.deltaMode === 1 ? 24 : 1;
    view.x -= (event.shiftKey ? event.deltaY : event.deltaX) * unit;
    view.y -= (event.shiftKey ? 0 : event.deltaY) * unit;
    applyView();
  }, { passive: false });
}

function setTheme(theme) {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  byId('theme').textContent = 'Theme: ' + (document.documentElement.dataset.theme || 'auto');
}

function addButtons() {
  byId('unfold').addEventListener('click', () => { state.folded.clear(); redraw(); });
  byId('fold').addEventListener('click', () => { foldAll(); redraw(); fitAll(); });
  byId('larger').addEventListener('click', () => zoom(1.2));
  byId('smaller').addEventListener('click', () => zoom(1 / 1.2));
  byId('fit').addEventListener('click', fitAll);
  byId('theme').addEventListener('click', () => setTheme({ light: 'dark', dark: 'auto' }[document.documentElement.dataset.theme] || 'light'));
  byId('module').addEventListener('change', filter);
  byId('wide').addEventListener('change', filter);
  let pause = 0;
  byId('search').addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(filter, 120); });
  byId('search').addEventListener('keydown', (event) => { if (event.key === 'Enter') { clearTimeout(pause); filter(); firstMatch(); } });
  document.addEventListener('keydown', onKey);
}

// start reads what the address asks for: #theme=dark&fold=none&path=1&q=word&node=ADDRESS
function start() {
  const ask = new URLSearchParams(location.search + '&' + location.hash.slice(1));
  byId('plan').textContent = data.plan;
  setTheme(ask.get('theme'));
  addFilters();
  addButtons();
  addPointer();
  const many = 60; // more than this can't be read at a glance
  if (ask.get('fold') === 'all') foldAll();
  else if (ask.get('fold') !== 'none' && data.nodes.length > many && foldable.length > 1) { foldAll(); openFew(); }
  if (ask.get('q')) byId('search').value = ask.get('q');
  filter();
  fitAll();
  showPane();
  const index = Number(ask.get('path'));
  if (index >= 1 && index <= data.paths.length) follow(index - 1);
  const node = data.nodes.find((n) => n.address !== '' && n.address === ask.get('node'));
  if (node) choose({ node: node.id }, true);
  new ResizeObserver(applyView).observe(canvas);
}
start();
