// The details of one card: its meaning, its setting, and its influences.

class Inspector {
  constructor(model, engine, actions) {
    this.model = model;
    this.engine = engine;
    this.actions = actions;
    this.node = el("section", { class: "inspector", "aria-labelledby": "looked-at", hidden: true });
    this.shown = null;
    this.live = [];
  }

  show(latest) {
    const { selected, scenario } = latest;
    const key = selected === null ? "" : [selected, ...this.listed(selected, scenario)].join();
    if (key !== this.shown) { this.shown = key; this.build(selected, scenario); }
    for (const refresh of this.live) refresh(latest);
  }

  // A rival's influence is listed once the rival is admitted.
  listed(v, scenario) {
    return this.engine.incoming[v].filter((i) => {
      const { rival } = this.model.influences[i];
      return rival == null || scenario.admitted.has(rival);
    });
  }

  build(v, scenario) {
    this.live = [];
    this.node.hidden = v === null;
    if (v === null) return put(this.node);
    const variable = this.model.variables[v];
    const causes = this.listed(v, scenario);
    put(this.node,
      el("header", {}, el("h2", { id: "looked-at", text: variable.label }),
        el("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => this.actions.select(null) }, "×")),
      el("p", { class: "quiet" }, el("span", { text: [variable.role, variable.lever && variable.role !== "lever" ? "lever" : "", variable.latent ? "latent" : ""].filter(Boolean).join(", ") })),
      variable.means ? el("p", { text: variable.means }) : null,
      el("div", { class: "states" }, ...variable.states.map((_, s) => this.state(v, s)).reverse()),
      this.grounds(variable),
      causes.length ? el("h3", {}, "Influences") : null,
      ...causes.map((i) => this.influence(i)));
  }

  grounds(variable) {
    if (!this.model.elicited) return null;
    const basis = variable.baseline
      ? `Today's distribution is ${variable.basis}${variable.grounds ? `: ${variable.grounds}` : "."}`
      : "Today's distribution was not judged: it follows from the model.";
    return el("p", { class: "quiet", text: basis });
  }

  state(v, s) {
    const variable = this.model.variables[v];
    const number = el("span", { class: "share" });
    const buttons = [["do", "Set"], ["see", "Observe"]].map(([mode, word]) => {
      const node = el("button", { type: "button", "aria-label": `${word}: ${plain(variable.states[s])}`, onclick: () => this.actions.mark(v, s, mode) }, word);
      return [mode, node];
    });
    this.live.push(({ now, before, scenario }) => {
      const change = points(now[v][s]) - points(before[v][s]);
      number.textContent = percent(now[v][s]) + (change ? ` (${signed(change)})` : "");
      for (const [mode, node] of buttons) {
        const held = (mode === "do" ? scenario.done : scenario.seen).get(v);
        node.setAttribute("aria-pressed", String(held === s));
      }
    });
    const meaning = variable.meanings?.[s];
    return el("div", { class: "choice" }, el("span", { class: "state", text: variable.states[s] }), number, ...buttons.map(([, node]) => node),
      meaning ? el("p", { class: "quiet", text: meaning }) : null);
  }

  influence(i) {
    const influence = this.model.influences[i];
    const cause = this.model.variables[influence.cause];
    const name = el("button", { type: "button", class: "link", text: cause.label, onclick: () => this.actions.select(influence.cause) });
    const top = el("div", { class: "cause" }, el("span", { class: `sign ${CLASSES[influence.sign]}`, "aria-hidden": "true" }, { "+": "+", "-": "−", "?": "±" }[influence.sign] ?? "·"),
      name, influence.standing ? el("span", { class: "standing", title: MEANING[influence.standing] }, `${influence.standing}${influence.draft ? ", drafted" : ""}`) : null, this.toggle(i));
    const box = el("div", { class: "influence", "data-influence": i }, top, this.slider(i), ...this.scales(i), ...this.claims(influence));
    this.live.push(({ numbers, scenario }) => {
      box.classList.toggle("absent", !numbers.there[i]);
      box.classList.toggle("idle", scenario.done.has(influence.effect));
    });
    return box;
  }

  toggle(i) {
    const influence = this.model.influences[i];
    if (!this.model.elicited || influence.rival != null) return null;
    if (influence.locked) return el("span", { class: "quiet", title: "The effect has a table, so its causes cannot be switched off" }, "fixed");
    const box = el("input", { type: "checkbox", "aria-label": `Believed: ${plain(this.actions.words(i))}`, onchange: () => this.actions.drop(i, !box.checked) });
    this.live.push(({ numbers, scenario }) => {
      box.checked = numbers.there[i];
      box.disabled = !numbers.there[i] && !scenario.dropped.has(i);
    });
    return el("label", { class: "believed", title: "Switch this influence off: the model is calibrated anew without it" }, box);
  }

  slider(i) {
    const { strength } = this.model.influences[i];
    if (!strength) return null;
    return this.range(strength, `Strength of ${plain(this.actions.words(i))}, log-odds per step`, ({ numbers }) => [numbers.weights[i], numbers.there[i]],
      (x) => this.actions.weigh(i, x), "strength");
  }

  scales(i) {
    return (this.model.modifiers ?? []).flatMap((modifier, m) => {
      if (modifier.influence !== i) return [];
      const by = this.model.variables[this.model.influences[modifier.by].cause];
      const verb = { "+": "steepened", "-": "flattened", "?": "scaled" }[modifier.sign];
      const label = `${verb} by ${plain(by.label)}`;
      const slider = this.range(modifier.amount, `Amount: ${label}`, ({ numbers }) => [numbers.amounts[m], numbers.scaling[m]],
        (x) => this.actions.amount(m, x), label);
      return [slider, ...this.claims(modifier)];
    });
  }

  range({ low, central, high }, label, read, write, word) {
    const value = el("output");
    const caption = el("span", { class: "quiet", text: word });
    if (low === high) {
      this.live.push((latest) => { value.textContent = figure(read(latest)[0]); });
      return el("div", { class: "range" }, caption, value, el("span", { class: "quiet" }, "fixed"));
    }
    const input = el("input", { type: "range", min: low, max: high, step: "any", "aria-label": label, oninput: () => write(Number(input.value)), ondblclick: () => write(central) });
    const back = el("button", { type: "button", class: "back", title: `Back to ${figure(central)}`, "aria-label": `Back to ${figure(central)}`, onclick: () => write(central) }, "↺");
    // The step of the arrow keys: a fortieth of the range.
    input.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
      if (!way) return;
      event.preventDefault();
      input.value = Math.max(low, Math.min(high, Number(input.value) + (way * (high - low)) / 40));
      write(Number(input.value));
    });
    this.live.push((latest) => {
      const [x, there] = read(latest);
      if (document.activeElement !== input || Number(input.value) !== x) input.value = x;
      input.setAttribute("aria-valuetext", figure(x));
      input.disabled = !there;
      back.hidden = x === central;
      value.textContent = figure(x);
    });
    return el("div", { class: "range" }, caption, value, back, input, el("span", { class: "ends" }, el("span", {}, figure(low)), el("span", {}, figure(high))));
  }

  claims({ claims, sayers, note }) {
    return [...(claims ?? []).flatMap((claim) => [
      el("p", { class: "claim" }, el("span", { text: claim.text }), " ", el("cite", { text: `${claim.name}, ${claim.at}${claim.draft ? ", drafted" : ""}` })),
      ...(claim.passages ?? []).map(({ before, quote, after }) => el("blockquote", { class: "passage" }, el("span", { text: before }), quote ? el("mark", { text: quote }) : null, el("span", { text: after })))]),
      sayers ? el("p", { class: "claim quiet", text: sayers }) : null,
      note ? el("p", { class: "claim", text: note }) : null];
  }
}
