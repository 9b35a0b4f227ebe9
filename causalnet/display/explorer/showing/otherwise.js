// Had it been otherwise: what would have come of the cases observed. Of what the reader observes it is worked out on the page; of the case that
// the page is about, it was when the page was written.

const otherwiseSection = (model, engine, actions, live) => {
  if (!model.elicited) return null;
  const written = model.otherwise ? answersWritten(model, live) : null;
  const here = answersHere(model, engine, actions, live);
  const node = el("details", { open: true, id: "otherwise" }, el("summary", {}, say("Had it been otherwise")), written, here);
  live.push(({ scenario: { seen } }) => {
    if (written) written.hidden = seen.size > 0;
    here.hidden = !seen.size;
    node.hidden = !written && !seen.size;
  });
  return node;
};

const answersWritten = (model, live) => {
  const { cases, of, answers } = model.otherwise;
  const covered = [...new Set(answers.map(({ outcome }) => outcome))];
  const elsewhere = el("p", { class: "quiet" });
  const nodes = answers.map((answer) => answerNode(answer.proposal, answer.short, answer.rows.length ? answerTable(answer) : null, answer.notes));
  live.push(({ scenario }) => {
    nodes.forEach((node, i) => { node.hidden = answers[i].outcome !== scenario.outcome; });
    elsewhere.hidden = covered.includes(scenario.outcome);
    elsewhere.textContent = plain(say("Worked out for {outcomes} only.", { outcomes: covered.map((v) => model.variables[v].label).join(", ") }));
  });
  const values = { cases, of };
  const hint = el("p", { class: "quiet", text: of
    ? say("In the cases in which {cases}, as is known of {of}, had a proposal been carried out. For the model as it is written, whatever is changed here.", values)
    : say("In the cases in which {cases}, had a proposal been carried out. For the model as it is written, whatever is changed here.", values) });
  return el("div", {}, hint, elsewhere, ...nodes);
};

const answerNode = (title, short, table, notes) => {
  const head = el("span", {}, el("span", { text: title }), el("small", { class: "quiet", text: short }));
  if (!table) return el("div", { class: "had" }, head);
  return el("details", { class: "had" }, el("summary", {}, head), el("div", { class: "scroll", tabindex: 0 }, table), ...notes.map((text) => el("p", { class: "quiet" }, text)));
};

// ── what is observed on the page ──

const answersHere = (model, engine, actions, live) => {
  const told = el("p", { class: "quiet" });
  const box = el("div", {});
  const rest = el("p", { class: "quiet" });
  const job = new Background((found, ...question) => everyAnswer(engine, found, ...question), actions.refresh);
  let [shown, many] = [null, 0];
  live.push((latest) => {
    const { scenario, numbers, impossible } = latest;
    if (!scenario.seen.size || impossible) { job.drop(); put(box); shown = null; return; }
    const { outcome, seen } = scenario;
    const answers = job.ask(JSON.stringify([numbersKey(numbers), outcome, [...seen], [...scenario.done], [...scenario.edges]]), model, numbers, scenario);
    if (answers !== shown) { put(box); [shown, many] = [answers, 0]; }
    for (const answer of answers.slice(many)) if (!isUnchanged(answer)) box.append(answerHere(model, engine, outcome, seen, answer));
    many = answers.length;
    told.textContent = plain(say("In the cases in which {cases}, had a proposal been carried out: what would have come of {outcome} in these very cases. The bars show what is to be expected where this is observed.", {
      cases: found(model, seen), outcome: model.variables[outcome].said }));
    rest.textContent = [unchangedTold(answers), job.isWorking ? say("More is being worked out …") : "", job.refused ? say(job.refused.template, job.refused.values) : ""].filter(Boolean).join(model.words ? "" : " ");
  });
  return el("div", { id: "otherwise-here" }, told, box, rest);
};

// The answers to what is set now and to every proposal, as far as they are worked out.
function* everyAnswer(engine, found, model, numbers, scenario) {
  const standing = new Standing(engine);
  const { outcome, seen, done, edges } = scenario;
  const asked = (model.proposals ?? []).map((one) => ({ title: one.label, done: new Map(one.set), edges: new Set(one.edges) }));
  if (isActing(scenario) && proposalIn(model, scenario) < 0) asked.unshift({ title: capital(actionTold(model, { ...scenario, first: 0, last: null })), done: new Map(done), edges: new Set(edges) });
  for (const one of asked) {
    try {
      const answer = yield* hadItBeen(standing, numbers, one, outcome, seen);
      const range = answer.query && !answer.query.agrees ? yield* rangesOf(answer.query, outcome, seen, [answer.event]) : null;
      found.push({ title: one.title, ...answer, range });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      found.push({ title: one.title, refused: error });
    }
    yield;
  }
}

const isUnchanged = ({ path, refused }) => !refused && path !== AT_ONCE;

