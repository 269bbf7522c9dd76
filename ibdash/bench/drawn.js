// Tells when a page is drawn: put into every page before its own scripts.
//
// What is looked at is "canvas" (the grid of Groep), "chart" (all of Plotly) or "line" (text).
// Streamlit keeps the state of its run on its root.  The picture of before may outlive that run a
// little, so every part must differ from what was there when the wait began, and then stay.
(() => {
  let clicked = 0;
  document.addEventListener("click", () => { clicked = performance.now(); }, true);

  const pixels = () => {
    // Names stand at the left, below the head; two groups never have the same ones.
    const grid = document.querySelector("[data-testid=stDataFrame] canvas");
    if (!grid || grid.width < 200 || grid.height < 200) return "";
    const data = grid.getContext("2d").getImageData(0, 0, 200, 200).data;
    let dark = 0, sum = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] > 200 && data[at] < 110) { dark += 1; sum = (sum + at * data[at]) % 2147483647; }
    }
    return dark < 100 ? "" : `${dark} ${sum}`;
  };
  const charts = () => {
    const plots = [...document.querySelectorAll("[data-testid=stPlotlyChart]")];
    const paths = plots.map((one) =>
      [...one.querySelectorAll(".main-svg path")].map((path) => path.getAttribute("d")).join(""));
    return plots.length && paths.every((one) => one) ? paths.join("") : "";
  };
  const line = () => document.querySelector("[data-testid=stMarkdown]")?.innerText ?? "";
  const title = () => document.querySelector("h1")?.innerText ?? "";
  const looks = {
    canvas: () => [title(), pixels()],
    chart: () => [title(), charts()],
    line: () => [line()],
  };
  const done = () => document.querySelector("[data-test-script-state=notRunning]") !== null;

  // Milliseconds from the last click (or, without one, from the visit) to the paint of the last change.
  window.waitUntilDrawn = (what) => {
    const look = looks[what], before = look();
    let shown = "", painted = 0, still = 0;
    window.drawn = new Promise((tell) => {
      const watch = () => {
        const now = done() ? look() : [];
        const text = now.join(" ");
        if (!now.length || now.some((part, place) => !part || part === before[place])) {
          shown = "";
        } else if (text !== shown) {
          [shown, still] = [text, 0];
        } else {
          // The next frame: the one with the change has been painted.
          if (++still === 1) painted = performance.now();
          if (still === 5) return tell(painted - clicked);
        }
        requestAnimationFrame(watch);
      };
      watch();
    });
  };
})();
