// What needs no round trip: theme, and keys that lead somewhere.
const root = document.documentElement;

document.addEventListener("click", event => {
  if (event.target.closest("#theme")) {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  }
});

// j and k walk along the steps, alerts or incidents of the page; / goes to the search.
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) {
    return;
  }

  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("omni")?.focus();
  } else if (event.key === "j" || event.key === "k") {
    const stops = [...document.querySelectorAll("main ol.queue a, main ol.steps > li button.chip, main ol.alerts > li button.chip")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[event.key === "j" ? at + 1 : at - 1];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }
});
