// Facts and boxes are plain links to each other and work without this file. It keeps both ends
// highlighted, brings the far end to the middle of its column, and moves the focus there, so that
// Enter leads back.

const ends = (mark) => document.querySelectorAll(`[data-mark="${CSS.escape(mark)}"]`);

function highlight(mark) {
  for (const element of document.querySelectorAll("[data-mark].active")) {
    element.classList.remove("active");
  }
  for (const element of ends(mark)) {
    element.classList.add("active");
  }
}

function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.dataset.mark) {
    return;
  }
  highlight(target.dataset.mark);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  target.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-mark]");
  // The browser says nothing when the address does not change, as on a second click on a link.
  if (link && link.getAttribute("href") === location.hash) {
    follow();
  }
});
document.addEventListener("focusin", (event) => {
  const link = event.target.closest("[data-mark]");
  if (link) {
    highlight(link.dataset.mark);
  }
});
addEventListener("hashchange", follow);
follow();
