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
    elsewhere.textContent = plain(`Worked out for ${covered.map((v) => model.variables[v].label).join(", ")} only.`);
  });
  const hint = el("p", { class: "quiet", text: `In the cases with ${cases}${of ? `, as is known of ${of}` : ""}, had a proposal been carried out. For the model as it is written, whatever is changed here.` });
  return el("details", { open: true, id: "otherwise" }, el("summary", {}, "Had it been otherwise"), hint, elsewhere, ...nodes);
};

const answerTable = ({ header, rows }) => {
  const row = (tag, cells) => el("tr", {}, ...cells.map((text, i) => el(i ? tag : "th", { text })));
  return el("table", {}, el("thead", {}, row("th", header)), el("tbody", {}, ...rows.map((cells) => row("td", cells))));
};
