// Elements and numbers for display. Texts of the model only ever become text, never markup.

const byId = (id) => document.getElementById(id);

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

const svg = (tag, attributes = {}) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
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

const expected = (p) => p.reduce((all, x, i) => all + i * x, 0);
const SIGNS = { "+": "raises", "-": "lowers", "?": "acts on", "": "acts on" };
const STANDINGS = { stated: "Stated", implied: "Implied", added: "Added" };
const MEANING = {
  stated: "the source says it",
  implied: "the source only implies it",
  added: "an analyst added it",
  rival: "a rival to the argument",
};
const figure = (x) => String(Number(x.toFixed(2)));
const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
