"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const PALE = 3, NEVER = 5, TIE = 0, THROUGH = 1, INTRODUCED = 2, GATHERING = 3, SUGGESTED = 4;
  const ORDER = [GATHERING, THROUGH, INTRODUCED, TIE, SUGGESTED];
  const BUDGET = 16; // milliseconds of a frame that the layout may take
  const SLOW = 14; // milliseconds: where drawing takes longer, moving shows the last drawing until it rests
  const MOST_FOUND = 8, LONGEST = 28;

  const people = data.people.map((told, row) => ({ ...told, row, edges: [], sx: 0, sy: 0 }));
  const edges = data.edges.map(([a, b, kind, word, says]) => ({ a: people[a], b: people[b], kind, word, says }));
  for (const edge of edges) { edge.a.edges.push(edge); edge.b.edges.push(edge); }
  for (const one of people) {
    one.r = 5 + Math.min(9, Math.sqrt(one.edges.length) * 1.6);
    one.label = [...one.name].length > LONGEST ? [...one.name].slice(0, LONGEST - 1).join("") + "…" : one.name;
  }
  const ranked = [...people].sort((a, b) => b.edges.length - a.edges.length || a.step - b.step || a.row - b.row);

  const chosen = { tag: "", circle: "", steps: new Set(), kinds: new Set() }; // steps and kinds that are hidden
  let open = null, at = null, over = null, isKeyed = false; // whose panel, where the keys are, under the pointer

  const isShown = (one) => (!chosen.tag || one.tags.includes(chosen.tag)) &&
    (!chosen.circle || one.circle === chosen.circle) && !chosen.steps.has(one.step);
  const isDrawn = (edge) => !chosen.kinds.has(edge.kind) && edge.a.shown && edge.b.shown;

  // Layout: deterministic, in slices of a frame, so that the page answers meanwhile

  const map = $("map"), pen = map.getContext("2d");
  let width = 0, height = 0, dense = 1, view = d3.zoomIdentity;
  const tied = people.filter((one) => one.edges.length), alone = people.filter((one) => !one.edges.length);
  const FAR = [70, 76, 80, 120, 150], PULL = [1, 1, 1, 0.4, 0.12];
  // Lines between people who know the same others hold together, the others give way: circles of friends come apart
  // from one another (Nick et al. 2013, Simmelian backbones).
  for (const one of people) one.around = new Set(one.edges.flatMap((edge) => [edge.a, edge.b]));
  for (const edge of edges) {
    const [few, many] = edge.a.edges.length < edge.b.edges.length ? [edge.a, edge.b] : [edge.b, edge.a];
    let both = 0;
    for (const one of few.around) if (many.around.has(one)) both++;
    edge.within = few.edges.length > 1 ? (both - 2) / (few.edges.length - 1) : 1;
  }
  const near = (edge) => Math.min(edge.a.edges.length, edge.b.edges.length);
  // They begin beside those they hold together with: label propagation (Raghavan et al. 2007), the groups on a spiral.
  function begin() {
    tied.forEach((one, place) => { one.group = place; });
    for (let round = 0; round < 12; round++) for (const one of tied) {
      const weights = new Map();
      for (const edge of one.edges) {
        const group = (edge.a === one ? edge.b : edge.a).group;
        weights.set(group, (weights.get(group) || 0) + edge.within + 0.02);
      }
      for (const [group, weight] of weights) {
        const own = weights.get(one.group) || 0;
        if (weight > own || (weight === own && group < one.group)) one.group = group;
      }
    }
    const groups = new Map();
    for (const one of tied) groups.set(one.group, [...(groups.get(one.group) || []), one]);
    let before = 0;
    for (const group of [...groups.values()].sort((a, b) => b.length - a.length)) {
      const middle = spiral(before + group.length / 2, 34);
      group.forEach((one, place) => {
        const [x, y] = spiral(place, 16);
        one.x = middle[0] + x; one.y = middle[1] + y;
      });
      before += group.length;
    }
  }
  const spiral = (place, step) => {
    const far = step * Math.sqrt(0.5 + place), angle = place * Math.PI * (3 - Math.sqrt(5));
    return [far * Math.cos(angle), far * Math.sin(angle)];
  };
  const isTall = window.innerHeight > window.innerWidth, isLarge = tied.length > 150;
  if (isLarge) begin();
  const force = d3.forceSimulation(tied)
    .force("links", d3.forceLink(edges.map((edge) => ({ source: edge.a, target: edge.b, edge })))
      .distance((link) => (isLarge ? 24 + 60 * (1 - link.edge.within) : FAR[link.edge.kind]) + link.edge.a.r + link.edge.b.r)
      .strength((link) => PULL[link.edge.kind] * (isLarge ? 0.06 + 0.94 * Math.max(0, link.edge.within) : 1) / Math.max(1, near(link.edge))))
    .force("apart", d3.forceManyBody().strength(isLarge ? -150 : -420).theta(0.9).distanceMax(2000))
    .force("x", d3.forceX().strength(isTall ? 0.08 : 0.045))
    .force("y", d3.forceY().strength(isTall ? 0.045 : 0.08))
    .alphaDecay(tied.length > 1000 ? 0.055 : 0.0228).stop();
  const room = d3.forceCollide((one) => one.r + (isLarge ? 3 : 16)).iterations(1);

  function layOut(then) {
    const started = performance.now();
    let frames = 0;
    const slice = () => {
      const until = performance.now() + BUDGET;
      while (force.alpha() > force.alphaMin() && performance.now() < until) {
        if (!force.force("room") && (!isLarge || force.alpha() < 0.08)) force.force("room", room);
        force.tick();
      }
      const isDone = !tied.length || force.alpha() <= force.alphaMin();
      $("busy").hidden = isDone;
      $("busy").firstElementChild.style.transform =
        `scaleX(${Math.log(force.alpha()) / Math.log(force.alphaMin())})`;
      if (isDone) {
        setAside();
        document.documentElement.dataset.laidOut = String(Math.round(performance.now() - started));
        then();
      } else {
        if (frames++ % (cost > SLOW ? 20 : 5) === 0 && !isMoved) fit(0);
        requestAnimationFrame(slice);
      }
    };
    slice();
  }

  // Who is connected with nobody stands in rows below the others.
  function setAside() {
    if (!alone.length) return;
    const box = bounds(tied);
    const wide = 170, high = 50;
    const columns = Math.max(1, Math.min(alone.length, Math.round(Math.max(box.right - box.left, Math.sqrt(alone.length * wide * high * 1.6)) / wide)));
    const middle = tied.length ? (box.left + box.right) / 2 : 0, top = tied.length ? box.bottom + 90 : 0;
    alone.forEach((one, place) => {
      const row = Math.floor(place / columns), inRow = Math.min(columns, alone.length - row * columns);
      one.x = middle + (place % columns - (inRow - 1) / 2) * wide;
      one.y = top + row * high;
    });
  }

  function bounds(some) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const one of some) {
      box.left = Math.min(box.left, one.x - one.r); box.right = Math.max(box.right, one.x + one.r);
      box.top = Math.min(box.top, one.y - one.r); box.bottom = Math.max(box.bottom, one.y + one.r);
    }
    return box;
  }

  // Drawing

  const sheet = () => document.createElement("canvas").getContext("2d");
  const under = sheet(), names = sheet(); // all but what is lit, and the names over it, as drawn at `drawnAt`
  let ink = {}, widths = new Map(), pending = 0, isStale = true, cost = 0, drawnAt = view, resting = 0, isMoved = false;

  function readColours() {
    const style = getComputedStyle(document.documentElement), of = (name) => style.getPropertyValue(`--${name}`).trim();
    ink = {
      ground: of("ground"), ink: of("ink"), soft: of("soft"), focus: of("focus"), halo: of("halo"), rim: of("rim"),
      steps: [0, 1, 2, 3, 4].map((step) => of(`step${step}`)).concat(of(data.shared ? "step1" : "hollow")), hollow: of("hollow-rim"),
      kinds: ["tie", "through", "introduced", "gathering", "suggested"].map(of),
    };
  }

  function resize() {
    dense = Math.min(2, window.devicePixelRatio || 1);
    width = window.innerWidth; height = window.innerHeight;
    for (const each of [pen, under, names]) {
      each.canvas.width = Math.round(width * dense);
      each.canvas.height = Math.round(height * dense);
    }
    soon();
  }

  // Draw in the next frame; all of it where something other than the light has changed.
  function soon(isAll = true) {
    isStale = isStale || isAll;
    if (!pending) pending = requestAnimationFrame(() => { pending = 0; draw(); });
  }

  function draw() {
    if (isStale) drawBase();
    const lit = over || (isKeyed ? at : null) || open;
    const around = lit && lit.shown ? new Set(lit.edges.filter(isDrawn).flatMap((edge) => [edge.a, edge.b])).add(lit) : null;
    const by = view.k / drawnAt.k;
    clean(pen);
    pen.globalAlpha = around ? 0.26 : 1;
    pen.setTransform(by, 0, 0, by, (view.x - drawnAt.x * by) * dense, (view.y - drawnAt.y * by) * dense);
    pen.drawImage(under.canvas, 0, 0);
    if (!around) pen.drawImage(names.canvas, 0, 0);
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.globalAlpha = 1;
    if (around) {
      place(around);
      drawLines(pen, lit.edges, true);
      drawPeople(pen, [...around]);
    }
    for (const ringed of [open, isKeyed ? at : null]) if (ringed && ringed.shown) { place([ringed]); ring(ringed); }
    if (around) drawNames(pen, ranked.filter((one) => around.has(one)), lit);
  }

  function drawBase() {
    const started = performance.now();
    isStale = false;
    place(people);
    clean(under);
    drawLines(under, edges, false);
    drawPeople(under, people);
    names.setTransform(dense, 0, 0, dense, 0, 0);
    names.clearRect(0, 0, width, height);
    drawNames(names, ranked, null);
    drawnAt = view;
    cost = performance.now() - started;
  }

  function clean(pen) {
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.globalAlpha = 1;
    pen.fillStyle = ink.ground;
    pen.fillRect(0, 0, width, height);
  }

  function place(some) {
    const scale = Math.min(1.7, Math.max(0.3, Math.pow(view.k, isLarge ? 0.8 : 0.55)));
    for (const one of some) { one.sx = one.x * view.k + view.x; one.sy = one.y * view.k + view.y; one.sr = one.r * scale; }
  }

  function isInView(edge) {
    const { a, b } = edge;
    return !((a.sx < 0 && b.sx < 0) || (a.sy < 0 && b.sy < 0) || (a.sx > width && b.sx > width) || (a.sy > height && b.sy > height));
  }

  function drawLines(pen, some, isStrong) {
    const many = edges.length > 1500 && !isStrong, far = 150 * view.k, thick = [1.7, 1.5, 1.9, 1, 2];
    for (const kind of ORDER) {
      if (chosen.kinds.has(kind)) continue;
      for (const isShort of many ? [false, true] : [true]) { // of many, those that cross half the picture are faint
        pen.beginPath();
        for (const edge of some) {
          if (edge.kind !== kind || !edge.a.shown || !edge.b.shown || !isInView(edge) ||
            (many && Math.hypot(edge.a.sx - edge.b.sx, edge.a.sy - edge.b.sy) < far !== isShort)) continue;
          pen.moveTo(edge.a.sx, edge.a.sy);
          pen.lineTo(edge.b.sx, edge.b.sy);
        }
        pen.strokeStyle = ink.kinds[kind];
        pen.lineWidth = isStrong ? thick[kind] + 0.5 : many ? thick[kind] * 0.55 : thick[kind];
        pen.globalAlpha = isStrong ? 1 : kind === SUGGESTED ? (many ? 0.8 : 1) : many ? (isShort ? 0.5 : 0.1) : kind === GATHERING ? 0.55 : 0.9;
        pen.setLineDash(kind === SUGGESTED ? [6, 5] : []);
        pen.stroke();
      }
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }

  function drawPeople(pen, some) {
    for (let step = 0; step <= NEVER; step++) {
      pen.beginPath();
      for (const one of some) {
        if (one.step !== step || !one.shown) continue;
        if (one.sx < -20 || one.sy < -20 || one.sx > width + 20 || one.sy > height + 20) continue;
        pen.moveTo(one.sx + one.sr, one.sy);
        pen.arc(one.sx, one.sy, one.sr, 0, 2 * Math.PI);
      }
      pen.fillStyle = ink.steps[step];
      pen.fill();
      pen.lineWidth = step === NEVER && !data.shared ? 1.8 : 1;
      pen.strokeStyle = step >= PALE && !data.shared ? ink.hollow : ink.rim;
      pen.stroke();
    }
  }

  function ring(one) {
    pen.beginPath();
    pen.arc(one.sx, one.sy, one.sr + 4, 0, 2 * Math.PI);
    pen.lineWidth = 2.5;
    pen.strokeStyle = ink.focus;
    pen.stroke();
  }

  // Names where there is room for them, those with the most connections first.
  function drawNames(pen, some, lit) {
    const taken = new Map(), most = Math.max(60, 260 * Math.min(1, view.k)); // names
    let count = 0;
    const isFree = (left, top, right, bottom) => {
      for (let x = left >> 5; x <= right >> 5; x++) for (let y = top >> 4; y <= bottom >> 4; y++) {
        for (const box of taken.get(x * 8192 + y) || []) {
          if (left < box[2] && right > box[0] && top < box[3] && bottom > box[1]) return false;
        }
      }
      return true;
    };
    const take = (...box) => {
      for (let x = box[0] >> 5; x <= box[2] >> 5; x++) for (let y = box[1] >> 4; y <= box[3] >> 4; y++) {
        const key = x * 8192 + y;
        if (taken.has(key)) taken.get(key).push(box); else taken.set(key, [box]);
      }
    };
    const say = (one, isSure) => {
      if (!one.shown || one.sx < -60 || one.sx > width + 60 || one.sy < -20 || one.sy > height + 20) return;
      if (count >= most && !isSure) return;
      const bold = one === lit;
      pen.font = `${bold ? 600 : 400} ${bold ? 13 : 12}px system-ui, sans-serif`;
      const key = bold ? `*${one.row}` : one.row;
      if (!widths.has(key)) widths.set(key, pen.measureText(one.label).width);
      const half = widths.get(key) / 2 + 1, aside = one.sr + half + 3;
      const places = [[0, one.sr + 8], [0, -one.sr - 8], [aside, 0], [-aside, 0]]; // below, above, right, left
      const isInside = (x) => Math.abs(x - width / 2) < width / 2 - half;
      const [dx, dy] = places.find(([x, y]) => isInside(one.sx + x) &&
        isFree(one.sx + x - half, one.sy + y - 7, one.sx + x + half, one.sy + y + 7)) ||
        (isSure ? places[0] : []);
      if (dx === undefined) return;
      const x = one.sx + dx, y = one.sy + dy;
      take(x - half, y - 7, x + half, y + 7);
      count++;
      pen.strokeText(one.label, x, y + 4);
      pen.fillText(one.label, x, y + 4);
    };
    const word = (edge) => { // how they are tied, on the line
      const x = (edge.a.sx + edge.b.sx) / 2, y = (edge.a.sy + edge.b.sy) / 2;
      pen.font = "italic 11px system-ui, sans-serif";
      pen.fillStyle = ink.soft;
      const half = pen.measureText(edge.word).width / 2;
      if (!isFree(x - half, y - 7, x + half, y + 7)) return;
      take(x - half, y - 7, x + half, y + 7);
      pen.strokeText(edge.word, x, y + 4);
      pen.fillText(edge.word, x, y + 4);
    };
    if (some.length < 1000) for (const one of some) {
      if (one.shown) take(one.sx - one.sr + 2, one.sy - one.sr + 2, one.sx + one.sr - 2, one.sy + one.sr - 2);
    }
    pen.textAlign = "center";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5;
    pen.strokeStyle = ink.halo;
    pen.fillStyle = ink.ink;
    if (lit) {
      say(lit, true);
      for (const edge of lit.edges) if (edge.word && isDrawn(edge)) word(edge);
      pen.fillStyle = ink.ink;
    }
    for (const one of some) if (one !== lit) say(one, false);
  }

  // Moving: where drawing all takes long, the last drawing is moved along until the hand rests.

  const zoom = d3.zoom().scaleExtent([0.03, 8]).on("zoom", (event) => {
    if (event.sourceEvent) isMoved = true;
    view = event.transform;
    soon(cost <= SLOW);
    clearTimeout(resting);
    if (cost > SLOW) resting = setTimeout(soon, 120);
  });

  const hand = d3.select(map).call(zoom).on("dblclick.zoom", null);
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const moving = (slowly) => (slowly && !isCalm && cost <= SLOW ? hand.transition().duration(slowly) : hand);

  // The part of the window that nothing lies over.
  function clear() {
    const box = { left: 0, top: 0, right: width, bottom: height };
    const bar = document.querySelector("header").getBoundingClientRect(), side = $("panel").getBoundingClientRect();
    const isPhone = width <= 720;
    if (isPhone) box.top = bar.bottom; else box.left = bar.right;
    if (!$("panel").hidden) { if (isPhone) box.bottom = side.top; else box.right = side.left; }
    return box;
  }

  function fit(slowly = 350) {
    const some = people.filter((one) => one.shown && (one.edges.length || document.documentElement.dataset.laidOut));
    if (!some.length) return soon();
    const box = bounds(some), space = clear(), pad = width <= 720 ? 30 : 56;
    const wide = space.right - space.left - 2 * pad, high = space.bottom - space.top - 76;
    const k = Math.min(2, Math.max(0.03, Math.min(wide / (box.right - box.left), high / (box.bottom - box.top))));
    const to = d3.zoomIdentity
      .translate((space.left + space.right) / 2 - k * (box.left + box.right) / 2, (space.top + space.bottom - 8) / 2 - k * (box.top + box.bottom) / 2)
      .scale(k);
    moving(slowly).call(zoom.transform, to);
  }

  // Move so far that somebody, and as many of those around as can be, lie where they can be seen.
  function reveal(one, some = [one]) {
    const space = clear(), pad = 40, box = bounds(some);
    const [left, top] = view.apply([box.left, box.top]), [right, bottom] = view.apply([box.right, box.bottom]);
    const isSeen = left > space.left + pad && right < space.right - pad && top > space.top + pad && bottom < space.bottom - pad;
    if (isSeen && view.k > 0.25) return;
    const fits = Math.min((space.right - space.left - 2 * pad) / (box.right - box.left), (space.bottom - space.top - 2 * pad) / (box.bottom - box.top));
    const k = some.length > 1 ? Math.max(0.3, Math.min(Math.max(view.k, 0.9), fits)) : Math.max(view.k, 0.7);
    const x = fits < 0.3 ? one.x : (box.left + box.right) / 2, y = fits < 0.3 ? one.y : (box.top + box.bottom) / 2;
    moving(300).call(zoom.transform, d3.zoomIdentity.translate((space.left + space.right) / 2 - k * x, (space.top + space.bottom) / 2 - k * y).scale(k));
  }

  // Pointing

  function hit(x, y, reach) {
    let best = null, least = Infinity;
    for (const one of people) {
      if (!one.shown) continue;
      const far = Math.hypot(one.x * view.k + view.x - x, one.y * view.k + view.y - y) - one.sr;
      if (far < least && far < reach) { best = one; least = far; }
    }
    return best;
  }

  map.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || event.buttons) return;
    const found = hit(event.clientX, event.clientY, 4);
    if (found === over) return;
    over = found; isKeyed = false;
    map.classList.toggle("over", Boolean(found));
    soon(false);
  });
  map.addEventListener("pointerleave", () => { if (over) { over = null; soon(false); } });
  let touched = "mouse";
  map.addEventListener("pointerdown", (event) => { touched = event.pointerType; });
  map.addEventListener("click", (event) => {
    const found = hit(event.clientX, event.clientY, touched === "touch" ? 18 : 5);
    if (found) tell(found, false); else if (open) shut();
  });

  // Keys: the arrows go to whoever is next in that direction.

  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  function next(from, [dx, dy]) {
    let best = null, least = Infinity;
    for (const one of people) {
      if (one === from || !one.shown) continue;
      const along = (one.x - from.x) * dx + (one.y - from.y) * dy, across = Math.abs((one.x - from.x) * dy) + Math.abs((one.y - from.y) * dx);
      const far = along + 2.2 * across;
      if (along > 0 && along > across * 0.4 && far < least) { best = one; least = far; }
    }
    return best;
  }

  function go(one) {
    if (!one) return;
    at = one; isKeyed = true; over = null;
    $("said").textContent = [one.name, one.hint, one.ago, counted(one.edges.filter(isDrawn).length, "connection")].filter(Boolean).join(". ");
    reveal(one);
    soon(false);
  }

  map.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key];
    if (way) go(at && at.shown ? next(at, way) : open && open.shown ? open : ranked.find((one) => one.shown));
    else if ((event.key === "Enter" || event.key === " ") && at && at.shown) tell(at, true);
    else if (event.key === "+" || event.key === "=") moving(150).call(zoom.scaleBy, 1.4);
    else if (event.key === "-") moving(150).call(zoom.scaleBy, 1 / 1.4);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
  map.addEventListener("blur", () => { isKeyed = false; soon(false); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      if ($("choices").classList.contains("open")) unfold(false);
      else if (open) shut();
      else { at = null; isKeyed = false; soon(false); }
    } else if (event.key === "/" && !/^(INPUT|SELECT)$/.test(document.activeElement.tagName)) {
      $("search").focus();
      event.preventDefault();
    }
  });

  // The panel

  const made = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) { element.textContent = text; element.dir = "auto"; }
    return element;
  };
  const counted = (count, what) => (count === 1 ? `1 ${what}` : `${count} ${what}s`);

  function tell(one, isByKey) {
    open = at = one;
    $("who").textContent = one.name;
    $("who").dir = "auto";
    const tells = $("tells");
    tells.replaceChildren();
    for (const [indent, spans] of one.tells) {
      const line = made("p", `in${indent}`);
      line.dir = "auto";
      for (const [text, style] of spans) line.append(style ? made("span", style, text) : text);
      tells.append(line);
    }
    for (const [title, kinds] of [["Might like to meet", [SUGGESTED]], ["Connected with", [TIE, THROUGH, INTRODUCED, GATHERING]]]) {
      const theirs = one.edges.filter((edge) => kinds.includes(edge.kind)).sort((a, b) => a.kind - b.kind);
      if (!theirs.length) continue;
      const list = made("ul");
      for (const edge of theirs) list.append(connection(one, edge));
      tells.append(made("h3", "", `${title} (${theirs.length})`), list);
    }
    $("panel").hidden = false;
    document.body.classList.add("open");
    $("tells").scrollTop = 0;
    $("said").textContent = `${one.name}: ${counted(one.edges.length, "connection")}`;
    reveal(one, [one, ...one.edges.filter(isDrawn).flatMap((edge) => [edge.a, edge.b])]);
    if (isByKey) $("panel").focus();
    soon(false);
  }

  function connection(one, edge) {
    const other = edge.a === one ? edge.b : edge.a, item = made("li");
    const button = made("button"), dot = made("i", `s${data.shared ? 1 : other.step}`);
    button.type = "button";
    button.append(dot, made("span", "", other.name));
    button.addEventListener("click", () => { tell(other, true); });
    item.append(button);
    const says = edge.says.length ? edge.says : [edge.word ? `${data.kinds[edge.kind]}: ${edge.word}` : data.kinds[edge.kind]];
    for (const said of says) item.append(made("p", "", said));
    return item;
  }

  function shut() {
    const isInside = $("panel").contains(document.activeElement);
    $("panel").hidden = true;
    document.body.classList.remove("open");
    open = null;
    if (isInside) { map.focus({ preventScroll: true }); isKeyed = Boolean(at); }
    soon(false);
  }
  $("close").addEventListener("click", shut);

  // Searching

  const LETTERS = { "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i" };
  const folded = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[łøđæœßı]/g, (letter) => LETTERS[letter]);
  const search = $("search"), list = $("found");
  let found = [], marked = 0;

  function seek() {
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    const begins = (text) => words.every((word) => ` ${text}`.includes(` ${word}`));
    found = words.length ? people.filter((one) => words.every((word) => one.find.includes(word))) : [];
    for (const one of found) one.rank = begins(folded(one.name)) ? 0 : begins(one.find) ? 1 : 2;
    found.sort((a, b) => a.rank - b.rank || b.edges.length - a.edges.length || a.row - b.row);
    marked = 0;
    list.replaceChildren(...found.slice(0, MOST_FOUND).map((one, place) => {
      const item = made("li", "", one.name);
      item.id = `found${place}`;
      item.setAttribute("role", "option");
      if (one.hint) item.append(made("small", "", one.hint));
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); pick(one); });
      return item;
    }));
    if (words.length && found.length !== Math.min(found.length, MOST_FOUND)) list.append(made("li", "none", `and ${found.length - MOST_FOUND} more`));
    if (words.length && !found.length) list.append(made("li", "none", "Nobody here answers to that."));
    list.hidden = !words.length;
    search.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  }

  function mark() {
    [...list.querySelectorAll("[role=option]")].forEach((item, place) => {
      item.setAttribute("aria-selected", String(place === marked));
      if (place === marked) item.scrollIntoView({ block: "nearest" });
    });
    if (found.length && !list.hidden) search.setAttribute("aria-activedescendant", `found${marked}`);
    else search.removeAttribute("aria-activedescendant");
  }

  function pick(one) {
    search.value = "";
    seek();
    if (!one.shown) showEverybody();
    search.blur();
    tell(one, true);
  }

  search.addEventListener("input", seek);
  search.addEventListener("blur", () => { list.hidden = true; search.setAttribute("aria-expanded", "false"); });
  search.addEventListener("focus", seek);
  search.addEventListener("keydown", (event) => {
    const most = Math.min(found.length, MOST_FOUND);
    if (event.key === "ArrowDown" && most) marked = (marked + 1) % most;
    else if (event.key === "ArrowUp" && most) marked = (marked + most - 1) % most;
    else if (event.key === "Enter" && most) { pick(found[marked]); event.preventDefault(); return; }
    else if (event.key === "Escape") {
      if (search.value) { search.value = ""; seek(); event.preventDefault(); } else search.blur();
      return;
    } else return;
    event.preventDefault();
    mark();
  });

  // Choosing

  function choices() {
    const tags = new Map(), circles = new Map();
    for (const one of people) {
      for (const tag of one.tags) tags.set(tag, (tags.get(tag) || 0) + 1);
      if (one.circle) circles.set(one.circle, (circles.get(one.circle) || 0) + 1);
    }
    fill("tag", tags, "any");
    fill("circle", circles, "any");
    if (data.shared) for (const id of ["circle", "steps"]) ($(id).closest("label") || $(id)).hidden = true;
    toggles("steps", data.steps, "s", chosen.steps, people.map((one) => one.step));
    toggles("kinds", data.kinds, "k", chosen.kinds, edges.map((edge) => edge.kind));
  }

  function fill(id, counts, any) {
    const every = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const options = every.map(([text, count]) => { const option = made("option", "", `${text} (${count})`); option.value = text; return option; });
    const first = made("option", "", any);
    first.value = "";
    $(id).replaceChildren(first, ...options);
    $(id).addEventListener("change", () => { chosen[id] = $(id).value; choose(); });
  }

  function toggles(id, words, letter, hidden, all) {
    words.forEach((text, place) => {
      const count = all.filter((each) => each === place).length;
      if (!count) return;
      const label = made("label"), box = made("input");
      box.type = "checkbox";
      box.checked = true;
      box.addEventListener("change", () => { hidden[box.checked ? "delete" : "add"](place); choose(); });
      label.append(box, made("i", `${letter}${place}`), made("span", "", text), made("b", "", String(count)));
      $(id).append(label);
    });
    if (!$(id).querySelector("label")) $(id).hidden = true;
  }

  function choose() {
    for (const one of people) one.shown = isShown(one);
    const shown = people.filter((one) => one.shown).length;
    $("count").textContent = shown === people.length ? data.count : `${shown} of ${people.length} people`;
    $("empty").hidden = shown > 0;
    $("empty").textContent = people.length ? "Nobody is left by that filter." : data.nobody;
    $("clear").hidden = shown === people.length && !chosen.kinds.size;
    if (open && !open.shown) shut();
    if (over && !over.shown) over = null;
    soon();
  }

  function showEverybody() {
    chosen.tag = chosen.circle = $("tag").value = $("circle").value = "";
    chosen.steps.clear(); chosen.kinds.clear();
    for (const box of document.querySelectorAll("fieldset input")) box.checked = true;
    choose();
  }
  $("clear").addEventListener("click", showEverybody);

  function unfold(isOpen) {
    $("choices").classList.toggle("open", isOpen);
    $("more").setAttribute("aria-expanded", String(isOpen));
  }
  $("more").addEventListener("click", () => unfold(!$("choices").classList.contains("open")));
  $("in").addEventListener("click", () => moving(150).call(zoom.scaleBy, 1.5));
  $("out").addEventListener("click", () => moving(150).call(zoom.scaleBy, 1 / 1.5));
  $("fit").addEventListener("click", () => fit());

  // Opening

  window.addEventListener("resize", resize);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); soon(); });
  readColours();
  resize();
  choices();
  choose();
  layOut(() => {
    if (!isMoved) fit(0);
    if (data.around !== null) tell(people[data.around], false);
    soon();
  });
})();
