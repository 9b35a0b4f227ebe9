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
    const anew = key !== this.shown;
    if (anew) { this.shown = key; this.build(selected, scenario); }
    for (const refresh of this.live) refresh(latest);
    if (anew && selected !== null) this.reveal();
  }

  // Below the result, which stays on top of the panel.
  reveal() {
    const panel = byId("panel");
    panel.scrollTop = this.node.offsetTop - panel.offsetTop - panel.firstChild.offsetHeight;
  }

  // Those within a period, then those that take time. A rival's influence is listed once the rival is admitted.
  listed(v, scenario) {
    return this.model.influences.flatMap(({ effect, rival }, i) => (effect === v && (rival == null || scenario.admitted.has(rival)) ? [i] : []));
  }

  build(v, scenario) {
    this.live = [];
    this.node.hidden = v === null;
    if (v === null) return put(this.node);
    const variable = this.model.variables[v];
    const causes = this.listed(v, scenario);
    put(this.node,
      el("header", {}, el("h2", { id: "looked-at", text: variable.label }),
        el("button", { type: "button", class: "close", "aria-label": say("Close"), onclick: () => this.actions.select(null) }, "×")),
      el("p", { class: "quiet" }, el("span", { text: [roleWord(variable.role), variable.lever && variable.role !== "lever" ? say("lever") : "", variable.latent ? say("latent") : ""].filter(Boolean).join(say(", ")) })),
      variable.means ? el("p", { text: variable.means }) : null,
      el("div", { class: "states" }, ...variable.states.map((_, s) => this.state(v, s)).reverse()),
      this.grounds(variable),
      causes.length ? el("h3", {}, say("Influences")) : null,
      ...causes.map((i) => this.influence(i)));
  }

  grounds(variable) {
    if (!this.model.elicited) return null;
    const values = { basis: basisWord(variable.basis), grounds: variable.grounds };
    const basis = !variable.baseline ? say("Today's distribution was not judged: it follows from the model.")
      : variable.grounds ? say("Today's distribution is {basis}: {grounds}", values) : say("Today's distribution is {basis}.", values);
    return el("p", { class: "quiet", text: basis });
  }

  state(v, s) {
    const variable = this.model.variables[v];
    const number = el("span", { class: "share" });
    const buttons = [["do", say("Set")], ["see", say("Observe")]].map(([mode, word]) => {
      const node = el("button", { type: "button", "aria-label": `${word}: ${plain(variable.states[s])}`, onclick: () => this.actions.mark(v, s, mode) }, word);
      return [mode, node];
    });
    const line = el("span", { class: "small-line" });
    this.live.push((latest) => {
      const { now, before, scenario, courses } = latest;
      put(line, courses ? stateLine(this.model, latest, v, s) : null);
      const change = points(now[v][s]) - points(before[v][s]);
      number.textContent = percent(now[v][s]) + (change ? ` (${signed(change)})` : "");
      for (const [mode, node] of buttons) {
        const held = (mode === "do" ? scenario.done : scenario.seen).get(v);
        node.setAttribute("aria-pressed", String(held === s));
      }
    });
    const meaning = variable.meanings?.[s];
    return el("div", { class: "choice" }, el("span", { class: "state", text: variable.states[s] }), line, number, ...buttons.map(([, node]) => node),
      meaning ? el("p", { class: "quiet", text: meaning }) : null);
  }

  influence(i) {
    const influence = this.model.influences[i];
    const cause = this.model.variables[influence.cause];
    const name = el("button", { type: "button", class: "link", text: cause.label, onclick: () => this.actions.select(influence.cause) });
    const top = el("div", { class: "cause" }, el("span", { class: `sign ${CLASSES[influence.sign]}`, "aria-hidden": "true" }, { "+": "+", "-": "−", "?": "±" }[influence.sign] ?? "·"),
      name, influence.lag ? el("span", { class: "standing" }, influence.lag === 1 ? say("next period") : say("after {lag} periods", { lag: influence.lag })) : null, influence.standing ? el("span", { class: "standing", title: standingMeaning(influence.standing) }, `${standingWord(influence.standing)}${influence.draft ? say(", drafted") : ""}`) : null, this.toggle(i));
    const box = el("div", { class: "influence", "data-influence": i }, top, this.slider(i), ...this.scales(i), ...this.claims(influence));
    this.live.push(({ numbers, arm }) => {
      box.classList.toggle("absent", !numbers.there[i]);
      box.classList.toggle("idle", arm.isIdleInfluence(influence));
    });
    return box;
  }

  toggle(i) {
    const influence = this.model.influences[i];
    if (!this.model.elicited || influence.rival != null) return null;
    if (influence.locked) return el("span", { class: "quiet", title: say("The effect has a table, so its causes cannot be switched off") }, say("fixed"));
    const box = el("input", { type: "checkbox", "aria-label": say("Believed: {influence}", { influence: influenceWords(influence) }), onchange: () => this.actions.drop(i, !box.checked) });
    this.live.push(({ numbers, scenario }) => {
      box.checked = numbers.there[i];
      box.disabled = !numbers.there[i] && !scenario.dropped.has(i);
    });
    return el("label", { class: "believed", title: say("Switch this influence off: the model is calibrated anew without it") }, box);
  }

  slider(i) {
    const { strength } = this.model.influences[i];
    if (!strength) return null;
    return this.range(strength, say("Strength of {influence}, log-odds per step", { influence: influenceWords(this.model.influences[i]) }), ({ numbers }) => [numbers.weights[i], numbers.there[i]],
      (x) => this.actions.weigh(i, x), say("strength"));
  }

  scales(i) {
    return (this.model.modifiers ?? []).flatMap((modifier, m) => {
      if (modifier.influence !== i) return [];
      const by = this.model.variables[this.model.influences[modifier.by].cause];
      const values = { by: plain(by.label) };
      const label = { "+": say("steepened by {by}", values), "-": say("flattened by {by}", values), "?": say("scaled by {by}", values) }[modifier.sign];
      const slider = this.range(modifier.amount, say("Amount: {what}", { what: label }), ({ numbers }) => [numbers.amounts[m], numbers.scaling[m]],
        (x) => this.actions.amount(m, x), label);
      return [slider, ...this.claims(modifier)];
    });
  }

  range({ low, central, high }, label, read, write, word) {
    const value = el("output");
    const caption = el("span", { class: "quiet", text: word });
    if (low === high) {
      this.live.push((latest) => { value.textContent = figure(read(latest)[0]); });
      return el("div", { class: "range" }, caption, value, el("span", { class: "quiet" }, say("fixed")));
    }
    const input = el("input", { type: "range", min: low, max: high, step: "any", "aria-label": label, oninput: () => write(Number(input.value)), ondblclick: () => write(central) });
    const back = el("button", { type: "button", class: "back", title: say("Back to {number}", { number: figure(central) }), "aria-label": say("Back to {number}", { number: figure(central) }), onclick: () => write(central) }, "↺");
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

  // Each claim with its passage and its source.
  claims({ claims, sayers, note }) {
    return [...(claims ?? []).flatMap((claim) => [
      el("p", { class: "claim" }, el("span", { text: claim.text }), " ", el("cite", { text: `${claim.name}, ${claim.at}${claim.draft ? say(", drafted") : ""}` })),
      ...(claim.passages ?? []).map(({ before, quote, after }) => el("blockquote", { class: "passage" }, el("span", { text: before }), quote ? el("mark", { text: quote }) : null, el("span", { text: after }))),
      ...(claim.sources ?? []).map((name) => this.source(name))]),
      sayers ? el("p", { class: "claim quiet", text: sayers }) : null,
      note ? el("p", { class: "claim", text: note }) : null];
  }

  source(name) {
    const { title, words, url, note } = this.model.sources[name];
    return el("details", { class: "source" }, el("summary", {}, el("span", { text: title || name })),
      ...[words, url, note].filter(Boolean).map((text) => el("p", { class: "quiet", text })));
  }
}

const roleWord = (role) => ({ context: say("context"), lever: say("lever"), mediator: say("mediator"), outcome: say("outcome") })[role] ?? "";
const basisWord = (basis) => ({ judged: say("judged"), evidenced: say("evidenced") })[basis];
