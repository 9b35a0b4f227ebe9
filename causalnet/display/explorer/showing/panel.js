// The panel: the outcome, the settings and observations, and the parts of the model in use.

class Panel {
  constructor(model, engine, inspector, actions) {
    Object.assign(this, { model, actions, live: [] });
    this.timeline = model.time ? new Timeline(model, actions, this.live) : null;
    put(byId("panel"), this.result(), this.timeline?.node, this.notice(), this.chips(), inspector.node, this.proposals(),
      routesSection(model, engine, actions, this.live), loopsSection(model, actions, this.live), otherwiseSection(model, engine, actions, this.live), this.judges(), this.standings(), this.rivals(), this.about());
  }

  show(latest) { for (const refresh of this.live) refresh(latest); }

  result() {
    const sentence = el("p", { class: "sentence", id: "sentence", dir: "auto" });
    const select = el("select", { id: "outcome", "aria-label": say("Outcome"), onchange: () => this.actions.follow(Number(select.value)) });
    const options = this.model.variables.map((v, i) => el("option", { value: i, text: v.label }));
    select.append(...options);
    const big = el("p", { class: "big", id: "change" });
    const gloss = el("p", { class: "quiet", id: "gloss" });
    const bars = el("div", { class: "bars" });
    this.live.push((latest) => {
      const { now, against, scenario } = latest;
      options.forEach((option, v) => { option.hidden = option.disabled = !isPresent(this.model, scenario, v); });
      select.value = scenario.outcome;
      const told = headline(this.model, latest);
      sentence.textContent = told.sentence;
      big.textContent = told.big;
      big.className = `big ${told.big.startsWith("+") ? "up" : told.big.startsWith("−") ? "down" : ""}`;
      gloss.textContent = told.gloss;
      const [after, then] = [now[scenario.outcome], against[scenario.outcome]];
      put(bars, ...after.map((_, s) => this.bar(scenario.outcome, s, after[s], then[s])).reverse());
    });
    return el("section", { class: "result", "aria-label": say("Outcome") }, sentence, select, el("div", { class: "figures" }, big, gloss), bars);
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
    const list = el("ul", { class: "chips", "aria-label": say("Settings, observations and changes") });
    const chip = (kind, word, text, remove) => el("li", { class: `chip ${kind}` }, word ? el("b", {}, word) : null, word ? " " : null, el("span", { text }), el("button", { type: "button", "aria-label": say("Remove {what}", { what: plain(text) }), onclick: remove }, "×"));
    this.live.push(({ scenario }) => {
      const state = ([v, s]) => `${this.model.variables[v].label}: ${this.model.variables[v].states[s]}`;
      const changed = scenario.weights.size + scenario.amounts.size;
      const told = changed === 1 ? say("1 number") : say("{count} numbers", { count: changed });
      put(list,
        ...[...scenario.done].map((x) => chip("set", x[1] < 0 ? "" : say("set"), x[1] < 0 ? capital(softOf(this.model, x[1]).said) : state(x), () => this.actions.clear(x[0], "do"))),
        ...[...scenario.edges].map((e) => chip("set", "", capital(this.model.edges[e].said), () => this.actions.mend(e))),
        ...[...scenario.seen].map((x) => chip("seen", say("seen"), state(x), () => this.actions.clear(x[0], "see"))),
        changed ? chip("moved", say("moved"), told, () => this.actions.unweigh()) : null,
        ...[...scenario.dropped].map((i) => chip("without", say("without"), influenceWords(this.model.influences[i]), () => this.actions.drop(i, false))));
      list.hidden = !list.children.length;
    });
    return list;
  }

  proposals() {
    const all = this.model.proposals ?? [];
    if (!all.length) return null;
    const buttons = all.map((proposal) => {
      const node = el("button", { type: "button", class: "proposal", text: proposal.label, onclick: () => this.actions.propose(proposal) });
      this.live.push(({ scenario }) => node.setAttribute("aria-pressed", String(isCarriedOut(proposal, scenario))));
      return node;
    });
    const hint = touching() ? say("Tap a proposal to carry it out. They can be combined.") : say("Click a proposal to carry it out. They can be combined.");
    return folded(say("Proposals"), hint, true, { class: "proposing", id: "proposals" }, el("div", { class: "proposals" }, ...buttons));
  }

  // Where several people judged the numbers: whose are used.
  judges() {
    const all = this.model.judges;
    if (!all) return null;
    const select = el("select", { id: "judge", "aria-label": say("Judged by"), onchange: () => this.actions.judge(Number(select.value)) },
      ...all.map(({ name }, i) => el("option", { value: i, text: name })));
    this.live.push(({ scenario }) => { select.value = scenario.judge; });
    return folded(say("Judged by"), say("Several people judged the numbers. The page goes by one of them at a time."), true, {}, select);
  }

  standings() {
    if (!this.model.elicited) return null;
    const words = ["stated", "implied", "added"].filter((word) => this.model.influences.some((i) => i.standing === word && !i.locked));
    const names = { stated: say("Stated"), implied: say("Implied"), added: say("Added") };
    const boxes = words.map((word) => {
      const many = this.model.influences.filter((i) => i.standing === word).length;
      const box = el("input", { type: "checkbox", id: `standing-${word}`, onchange: () => this.actions.admit(word, box.checked) });
      this.live.push(({ scenario }) => { box.checked = !scenario.off.has(word); });
      return el("label", { class: "option" }, box, el("span", {}, `${names[word]} (${many})`, el("small", { class: "quiet" }, standingMeaning(word))));
    });
    return folded(say("Influences in use"), say("If some influences are switched off, the model is calibrated anew to the same baselines."), false, {}, ...boxes);
  }

  rivals() {
    const all = this.model.rivals ?? [];
    if (!all.length) return null;
    const boxes = all.map((rival, r) => {
      const box = el("input", { type: "checkbox", id: `rival-${r}`, disabled: Boolean(rival.why), onchange: () => this.actions.rival(r, box.checked) });
      this.live.push(({ scenario }) => { box.checked = scenario.admitted.has(r); });
      const reason = rival.why || (rival.later ? say("{reason} It acts on later periods only.", { reason: rival.reason }) : rival.reason);
      return el("label", { class: `option${rival.why ? " off" : ""}` }, box, el("span", {}, el("span", { text: rival.label }), el("small", { class: "quiet", text: reason })));
    });
    return folded(say("Rivals"), say("Reasons why the argument could be wrong. Dotted once admitted."), false, {}, ...boxes);
  }

  about() {
    const { description, drafted, period, fingerprint, version, time } = this.model;
    const lines = [drafted, description,
      time && period ? say("One period is {period}.", { period }) : "",
      time ? say("Later periods: influences that take time act, and without intervention every variable is held where it stands today. What is too large to be worked out exactly is simulated with {particles} particles.", { particles: time.particles.toLocaleString("en") }) : "",
      this.model.elicited ? say("Strengths are log-odds per step, judged and not measured. They start at their most likely values.") : "",
      say("causalnet {version}, model {fingerprint}.", { version, fingerprint })];
    return folded(say("About"), "", false, {}, ...lines.filter(Boolean).map((text) => el("p", { class: "quiet", text })));
  }
}

const folded = (title, hint, open, attributes, ...inside) =>
  el("details", { open, ...attributes }, el("summary", {}, title), hint ? el("p", { class: "quiet" }, hint) : null, ...inside);
