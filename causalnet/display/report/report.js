"use strict";
// The contents follow the reader: the chapter that is being read is marked. The page works without this.
(() => {
  const links = new Map([...document.querySelectorAll("nav a")].map((a) => [a.hash.slice(1), a]));
  const chapters = [...document.querySelectorAll("main section")];
  const contents = document.querySelector("nav details");
  const here = document.getElementById("here");
  const narrow = matchMedia("screen and (max-width: 70rem)");
  document.documentElement.classList.add("live");

  function mark() {
    const line = innerHeight / 3;
    const passed = chapters.filter((one) => one.getBoundingClientRect().top <= line);
    const read = scrollY + innerHeight >= document.documentElement.scrollHeight - 2 && scrollY > 0 ? chapters.at(-1) : passed.at(-1);
    for (const [name, link] of links) {
      if (read && name === read.id) {
        link.setAttribute("aria-current", "true");
        here.textContent = link.textContent;
      } else link.removeAttribute("aria-current");
    }
    if (!read) here.textContent = "";
  }

  function fold() {
    contents.open = !narrow.matches;
  }

  let due = 0;
  addEventListener("scroll", () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(mark);
  }, { passive: true });
  addEventListener("resize", mark);
  narrow.addEventListener("change", fold);
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });
  addEventListener("afterprint", fold);
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && narrow.matches) contents.open = false;
  });
  fold();
  mark();
})();
