// The picture: cards, the arrows between them, and the view upon both.

const CLASSES = { "+": "plus", "-": "minus", "?": "either", "": "bare" };

// What a card keeps free at its sides.
const CARD_SIDES = 12.5;
// How much closer the letters of a card stand than elsewhere, in hundredths of their size.
const CLOSER = 2.4;
// What a line may not be broken within: all but spaces, hyphens and signs of scripts without spaces.
const UNBROKEN = /[^\s\-\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]+-?/g;

// The size of letters in pixels at which the longest word of a label takes a line of its own, so that none is parted.
const fitting = (label, room) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `600 100px ${getComputedStyle(document.body).fontFamily}`;
  const widest = Math.max(0, ...(plain(label).match(UNBROKEN) ?? []).map((word) => pen.measureText(word).width - CLOSER * word.length));
  return widest ? Math.floor(1000 * room / widest) / 10 : 1000;
};

class Picture {
  constructor(model, { onState, onCard, onArrow, tip }) {
    this.model = model;
    this.places = model.places;
    this.world = byId("world");
    this.on = { onState, onCard, onArrow };
    this.tip = tip;
    this.cards = model.variables.map((_, v) => this.card(v));
    this.world.append(...this.cards.map((card) => card.node));
    this.drawArrows();
    const key = this.key();
    if (key.length) byId("stage").append(el("p", { class: "key" }, ...key));
  }

  // The meanings of the marks that occur in the model.
  key() {
    const { influences, variables } = this.model;
    const parts = [
      [influences.some((i) => i.sign === "+"), "plus", "→", say("raises")],
      [influences.some((i) => i.sign === "-"), "minus", "⊣", say("lowers")],
      [influences.some((i) => i.lag), "late", "⤏", say("in a later period")],
      [influences.some((i) => i.standing === "implied" || i.standing === "added"), "faint", "→", say("not stated")],
      [variables.some((v) => v.lever), "lever", "▲", say("lever")],
      [variables.some((v) => v.latent), "latent", "Aa", say("nobody can observe it")],
    ];
    return parts.filter(([there]) => there).map(([, kind, mark, words]) => el("span", {}, el("b", { class: kind, "aria-hidden": "true", text: mark }), ` ${words}`));
  }

  // ── cards ──

