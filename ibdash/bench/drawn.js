// Tells when a page is drawn: put into every page before its own scripts.
//
// `shows` is what must be there: "canvas" (the grid of Groep), "chart" (Plotly) or "line" (text).
// Streamlit keeps the state of its run on its root; a picture of the old state is no answer, so
// what is shown must differ from what was there when the wait began.
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
    canvas: () => (pixels() && title() ? `${title()} ${pixels()}` : ""),
    chart: () => (charts() && title() ? `${title()} ${charts()}` : ""),
    line,
  };
  const done = () => document.querySelector("[data-test-script-state=notRunning]") !== null;

  // Milliseconds from the last click (or, without one, from the visit) to the painted picture.
  window.waitUntilDrawn = (shows) => {
    const look = looks[shows], before = look();
    window.drawn = new Promise((tell) => {
      const watch = () => {
        const now = done() ? look() : "";
        if (now && now !== before) {
          requestAnimationFrame(() => requestAnimationFrame(() => tell(performance.now() - clicked)));
        } else {
          requestAnimationFrame(watch);
        }
      };
      watch();
    });
  };
})();
