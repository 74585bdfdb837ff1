// Before the first paint: the theme that was chosen, or the system's.
const kept = localStorage.getItem("theme");
document.documentElement.dataset.theme = kept === "light" || kept === "dark" ? kept : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
