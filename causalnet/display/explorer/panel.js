// The panel: the outcome, the settings and observations, and the parts of the model in use.

class Panel {
  constructor(model, inspector, actions) {
    this.model = model;
    this.actions = actions;
    this.live = [];
    put(byId("panel"), this.result(), this.notice(), this.chips(), inspector.node, this.proposals(), this.otherwise(), this.standings(), this.rivals(), this.about());
  }

  show(latest) { for (const refresh of this.live) refresh(latest); }

  result() {
    const select = el("select", { id: "outcome", "aria-label": "Outcome", onchange: () => this.actions.follow(Number(select.value)) });
    const options = this.model.variables.map((v, i) => el("option", { value: i, text: v.label }));
    select.append(...options);
    const big = el("p", { class: "big", id: "change" });
    const gloss = el("p", { class: "quiet", id: "gloss" });
    const bars = el("div", { class: "bars" });
    this.live.push(({ now, before, scenario, impossible, numbers }) => {
      options.forEach((option, v) => { option.hidden = option.disabled = !isPresent(this.model, scenario, v); });
      select.value = scenario.outcome;
      const [after, then] = [now[scenario.outcome], before[scenario.outcome]];
      const [big_, gloss_] = impossible ? ["Impossible", "These observations cannot occur together in this model."] : this.headline(after, then, scenario, numbers);
      big.textContent = big_;
      big.className = `big ${impossible ? "" : big_.startsWith("+") ? "up" : big_.startsWith("−") ? "down" : ""}`;
      gloss.textContent = gloss_;
      put(bars, ...after.map((_, s) => this.bar(scenario.outcome, s, after[s], then[s])).reverse());
    });
    return el("section", { class: "result", "aria-label": "Outcome" }, select, big, gloss, bars);
  }

  headline(now, then, scenario, numbers) {
    const change = expected(now) - expected(then);
    const top = now.length - 1;
    const untouchedYet = !scenario.done.size && !scenario.seen.size;
    if (untouchedYet) return ["Today", "Nothing is set or observed. Point at a card to read its states, and click a state to set it."];
    if (!this.model.elicited || now.length === 2) {
      // The states of a network may not be ordered: show the one that gains or loses most.
      const moved = now.map((p, s) => Math.abs(p - then[s]));
      const s = this.model.elicited ? top : moved.indexOf(Math.max(...moved));
      const state = plain(this.model.variables[scenario.outcome].states[s]);
      const told = `in the chance of ${state}: ${(100 * now[s]).toFixed(1)}%, was ${(100 * then[s]).toFixed(1)}%`;
      return [`${signed(100 * (now[s] - then[s]), 1)} points`, `${told}${this.size(now[s] - then[s], scenario, numbers, "percentage points")}`];
    }
    const told = `in the expected level (0 to ${top}): ${expected(now).toFixed(3)}, was ${expected(then).toFixed(3)}`;
    return [signed(change, 3), `${told}${this.size(change / top, scenario, numbers, "% of the scale")}`];
  }

  // The size as a share of the scale, whether it is so by definition, and why a setting cannot reach the outcome.
  size(share, scenario, numbers, unit) {
    const { label, sizes } = this.model.variables[scenario.outcome];
    const path = scenario.done.size ? pathOf(this.model, numbers.there, scenario) : AT_ONCE;
    const own = scenario.done.has(scenario.outcome) ? ` By definition: ${plain(label)} is itself set.` : "";
    const today = path !== "no path" && this.model.later?.length ? " within a period" : "";
    const alone = ` The change comes ${path}, because no influence carries it to ${plain(label)}.`;
    const idle = path === AT_ONCE ? own : path === OBSERVING ? alone : ` The setting does not reach ${plain(label)}${today}: ${path}.`;
    return `. A ${sizeOf(share, sizes)} change (${(100 * Math.abs(share)).toFixed(1)}${unit.startsWith("%") ? unit : ` ${unit}`}).${idle}`;
  }

  bar(v, s, now, then) {
    const [before, after] = [el("i", { class: "before" }), el("i", { class: "now" })];
    before.style.transform = `scaleX(${then})`;
    after.style.transform = `scaleX(${now})`;
    const change = 100 * (now - then);
    return el("div", { class: `row role-${this.model.variables[v].role || "bare"}` }, el("span", { class: "state", text: this.model.variables[v].states[s] }), el("span", { class: "bar" }, before, after),
      el("span", { class: "share" }, `${(100 * now).toFixed(1)}%`), el("span", { class: "delta" }, Math.abs(change) >= 0.05 ? signed(change, 1) : ""));
  }

