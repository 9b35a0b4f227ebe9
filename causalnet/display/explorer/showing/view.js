// The view upon the picture: dragged, pinched, zoomed; or the same cards as a list.

const READABLE = 0.8; // below this scale the names of states are too small to read
const NARROW = 760;
const TINY = 0.3; // below this one nothing can be told apart
const LEGIBLE = 0.62;
const NAMES_ONLY = 0.5; // below this one only the names of cards can be read, and their states are no target for a finger

class View {
  constructor(places) {
    this.size = { width: places.width, height: places.height, top: places.top };
    this.stage = byId("stage");
    this.world = byId("world");
    this.pointers = new Map();
    this.open = false; // whether the row of hidden causes is there
    this.touched = false;
    byId("closer").onclick = () => this.zoom(1.3);
    byId("further").onclick = () => this.zoom(1 / 1.3);
    byId("fit").onclick = () => this.fit();
    byId("layout").onclick = () => { this.list(!this.listed); this.start(); window.scrollTo(0, 0); };
    this.stage.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    for (const kind of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      this.stage.addEventListener(kind, (event) => this[kind](event));
    }
    new ResizeObserver(() => this.touched || this.start()).observe(this.stage);
    const later = byId("later");
    later.hidden = !model.time;
    later.onclick = () => later.setAttribute("aria-pressed", String(!document.body.classList.toggle("without-later")));
    this.list(window.innerWidth < NARROW);
  }

  get isTiny() { return !this.listed && this.scale < NAMES_ONLY; }

  get top() { return this.open ? 0 : this.size.top; }

  list(on) {
    this.listed = on;
    document.body.classList.toggle("listed", on);
    byId("layout").setAttribute("aria-pressed", String(on));
    byId("layout").textContent = on ? say("Map") : say("List");
    this.fit();
  }

  // The whole picture; or a part of it, if the whole is too small to be read.
  start() {
    this.fit();
    if (this.listed || !this.home || this.scale >= TINY) return;
    this.zoom(LEGIBLE / this.scale);
    this.reveal(this.home());
    this.touched = false;
  }

  // What the buttons take at the foot of the picture.
  get foot() {
    const [own, bar] = [this.stage, this.stage.querySelector(".zoom")].map((part) => part.getBoundingClientRect());
    return bar.top > (own.top + own.bottom) / 2 ? own.bottom - bar.top : 0;
  }

  // The whole picture, as large as possible.
  fit() {
    this.touched = false;
    const { clientWidth: wide } = this.stage;
    const high = this.stage.clientHeight - this.foot;
    const margin = 16;
    const height = this.size.height + this.size.top - this.top;
    const scale = Math.min((wide - 2 * margin) / this.size.width, (high - 2 * margin) / height, 1.15);
    if (!(scale > 0)) return;
    const [x, y] = [(wide - this.size.width * scale) / 2, (high - height * scale) / 2 - this.top * scale];
    this.place(x, y, scale);
  }

  makeRoom(open) {
    if (open === this.open) return;
    this.open = open;
    if (!this.touched) this.fit();
  }

  place(x, y, scale) {
    Object.assign(this, { x, y, scale });
    this.world.style.transform = this.listed ? "none" : `translate(${x}px, ${y}px) scale(${scale})`;
    this.world.classList.toggle("far", !this.listed && scale < READABLE);
    this.world.classList.toggle("tiny", this.isTiny);
  }

  zoom(factor, at) {
    const { clientWidth: wide, clientHeight: high } = this.stage;
    const [u, v] = at ?? [wide / 2, high / 2];
    const scale = Math.max(0.15, Math.min(this.scale * factor, 2.5));
    const f = scale / this.scale;
    this.touched = true;
    this.place(u - (u - this.x) * f, v - (v - this.y) * f, scale);
  }

  pan(dx, dy) {
    const { clientWidth: wide, clientHeight: high } = this.stage;
    const keep = 80;
    const hold = (x, size, room) => Math.max(keep - size * this.scale, Math.min(x, room - keep));
    this.touched = true;
    this.place(hold(this.x + dx, this.size.width, wide), hold(this.y + dy, this.size.height + this.size.top, high), this.scale);
  }

  wheel(event) {
    if (this.listed) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) this.zoom(Math.exp(-event.deltaY / 200), this.at(event));
    else this.pan(-event.deltaX, -event.deltaY);
  }

  at(event) {
    const frame = this.stage.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  }

  pointerdown(event) {
    if (this.listed || event.target.closest(".zoom")) return;
    this.pointers.set(event.pointerId, this.at(event));
    this.moved = 0;
  }

  pointermove(event) {
    const from = this.pointers.get(event.pointerId);
    if (!from) return;
    const to = this.at(event);
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) this.zoom(Math.hypot(to[0] - other[0], to[1] - other[1]) / Math.max(1, Math.hypot(from[0] - other[0], from[1] - other[1])), other);
    else {
      this.moved += Math.hypot(to[0] - from[0], to[1] - from[1]);
      if (this.moved < 5) return; // a click may tremble
      this.stage.setPointerCapture(event.pointerId);
      this.stage.classList.add("dragging");
      this.pan(to[0] - from[0], to[1] - from[1]);
    }
    this.pointers.set(event.pointerId, to);
  }

  pointerup(event) {
    this.pointers.delete(event.pointerId);
    this.stage.classList.remove("dragging");
  }

  pointercancel(event) { this.pointerup(event); }

  // Bring a card into sight, near enough to be read if `close`.
  reveal(node, close = false) {
    if (this.listed) { node.scrollIntoView({ block: "center" }); return; }
    const frame = this.stage.getBoundingClientRect();
    if (close && this.scale < 1) this.zoom(1 / this.scale);
    const box = node.getBoundingClientRect();
    const out = box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
    if (!out && !close) return;
    this.pan((frame.left + frame.right - box.left - box.right) / 2, (frame.top + frame.bottom - box.top - box.bottom) / 2);
  }
}
