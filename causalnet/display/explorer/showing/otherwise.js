// What would have come of the case observed: answers that were worked out when the page was written.

const otherwise = (model, live) => {
  const { cases, of, answers } = model.otherwise;
  const covered = [...new Set(answers.map(({ outcome }) => outcome))];
  const elsewhere = el("p", { class: "quiet" });
  const nodes = answers.map((answer) => {
    const table = answer.rows.length ? el("div", { class: "scroll", tabindex: 0 }, answerTable(answer)) : null;
    const title = el("span", {}, el("span", { text: answer.proposal }), el("small", { class: "quiet", text: answer.short }));
    if (!table) return el("div", { class: "had" }, title);
    return el("details", { class: "had" }, el("summary", {}, title), table, ...answer.notes.map((text) => el("p", { class: "quiet" }, text)));
  });
  live.push(({ scenario }) => {
    nodes.forEach((node, i) => { node.hidden = answers[i].outcome !== scenario.outcome; });
    elsewhere.hidden = covered.includes(scenario.outcome);
    elsewhere.textContent = plain(say("Worked out for {outcomes} only.", { outcomes: covered.map((v) => model.variables[v].label).join(", ") }));
  });
  const values = { cases, of };
  const hint = el("p", { class: "quiet", text: of
    ? say("In the cases with {cases}, as is known of {of}, had a proposal been carried out. For the model as it is written, whatever is changed here.", values)
    : say("In the cases with {cases}, had a proposal been carried out. For the model as it is written, whatever is changed here.", values) });
  return el("details", { open: true, id: "otherwise" }, el("summary", {}, say("Had it been otherwise")), hint, elsewhere, ...nodes, ...askedElsewhere(model, live));
};

// What is observed and set on the page itself is not worked out here: the words say what to ask.
const askedElsewhere = (model, live) => {
  const told = el("p", { class: "quiet" }, say("The bars show what is to be expected where this is observed. What would have come of these very cases, had something been set, is another question. Ask it in Python:"));
  const code = el("code", { id: "ask" });
  const line = el("p", {}, code);
  live.push(({ scenario: { done, seen, outcome } }) => {
    told.hidden = line.hidden = !seen.size;
    const names = (map) => [...map].map(([v, s]) => `${JSON.stringify(model.variables[v].name)}: ${JSON.stringify(model.variables[v].stateNames[s])}`).join(", ");
    code.textContent = plain(`cn.counterfactual(model, ${JSON.stringify(model.variables[outcome].name)}, under=cn.do({${names(done) || "…"}}), observed={${names(seen)}})`);
  });
  return [told, line];
};

const otherwiseElsewhere = (model, live) => {
  if (!model.elicited) return null;
  const node = el("details", { id: "otherwise", open: true }, el("summary", {}, say("Had it been otherwise")), ...askedElsewhere(model, live));
  live.push(({ scenario: { seen } }) => { node.hidden = !seen.size; });
  return node;
};

const answerTable = ({ header, rows }) => {
  const row = (tag, cells) => el("tr", {}, ...cells.map((text, i) => el(i ? tag : "th", { text })));
  return el("table", {}, el("thead", {}, row("th", header)), el("tbody", {}, ...rows.map((cells) => row("td", cells))));
};
