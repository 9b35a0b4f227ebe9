// The tooltip of a card or an arrow.

class Tip {
  constructor(model) {
    this.model = model;
    this.node = byId("tip");
    this.stage = byId("stage");
    this.latest = null;
  }

  arrow(i, at) {
    const influence = this.model.influences[i];
    const lines = [el("strong", { text: influenceWords(influence) })];
    if (this.latest?.arm.isIdleInfluence(influence)) lines.push(el("p", { class: "quiet", text: this.latest.arm.keepsCauses(influence.effect) ? say("Idle: the effect does not see what becomes of this cause.") : say("Idle: the effect is set, so its causes do not act.") }));
    for (const claim of influence.claims ?? []) lines.push(el("p", { text: claim.text }), el("p", { class: "quiet", text: `${claim.name}, ${claim.at}` }));
    if (influence.sayers) lines.push(el("p", { class: "quiet", text: influence.sayers }));
    if (influence.note) lines.push(el("p", { class: "quiet", text: influence.note }));
    this.show(lines, at);
  }

  // Only if the picture is too small to be read.
  card(v, at) {
    if (!this.latest || !byId("world").classList.contains("far")) return;
    const { now, before } = this.latest;
    const variable = this.model.variables[v];
    const rows = variable.states.map((state, s) => {
      const change = points(now[v][s]) - points(before[v][s]);
      return el("tr", {}, el("th", { text: state }), el("td", { text: percent(now[v][s]) }), el("td", { text: change ? signed(change) : "" }));
    });
    this.show([el("strong", { text: variable.label }), el("table", {}, ...rows.reverse())], at);
  }

  show(lines, at) {
    put(this.node, ...lines);
    this.node.hidden = false;
    const [frame, box] = [this.stage.getBoundingClientRect(), at.getBoundingClientRect()];
    const [wide, high] = [this.node.offsetWidth, this.node.offsetHeight];
    const middle = (box.left + box.right) / 2 - frame.left;
    const below = box.bottom - frame.top + 8;
    const above = box.top - frame.top - high - 8;
    const inside = (x, most) => Math.max(8, Math.min(x, most - 8));
    this.node.style.left = `${inside(middle - wide / 2, frame.width - wide)}px`;
    this.node.style.top = `${inside(below + high < frame.height ? below : above, frame.height - high)}px`;
  }

  hide() { this.node.hidden = true; }
}