  card(v) {
    const variable = this.model.variables[v];
    const [x, y, width, height] = this.places.cards[v];
    const head = el("button", { type: "button", class: "head", "aria-expanded": "false", onclick: () => this.on.onCard(v) },
      el("span", { class: "label", text: variable.label }),
      variable.lever ? el("span", { class: "lever", role: "img", "aria-label": say("lever"), title: say("lever") }, "▲") : null);
    const badge = el("span", { class: "badge", "aria-hidden": "true" });
    const rows = variable.states.map((state, s) => this.row(v, s));
    const list = el("div", { class: "rows", role: "group", "aria-label": plain(variable.label) }, ...rows.map((r) => r.node).reverse());
    const kind = variable.role || "bare";
    const node = el("article", { class: `card role-${kind}${variable.latent ? " latent" : ""}`, "data-v": v }, head, badge, list);
    Object.assign(node.style, {
      left: `${x - width / 2}px`, top: `${y - height / 2 + this.places.top}px`, width: `${width}px`, height: `${height}px`,
    });
    node.style.setProperty("--fit", `${fitting(variable.label, width - CARD_SIDES)}px`);
    node.addEventListener("keydown", (event) => this.step(event, head, rows));
    node.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && this.tip.card(v, node));
    node.addEventListener("pointerleave", () => this.tip.hide());
    return { node, head, badge, rows };
  }

  row(v, s) {
    const before = el("i", { class: "before" });
    const now = el("i", { class: "now" });
    const share = el("span", { class: "share" });
    const delta = el("span", { class: "delta" });
    const node = el("button", { type: "button", class: "row", tabindex: "-1", "aria-pressed": "false", onclick: () => this.on.onState(v, s) },
      el("span", { class: "state", text: this.model.variables[v].states[s] }), el("span", { class: "bar" }, before, now), " ", share, " ", delta);
    return { node, before, now, share, delta };
  }

  // Tab goes from card to card; the arrow keys go through the states of one.
  step(event, head, rows) {
    const all = [head, ...rows.map((r) => r.node).reverse()];
    const at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all[to]) return;
    event.preventDefault();
    all[to].focus();
  }

  show({ before, now, scenario, selected, arm, lit }) {
    document.body.classList.toggle("lit", lit !== null);
    const onPath = new Set((lit?.influences ?? []).flatMap((i) => [this.model.influences[i].cause, this.model.influences[i].effect]));
    this.model.variables.forEach((variable, v) => {
      const { node, head, badge, rows } = this.cards[v];
      const mark = arm.touches(v) ? "do" : scenario.seen.has(v) ? "see" : scenario.done.has(v) ? "soon" : "";
      const kind = softOf(this.model, scenario.done.get(v) ?? 0)?.kind ?? (arm.has(v) ? "state" : "influence");
      const held = mark && (mark === "see" ? scenario.seen : scenario.done).get(v);
      node.hidden = !isPresent(this.model, scenario, v);
      node.classList.toggle("done", mark === "do");
      node.classList.toggle("seen", mark === "see");
      node.classList.toggle("on-path", onPath.has(v));
      node.classList.toggle("selected", selected === v);
      node.classList.toggle("outcome-now", scenario.outcome === v);
      head.setAttribute("aria-expanded", String(selected === v));
      badge.textContent = { do: doneWord(kind), see: scenario.period ? say("seen today") : say("seen"), soon: say("not now"), "": "" }[mark];
      let moved = false;
      rows.forEach((row, s) => {
        const change = points(now[v][s]) - points(before[v][s]);
        moved ||= change !== 0;
        row.before.style.transform = `scaleX(${before[v][s]})`;
        row.now.style.transform = `scaleX(${now[v][s]})`;
        row.share.textContent = percent(now[v][s]);
        row.delta.textContent = change ? signed(change) : "";
        row.node.setAttribute("aria-pressed", String(mark !== "" && held === s));
        row.node.setAttribute("aria-label",
          `${plain(variable.states[s])} ${percent(now[v][s])}${change ? ` ${say("{change}, was {before}", { change: signed(change), before: percent(before[v][s]) })}` : ""}`);
      });
      node.classList.toggle("moved", moved);
    });
  }

  // ── arrows ──

  drawArrows() {
    const { width, height, top } = this.places;
    Object.assign(this.world.style, { width: `${width}px`, height: `${height + top}px` });
    const drawing = svg("svg", { width, height: height + top, viewBox: `0 ${-top} ${width} ${height + top}` });
    const marks = svg("defs");
    const shapes = { plus: "M0,0 L8,4 L0,8 z", minus: "M6,0 h2.4 v8 h-2.4 z", either: "M4,0.5 a3.5,3.5 0 1,0 0.01,0 z", bare: "M0,0 L8,4 L0,8 z" };
    for (const [name, d] of Object.entries(shapes)) {
      const mark = svg("marker", { id: `tip-${name}`, class: `mark ${name}`, viewBox: "0 0 8.5 8", refX: 8, refY: 4, markerWidth: name === "minus" ? 18 : 13, markerHeight: name === "minus" ? 18 : 13, markerUnits: "userSpaceOnUse", orient: "auto" });
      mark.append(svg("path", { d }));
      marks.append(mark);
    }
    drawing.append(marks);
    this.arrows = this.model.influences.map((influence, i) => this.arrow(influence, i));
    drawing.append(...this.arrows.map((a) => a.group));
    this.world.append(drawing);
  }

  arrow(influence, i) {
    const d = influence.lag ? this.later(influence) : influence.rival == null ? this.curve(this.places.curves[i]) : this.across(influence);
    const name = CLASSES[influence.sign];
    const line = svg("path", { d, class: "line", "marker-end": `url(#tip-${name})` });
    const reach = svg("path", { d, class: "reach" });
    const group = svg("g", { class: `arrow ${name} ${influence.standing || "plain"}${influence.lag ? " late" : ""}`, role: "button", tabindex: "-1", "aria-label": influenceWords(influence) });
    group.append(line, reach);
    group.addEventListener("click", () => this.on.onArrow(i));
    group.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); this.on.onArrow(i); }
    });
    group.addEventListener("pointerenter", () => this.tip.arrow(i, reach));
    group.addEventListener("focus", () => this.tip.arrow(i, reach));
    for (const kind of ["pointerleave", "blur"]) group.addEventListener(kind, () => this.tip.hide());
    return { group, line };
  }

  curve(points) {
    const pairs = [];
    for (let i = 0; i < points.length; i += 2) pairs.push(`${points[i]},${points[i + 1]}`);
    return `M${pairs[0]} C${pairs.slice(1).join(" ")}`;
  }

  // A curve between two cards for which the layout has none.
  across({ cause, effect }) {
    const [[x, y, , h], [u, v, , k]] = [this.places.cards[cause], this.places.cards[effect]];
    const down = v >= y ? 1 : -1;
    const [from, to] = [y + (down * h) / 2, v - (down * k) / 2 - down * 2];
    const bend = Math.max(30, Math.abs(to - from) / 2) * down;
    return `M${x},${from} C${x},${from + bend} ${u},${to - bend} ${u},${to}`;
  }

  // An influence on a later period: from side to side, apart from the others; upon itself a loop at the card's edge.
  later({ cause, effect }) {
    const [[x, y, w, h], [u, v, z]] = [this.places.cards[cause], this.places.cards[effect]];
    if (cause === effect) {
      const [edge, above, below] = [x + w / 2, y - h / 4, y + h / 4];
      return `M${edge},${above} C${edge + 40},${above - 14} ${edge + 40},${below + 14} ${edge + 2},${below}`;
    }
    if (Math.abs(v - y) < h / 2) {
      const [low, end] = [y + h / 2, v + h / 2 + 2];
      const sag = 26 + Math.abs(u - x) / 8;
      return `M${x},${low} C${x},${low + sag} ${u},${end + sag} ${u},${end}`;
    }
    const right = u + z / 2 >= x - w / 2 ? 1 : -1;
    const [from, to] = [x + (right * w) / 2, u + (right * z) / 2 + right * 2];
    const bulge = 30 + Math.abs(v - y) / 5;
    const out = right > 0 ? Math.max(from, to) + bulge : Math.min(from, to) - bulge;
    return `M${from},${y} C${out},${y} ${out},${v} ${to},${v}`;
  }

  showArrows({ numbers, selected, arm, lit }) {
    const path = new Map((lit?.influences ?? []).map((i, at) => [i, lit.widths?.[at]]));
    this.model.influences.forEach((influence, i) => {
      const { group, line } = this.arrows[i];
      const there = numbers.there[i];
      group.classList.toggle("absent", !there);
      group.setAttribute("tabindex", there ? "0" : "-1");
      group.classList.toggle("idle", arm.isIdleInfluence(influence));
      group.classList.toggle("on-path", path.has(i));
      group.classList.toggle("near", selected === influence.effect || selected === influence.cause);
      const weight = influence.strength ? Math.min(Math.abs(numbers.weights[i]), 2.5) : 0.4;
      const width = path.get(i) ?? (1.2 + 1.9 * weight) * (influence.lag ? 0.6 : 1);
      line.setAttribute("stroke-width", width.toFixed(2));
    });
  }
}

// How a variable is set, in a word.
const doneWord = (kind) => ({
  state: say("set"), shift: say("moved by states"), partial: say("set in part"), policy: say("set by a rule"), lottery: say("set by lot"), influence: say("a cause is cut off"),
})[kind];