  notice() {
    const node = el("p", { class: "notice", role: "alert", hidden: true });
    this.live.push(({ notice }) => { node.hidden = !notice; node.textContent = plain(notice ?? ""); });
    return node;
  }

  chips() {
    const list = el("ul", { class: "chips", "aria-label": "Settings, observations and changes" });
    const chip = (kind, text, remove) => el("li", { class: `chip ${kind}` }, el("b", {}, kind), " ", el("span", { text }), el("button", { type: "button", "aria-label": `Remove ${plain(text)}`, onclick: remove }, "×"));
    this.live.push(({ scenario }) => {
      const state = ([v, s]) => `${this.model.variables[v].label}: ${this.model.variables[v].states[s]}`;
      const changed = scenario.weights.size + scenario.amounts.size;
      put(list,
        ...[...scenario.done].map((x) => chip("set", state(x), () => this.actions.clear(x[0]))),
        ...[...scenario.seen].map((x) => chip("seen", state(x), () => this.actions.clear(x[0]))),
        changed ? chip("moved", count(changed, "number"), () => this.actions.unweigh()) : null,
        ...[...scenario.dropped].map((i) => chip("without", this.actions.words(i), () => this.actions.drop(i, false))));
      list.hidden = !list.children.length;
    });
    return list;
  }

  folded(title, hint, open, ...inside) {
    return el("details", { open }, el("summary", {}, title), hint ? el("p", { class: "quiet" }, hint) : null, ...inside);
  }

  proposals() {
    const all = this.model.proposals ?? [];
    if (!all.length) return null;
    const buttons = all.map((proposal) => {
      const node = el("button", { type: "button", class: "proposal", text: proposal.label, onclick: () => this.actions.propose(proposal) });
      this.live.push(({ scenario }) => node.setAttribute("aria-pressed", String(proposal.set.every(([v, s]) => scenario.done.get(v) === s))));
      return node;
    });
    return this.folded("Proposals", "Named interventions of the model. They can be combined.", true, el("div", { class: "proposals" }, ...buttons));
  }

  otherwise() { return this.model.otherwise ? otherwise(this.model, this.live) : null; }

  standings() {
    if (!this.model.elicited) return null;
    const words = ["stated", "implied", "added"].filter((word) => this.model.influences.some((i) => i.standing === word && !i.locked));
    const boxes = words.map((word) => {
      const many = this.model.influences.filter((i) => i.standing === word).length;
      const box = el("input", { type: "checkbox", id: `standing-${word}`, onchange: () => this.actions.admit(word, box.checked) });
      this.live.push(({ scenario }) => { box.checked = !scenario.off.has(word); });
      return el("label", { class: "option" }, box, el("span", {}, `${STANDINGS[word]} (${many})`, el("small", { class: "quiet" }, MEANING[word])));
    });
    return this.folded("Influences in use", "If some influences are switched off, the model is calibrated anew to the same baselines.", false, ...boxes);
  }

  rivals() {
    const all = this.model.rivals ?? [];
    if (!all.length) return null;
    const boxes = all.map((rival, r) => {
      const box = el("input", { type: "checkbox", id: `rival-${r}`, disabled: Boolean(rival.why), onchange: () => this.actions.rival(r, box.checked) });
      this.live.push(({ scenario }) => { box.checked = scenario.admitted.has(r); });
      return el("label", { class: `option${rival.why ? " off" : ""}` }, box, el("span", {}, el("span", { text: rival.label }), el("small", { class: "quiet", text: rival.why || rival.reason })));
    });
    return this.folded("Rivals", "Reasons why the argument could be wrong. Dotted once admitted.", false, ...boxes);
  }

  about() {
    const { description, drafted, period, lagged, fingerprint, version } = this.model;
    const lines = [drafted, description, lagged ? `${count(lagged, "influence")} on later periods ${lagged === 1 ? "plays" : "play"} no part here${period ? `: one period is ${period}` : ""}.` : "",
      this.model.elicited ? "Strengths are log-odds per step, judged and not measured. They start at their most likely values." : "",
      `causalnet ${version}, model ${fingerprint}.`];
    return this.folded("About", "", false, ...lines.filter(Boolean).map((text) => el("p", { class: "quiet", text })));
  }
}
