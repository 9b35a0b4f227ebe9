// Elements, numbers and words for display. Texts of the model only ever become text, never markup.

const model = JSON.parse(document.getElementById("model").textContent);

const byId = (id) => document.getElementById(id);

// A text of the page in the reader's language, with its values filled in. The English text is the key of its translation.
const say = (text, values = {}) => fill(model.words?.[text] ?? text, values);

// Characters without a shape, or that change the direction of text, are left blank.
const plain = (text) => String(text ?? "").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, " ");

const el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") { made.textContent = plain(value); made.dir = "auto"; }
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") made.toggleAttribute(name, value);
    else if (value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
};

const svg = (tag, attributes = {}, ...children) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const put = (parent, ...children) => parent.replaceChildren(...children.filter((child) => child != null));

const points = (p) => Math.round(100 * p);

// 0% and 100% only for impossible and certain states.
const percent = (p) => {
  if (p > 0 && p < 0.005) return "<1%";
  return p >= 0.995 && p < 1 - 1e-9 ? ">99%" : `${points(p)}%`;
};

const signed = (x, digits = 0) => {
  const size = Math.abs(x).toFixed(digits);
  if (Number(size) === 0) return size;
  return (x > 0 ? "+" : "−") + size;
};

const figure = (x) => String(Number(x.toFixed(2)));

// Where a finger touches, the words say so.
const touching = () => matchMedia("(pointer: coarse)").matches || window.innerWidth < 760;

const standingWord = (standing) => ({ stated: say("stated"), implied: say("implied"), added: say("added"), rival: say("rival") })[standing];
const standingMeaning = (standing) => ({
  stated: say("the source says it"),
  implied: say("the source only implies it"),
  added: say("an analyst added it"),
  rival: say("a rival to the argument"),
})[standing];

// An influence in a line.
const influenceWords = ({ cause, effect, sign, lag, standing }) => {
  const values = { cause: plain(model.variables[cause].label), effect: plain(model.variables[effect].label), lag };
  const line = lag
    ? { "+": say("{cause} raises {effect} after {lag} periods", values), "-": say("{cause} lowers {effect} after {lag} periods", values) }[sign] ?? say("{cause} acts on {effect} after {lag} periods", values)
    : { "+": say("{cause} raises {effect}", values), "-": say("{cause} lowers {effect}", values) }[sign] ?? say("{cause} acts on {effect}", values);
  const one = lag === 1
    ? { "+": say("{cause} raises {effect} in the next period", values), "-": say("{cause} lowers {effect} in the next period", values) }[sign] ?? say("{cause} acts on {effect} in the next period", values)
    : line;
  return standing ? say("{influence} ({standing})", { influence: one, standing: standingWord(standing) }) : one;
};
