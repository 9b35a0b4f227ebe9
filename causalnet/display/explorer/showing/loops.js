// Loops: one at a time is lit up in the picture.

// The loops of the model, best-founded first; each is walked as a sentence.
const loopsSection = (model, actions, live) => {
  if (!model.loops) return null;
  const { listed, all, inertia } = model.loops;
  const walk = el("p", { class: "walk", id: "walk", dir: "auto", "aria-live": "polite" });
  let at = null;
  const light = (next) => { at = next; actions.light(next === null ? null : { kind: "loop", influences: listed[next].influences, next }); };
  const turn = (by) => light(at === null ? (by > 0 ? 0 : listed.length - 1) : (at + by + listed.length) % listed.length);
  const rows = listed.map((loop, n) => {
    const node = el("button", { type: "button", class: "way", "aria-pressed": "false", onclick: () => light(at === n ? null : n) },
      el("span", { text: loop.path }), el("small", { class: "quiet", text: `${loop.mark}${say(", ")}${loop.title}` }));
    live.push(({ lit, numbers, arm }) => {
      if (lit?.kind !== "loop") at = null;
      node.setAttribute("aria-pressed", String(at === n));
      node.classList.toggle("broken", isBroken(model, loop, numbers, arm));
    });
    return node;
  });
  live.push(({ numbers, arm }) => {
    const loop = listed[at];
    const broken = loop && isBroken(model, loop, numbers, arm);
    walk.textContent = loop ? plain(broken ? say("{walk} Now it is broken: one of its variables is set, or one of its influences is switched off.", { walk: loop.walk }) : loop.walk) : "";
    walk.hidden = !loop;
  });
  const step = (text, by) => el("button", { type: "button", onclick: () => turn(by) }, text);
  const hint = inertia ? say("{loops} feedback loops, the best-founded first, and {inertia} variables that act on themselves.", { loops: all, inertia }) : say("{loops} feedback loops, the best-founded first.", { loops: all });
  return folded(say("Loops"), all > 1 ? hint : say("One feedback loop."), false, { id: "loops" }, el("p", { class: "steps" }, step(say("Previous"), -1), step(say("Next"), 1), el("button", { type: "button", onclick: () => light(null) }, say("Light off"))), walk, el("div", { class: "ways" }, ...rows));
};

const isBroken = (model, loop, numbers, arm) => loop.influences.some((i) => !numbers.there[i] || arm.isIdleInfluence(model.influences[i]));