const unchangedTold = (found) => {
  const titles = (path) => found.filter((one) => isUnchanged(one) && (one.path === "lagged only") === (path === "lagged only")).map(({ title }) => title);
  const [late, never] = [titles("lagged only"), titles("no path")];
  return [late.length ? say("As it was, since they act only in later periods: {proposals}.", { proposals: listed(late) }) : "",
    never.length ? say("As it was, since nothing that they set leads there: {proposals}.", { proposals: listed(never) }) : ""].filter(Boolean).join(" ");
};

const answerHere = (model, engine, outcome, seen, answer) => {
  if (answer.refused) return answerNode(answer.title, say("left out: {reason}", { reason: say(answer.refused.template, answer.refused.values) }), null, []);
  const { query, events } = answer;
  const table = el("div", {});
  const notes = query.agrees ? [say("No variable is needed in both worlds: every coupling agrees.")] : [
    answer.range.ranges ? rangeNote(answer.range) : "", say("One rank: a case that was lucky stays as lucky."), say("Fresh luck: a case draws again wherever its causes have changed."),
  ].filter(Boolean);
  const node = answerNode(answer.title, shortAnswer(model, outcome, answer), table, notes);
  // The ranges of all its rows are worked out once it is opened.
  const fill = (ranges) => put(table, answerTable(answerRows(model, outcome, answer, ranges)));
  const job = new Background(function* (found) { found.push(yield* rangesOf(query, outcome, seen, events)); }, () => fill(job.found[0]?.ranges ?? null));
  node.addEventListener("toggle", () => {
    if (!node.open || table.children.length) return;
    fill(null);
    if (!query.agrees) job.ask("ranges");
  });
  return node;
};

const rangeNote = ({ wider }) => (wider
  ? say("Any coupling: the least and the most that the outcome in either world alone allows, proved. The whole of the model is too large for a page.")
  : say("Any coupling: the least and the most that any way in which luck carries over allows, proved. Where the signs of all paths agree, cn.counterfactual in Python may narrow it."));

const answerRows = (model, outcome, { before, p, events }, ranges) => {
  const { states } = model.variables[outcome];
  const mean = (worth, own) => own.reduce((all, x, s) => all + x * worth[s], 0).toFixed(3);
  const heads = { any: say("had it been"), rank: say("one rank"), fresh: say("fresh luck") };
  const name = ({ kind, state }) => (kind === "level" ? say("expected level") : kind === "state" ? plain(states[state]) : say("at least {state}", { state: plain(states[state]) }));
  return {
    header: ["", say("as it was"), ...Object.keys(p).map((how) => heads[how]), ...(ranges ? [say("any coupling")] : [])],
    rows: events.map((event, i) => [name(event), mean(event.worth, before), ...Object.values(p).map((own) => mean(event.worth, own)), ...(ranges ? [rangeTold(ranges[i])] : [])]),
  };
};

// ── in a line, as causalnet.display.explorer.otherwise has it ──

const rangeTold = ([low, high]) => [...new Set([low, high].map((x) => x.toFixed(3)))].join("–");

const casesTold = (x) => {
  if (x <= 1e-12) return "0%";
  if (x >= 1 - 1e-12) return "100%";
  if (x < 0.0005) return say("under {share}", { share: "0.1%" });
  return x > 1 - 0.0005 ? say("over {share}", { share: "99.9%" }) : `${(100 * x).toFixed(1)}%`;
};

const eventTold = (model, outcome, { kind, state }) => {
  const quoted = say("\"{state}\"", { state: plain(model.variables[outcome].states[state]) });
  return kind === "state" ? quoted : kind === "below" ? say("below {state}", { state: quoted }) : say("at least {state}", { state: quoted });
};

const shortAnswer = (model, outcome, { p, event, query, range }) => {
  const level = event.kind === "level";
  const values = Object.entries(p).map(([how, own]) => [how, own.reduce((all, x, s) => all + x * event.worth[s], 0)]);
  const ends = query.agrees ? [values[0][1], values[0][1]] : range.ranges?.[0];
  if (ends && level) return say("expected level {range}", { range: rangeTold(ends) });
  const words = level ? "" : eventTold(model, outcome, event);
  if (ends) {
    const shares = [...new Set(ends.map(casesTold))];
    return shares.length === 1 ? say("{event} in {share}", { event: words, share: shares[0] }) : say("{event} in {low} to {high}", { event: words, low: shares[0], high: shares[1] });
  }
  const names = { rank: say("one rank"), fresh: say("fresh luck") };
  const each = series(values.map(([how, x]) => say("{value} with {coupling}", { value: level ? x.toFixed(3) : casesTold(x), coupling: names[how] })));
  return level ? say("expected level {range}", { range: each }) : say("{event} in {share}", { event: words, share: each });
};

const answerTable = ({ header, rows }) => {
  const row = (tag, cells) => el("tr", {}, ...cells.map((text, i) => el(i ? tag : text ? "th" : "td", { text })));
  return el("table", {}, el("thead", {}, row("th", header)), el("tbody", {}, ...rows.map((cells) => row("td", cells))));
};
