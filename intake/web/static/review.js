// Number keys pick a candidate type; Enter then saves, as in any form. People whose speech input or
// habit presses single keys by accident switch the keys off, and the browser remembers it.

const SWITCH = "review-number-keys";
const keys = document.getElementById("keys");
const another = document.getElementById("another");

for (const element of document.querySelectorAll("[data-needs-script]")) {
  element.hidden = false;
}

keys.checked = localStorage.getItem(SWITCH) !== "off";
keys.addEventListener("change", () => localStorage.setItem(SWITCH, keys.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("select, textarea, input:not([type=radio], [type=checkbox])");
  if (!keys.checked || typing || event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const candidate = /^[1-9]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  if (candidate) {
    event.preventDefault();
    candidate.checked = true;
    candidate.focus();
  }
});

another.addEventListener("change", () => {
  document.getElementById("type-another").checked = another.value !== "";
});
