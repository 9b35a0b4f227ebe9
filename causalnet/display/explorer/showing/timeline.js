// Periods: the slider, the span of what is set, and courses as small lines.

class Timeline {
  constructor(model, actions, live) {
    Object.assign(this, { model, actions });
    const { last } = model.time;
    const slider = el("input", { type: "range", id: "period", min: 0, max: last, step: 1, "aria-label": say("Period"), oninput: () => actions.period(Number(slider.value)) });
    const label = el("label", { for: "period", id: "period-told" });
    const line = el("div", { class: "course", id: "course" });
    const status = el("p", { class: "quiet", id: "sampled" });
    live.push((latest) => {
      const { scenario, courses, working } = latest;
      if (Number(slider.value) !== scenario.period) slider.value = scenario.period;
      const told = scenario.period ? say("Period {period} of {last}", { period: scenario.period, last }) : say("Today (period 0 of {last})", { last });
      label.textContent = told;
      slider.setAttribute("aria-valuetext", told);
      line.classList.toggle("working", working);
      line.hidden = !courses && !working;
      put(line, courses ? courseLine(model, latest, scenario.outcome) : null);
      status.textContent = this.status(latest);
    });
    this.node = el("section", { class: "timeline", "aria-label": say("Periods") }, el("div", { class: "periods" }, label, slider), this.span(live), line, status);
  }

  status({ working, courses, scenario, refused }) {
    if (refused) return refused;
    if (working) return say("Later periods are being worked out …");
    if (!courses || (!isActing(scenario) && !scenario.seen.size)) return "";
    if (!courses.sampled.has(scenario.outcome)) return say("Exact in every period.");
    const error = courses.error(scenario.outcome, scenario.period || this.model.time.last);
    const particles = this.model.time.particles.toLocaleString("en");
    return say("Simulated: {particles} particles, standard error {error} of the change in expected level.", { particles, error: error.toFixed(4) });
  }

  // The first and the last period in which what is set holds.
  span(live) {
    const { last } = this.model.time;
    const option = (value, text) => el("option", { value }, text);
    const periods = Array.from({ length: last + 1 }, (_, t) => option(t, t ? say("period {period}", { period: t }) : say("today")));
    const first = el("select", { id: "first", "aria-label": say("Set from"), onchange: () => this.actions.span(Number(first.value), null) }, ...periods.map((node) => node.cloneNode(true)));
    const until = el("select", { id: "last", "aria-label": say("Set until"), onchange: () => this.actions.span(null, until.value) }, ...periods.map((node) => node.cloneNode(true)), option("", say("for good")));
    live.push(({ scenario }) => {
      node.hidden = !isActing(scenario);
      first.value = scenario.first;
      until.value = scenario.last ?? "";
      [...until.options].forEach((one) => { one.disabled = one.value !== "" && Number(one.value) < scenario.first; });
    });
    const node = el("p", { class: "span" }, el("span", {}, say("Set from")), first, el("span", {}, say("until")), until);
    return node;
  }
}

const [LINE_WIDE, LINE_HIGH, LINE_EDGE] = [300, 46, 4];

// Points of a course, scaled to the drawing; the greatest value on top.
const polyline = (values, least, most, wide, high) => values.map((x, t) => {
  const [left, top] = [LINE_EDGE + (t * (wide - 2 * LINE_EDGE)) / (values.length - 1), high - LINE_EDGE - ((x - least) / (most - least)) * (high - 2 * LINE_EDGE)];
  return `${left.toFixed(1)},${top.toFixed(1)}`;
}).join(" ");

// A course as a small line, with the course of the world as it is behind it, and a mark at the period that is shown.
const smallLine = (now, before, label, period, [wide, high]) => {
  const [low, top] = [Math.min(...now, ...before), Math.max(...now, ...before)];
  const room = Math.max(top - low, 0.02) * 0.1;
  const [least, most] = [low - room, top + room];
  const [x, y] = polyline(now, least, most, wide, high).split(" ")[period].split(",");
  return svg("svg", { class: "line", viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": label },
    svg("line", { class: "here", x1: x, x2: x, y1: 0, y2: high }),
    svg("polyline", { class: "then", points: polyline(before, least, most, wide, high) }),
    svg("polyline", { class: "now", points: polyline(now, least, most, wide, high) }),
    svg("circle", { class: "dot", cx: x, cy: y, r: 3 }));
};

// The expected level of a variable; of a network, whose states may not be ordered, the chance of its last state.
const courseLine = (model, { courses, scenario }, v) => {
  const read = (p) => (model.elicited ? expected(p) : p[p.length - 1]);
  const [now, before] = [courses.now, courses.before].map((all) => all.map((period) => read(period[v])));
  const digits = (x) => x.toFixed(3);
  const values = { label: plain(model.variables[v].label), first: digits(now[0]), last: digits(now[now.length - 1]), period: now.length - 1, before: digits(before[before.length - 1]) };
  const label = say("Course of {label}: expected level {first} in period 0, {last} in period {period}; without intervention {before}.", values);
  return smallLine(now, before, label, scenario.period, [LINE_WIDE, LINE_HIGH]);
};

// The chance of one state.
const stateLine = (model, { courses, scenario }, v, s) => {
  const [now, before] = [courses.now, courses.before].map((all) => all.map((period) => period[v][s]));
  const values = { state: plain(model.variables[v].states[s]), first: percent(now[0]), last: percent(now[now.length - 1]), period: now.length - 1 };
  return smallLine(now, before, say("Course of {state}: {first} in period 0, {last} in period {period}.", values), scenario.period, [110, 26]);
};
