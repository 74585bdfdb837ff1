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

// The attack graph: size, dragging, and arrow keys that walk to the nearest box that way.
const graphOf = element => element.closest(".board")?.querySelector("svg.graph");

function zoom(svg, by) {
  const whole = svg.viewBox.baseVal.width;
  if (by === 0) {
    svg.style.maxWidth = "";
    svg.style.width = "";
    return;
  }

  const now = svg.getBoundingClientRect().width;
  svg.style.maxWidth = "none";
  svg.style.width = `${Math.min(Math.max(now * by, 300), whole * 3)}px`;
}

document.addEventListener("click", event => {
  const button = event.target.closest("[data-zoom]");
  const svg = button && graphOf(button);
  if (svg) {
    zoom(svg, button.dataset.zoom === "fit" ? 0 : button.dataset.zoom === "in" ? 1.25 : 0.8);
  }
});

document.addEventListener("keydown", event => {
  const box = event.target.closest?.("g.box");
  if (event.key === "Escape") {
    document.querySelector(".chosen-card .bar button")?.click();
    return;
  }

  if (!box || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }

  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    box.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  } else if (event.key === "+" || event.key === "-" || event.key === "0") {
    zoom(graphOf(box), event.key === "0" ? 0 : event.key === "+" ? 1.25 : 0.8);
  } else if (event.key.startsWith("Arrow")) {
    event.preventDefault();
    const [x, y] = [Number(box.dataset.x), Number(box.dataset.y)];
    const across = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const sign = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1;
    let nearest = null;
    let least = Infinity;
    for (const other of graphOf(box).querySelectorAll("g.box")) {
      const [dx, dy] = [Number(other.dataset.x) - x, Number(other.dataset.y) - y];
      const [along, aside] = across ? [dx * sign, Math.abs(dy)] : [dy * sign, Math.abs(dx)];
      const far = along + aside * (across ? 1 : 4);
      if (other !== box && along > 1 && far < least) {
        [nearest, least] = [other, far];
      }
    }

    if (nearest) {
      box.setAttribute("tabindex", "-1");
      nearest.setAttribute("tabindex", "0");
      nearest.focus();
      nearest.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }
});

document.addEventListener("pointerdown", event => {
  const canvas = event.target.closest(".canvas");
  if (!canvas || event.button !== 0 || event.target.closest("g.box")) {
    return;
  }

  const from = { x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop };
  const move = now => {
    canvas.classList.add("drag");
    canvas.scrollLeft = from.left - (now.clientX - from.x);
    canvas.scrollTop = from.top - (now.clientY - from.y);
  };
  const stop = () => {
    canvas.classList.remove("drag");
    removeEventListener("pointermove", move);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", stop, { once: true });
  addEventListener("pointercancel", stop, { once: true });
});
