// Looks for the new revision until it is made and delivered; the region is announced when it changes.

const PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10000;
const region = document.getElementById("revision");

async function look(pause) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("revision");
    if (found && found.textContent.trim() !== region.textContent.trim()) {
      region.replaceChildren(...found.childNodes);
    }
    if (found?.dataset.waiting === "no") {
      return;
    }
  }
  setTimeout(look, pause, Math.min(pause * 1.5, LONGEST_PAUSE_MS));
}

if (region.dataset.waiting === "yes") {
  setTimeout(look, PAUSE_MS, PAUSE_MS);
}
