// The chart of one KPI.

const HEIGHT = 230;
const GAP = 14;
const MOST_DOTS = 60;
const ON_PAPER = 360;

/** A figure that is drawn when it comes into view, and again when its width changes. */
function chartOf(goal) {
  const canvas = make("div", { class: "canvas" });
  const figure = make("figure", { class: "chart" }, canvas, legendOf(goal));
  canvas.redraw = (wanted = canvas.clientWidth) => {
    const width = Math.max(Math.round(wanted), 240);
    if (width !== canvas.drawn) canvas.replaceChildren(drawn(goal, width));
    canvas.drawn = width;
  };
  inView.observe(canvas);
  return figure;
}

const inView = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting) {
      inView.unobserve(target);
      target.redraw();
      resized.observe(target);
    }
  }
}, { rootMargin: "300px" });
const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => target.redraw()));

/** Draw all charts, also those not yet in view, in the size that stays readable in two columns. */
function drawForPaper() {
  for (const canvas of document.querySelectorAll(".canvas")) canvas.redraw(ON_PAPER);
}

/** The charts as wide as the screen has room. */
function drawForScreen() {
  for (const canvas of document.querySelectorAll(".canvas")) if (canvas.clientWidth) canvas.redraw();
}

/** The dated values of a goal as numbers. */
function seriesOf({ chart, period, forecast, measured, target }) {
  const points = (part) => (part ?? []).map(([day, text]) => ({ day: dayOf(day), value: numberOf(text), text, on: day }));
  const levels = (chart.levels ?? []).map(([name, text]) => ({ name, text, value: numberOf(text) }));
  const known = points(chart.measured);
  const last = known.at(-1);
  const ahead = forecast && last && {
    value: numberOf(forecast.value), low: numberOf(forecast.low), high: numberOf(forecast.high),
    text: forecast.value, from: last,
  };
  return {
    measured: known, line: points(chart.line), interim: points(chart.interim), levels, ahead,
    start: dayOf(period[1]), end: dayOf(period[2]), now: dayOf(DATA.asOf),
  };
}

function domains(series) {
  const { measured, line, interim, levels, ahead, start, end, now } = series;
  const values = [...measured, ...line, ...interim, ...levels].map((part) => part.value);
  if (ahead) values.push(ahead.value);
  const reach = (Math.max(...values) - Math.min(...values)) * 0.6;
  if (ahead) values.push(
    Math.max(ahead.low, Math.min(...values) - reach), Math.min(ahead.high, Math.max(...values) + reach));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  const floor = low >= 0 && low - room < 0 ? 0 : low - room;
  const last = measured.length && now > end ? measured.at(-1).day : end;
  return { x: [Math.min(start, measured[0]?.day ?? start), Math.max(end, last)], y: [floor, high + room] };
}

function drawn(goal, width) {
  const series = seriesOf(goal);
  const { x: days, y: values } = domains(series);
  const labels = series.levels.map(({ name, text, value }) => ({ text: levelWords(goal, name, text), value }));
  const right = Math.min(Math.max(12, ...labels.map(({ text }) => text.length * 6.4 + 12)), width * 0.34);
  const ticks = valueTicks(...values, 4);
  const left = Math.max(...ticks.map((tick) => shortNumber(tick).length)) * 6.6 + 14;
  const box = { left, right: width - right, top: 22, bottom: HEIGHT - 26 };
  const x = linear(days, [box.left, box.right]);
  const y = linear(values, [box.bottom, box.top]);
  return draw("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: "img", "aria-label": spoken(goal) },
    grid(ticks, days, box, x, y, goal.chart.unit), band(series, box, y), levelLines(series, box, y),
    levelLabels(labels, box, y, right), plannedLine(series, x, y), outlook(series, values, x, y),
    nowLine(series, days, box, x), interimMarks(series, goal, x, y), measuredLine(series, goal, x, y));
}

function levelWords(goal, name, text) {
  const sign = name === "target" && /^[≥≤<>]/.test(goal.target ?? "") ? `${goal.target[0]} ` : "";
  return `${name} ${sign}${text.length > 9 ? shortNumber(numberOf(text)) : text}`;
}

function grid(ticks, days, box, x, y, unit) {
  const most = Math.max(Math.floor((box.right - box.left) / 62), 2);
  return draw("g", { class: "grid", "aria-hidden": "true" },
    ticks.map((tick) => [
      draw("line", { x1: box.left, x2: box.right, y1: y(tick), y2: y(tick) }),
      draw("text", { x: box.left - 7, y: y(tick) + 4, "text-anchor": "end", text: shortNumber(tick) }),
    ]),
    dateTicks(...days, most).map(([day, words]) => [
      draw("line", { x1: x(day), x2: x(day), y1: box.bottom, y2: box.bottom + 4 }),
      draw("text", { x: x(day), y: box.bottom + 18, "text-anchor": x(day) > box.right - 24 ? "end" : x(day) < box.left + 24 ? "start" : "middle", text: words }),
    ]),
    unit ? draw("text", { x: 2, y: 11, text: unit.length > 40 ? `${unit.slice(0, 39)}…` : unit }) : null);
}

/** A range to stay within. */
function band({ levels }, box, y) {
  const low = levels.find((level) => level.name === "low");
  const high = levels.find((level) => level.name === "high");
  if (!low || !high) return null;
  const top = y(high.value);
  return draw("rect", { class: "range", x: box.left, width: box.right - box.left, y: top, height: Math.max(y(low.value) - top, 1) });
}

function levelLines({ levels }, box, y) {
  return levels.map(({ name, value }) =>
    draw("line", { class: `level ${name}`, x1: box.left, x2: box.right, y1: y(value), y2: y(value) }));
}

function levelLabels(labels, box, y, room) {
  const placed = spread(labels.map((label) => ({ ...label, y: y(label.value) + 4 })), GAP, box.top, box.bottom);
  const most = Math.floor((room - 8) / 6.2);
  return placed.map(({ text, y: at }) =>
    draw("text", { class: "label", x: box.right + 6, y: at, text: text.length > most ? `${text.slice(0, most - 1)}…` : text }));
}

function plannedLine({ line }, x, y) {
  return line.length ? draw("polyline", { class: "planned", points: joined(line, x, y) }) : null;
}

function joined(points, x, y) {
  return points.map(({ day, value }) => `${x(day).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
}

/** The forecast: its band from the last measurement to the end, and the likeliest way. */
function outlook({ ahead, end }, [bottom, top], x, y) {
  if (!ahead || ahead.from.day >= end) return null;
  const within = (value) => y(Math.min(Math.max(value, bottom), top));
  const [x0, y0, x1] = [x(ahead.from.day), y(ahead.from.value), x(end)];
  return [
    draw("polygon", { class: "likely", points: `${x0},${y0} ${x1},${within(ahead.low)} ${x1},${within(ahead.high)}` }),
    draw("line", { class: "ahead", x1: x0, y1: y0, x2: x1, y2: within(ahead.value) }),
    draw("circle", { class: "ahead", cx: x1, cy: within(ahead.value), r: 3 }, draw("title", { text: `forecast ${ahead.text}` })),
  ];
}

function nowLine({ now }, [first, last], box, x) {
  if (now < first || now > last) return null;
  const end = x(now) > box.right - 40 ? "end" : "start";
  return draw("g", { class: "now", "aria-hidden": "true" },
    draw("line", { x1: x(now), x2: x(now), y1: box.top - 8, y2: box.bottom }),
    draw("text", { x: x(now) + (end === "end" ? -4 : 4), y: box.top - 1, "text-anchor": end, text: DATA.asOf }));
}

function interimMarks({ interim }, goal, x, y) {
  return interim.map(({ day, value, text, on }) => {
    const [cx, cy] = [x(day), y(value)];
    return draw("path", { class: "interim", d: `M${cx} ${cy - 5}l5 5l-5 5l-5 -5z` },
      draw("title", { text: `interim target ${on}: ${withUnit(text, goal.chart.unit)}` }));
  });
}

function measuredLine({ measured }, goal, x, y) {
  if (!measured.length) return null;
  const dots = measured.length > MOST_DOTS ? measured.slice(-1) : measured;
  return [
    draw("polyline", { class: "measured", points: joined(measured, x, y) }),
    dots.map(({ day, value, text, on }) =>
      draw("circle", { class: "measured", cx: x(day), cy: y(value), r: 3 },
        draw("title", { text: `${on}: ${withUnit(text, goal.chart.unit)}` }))),
  ];
}

/** What the chart shows, in a sentence. */
function spoken(goal) {
  const { chart, forecast, period } = goal;
  const last = chart.measured?.at(-1);
  const said = [`Chart from ${period[1]} to ${period[2]}`];
  said.push(last ? `last measured ${withUnit(last[1], chart.unit)} on ${last[0]}` : "not measured yet");
  for (const [name, value] of chart.levels ?? []) said.push(`${name} ${withUnit(value, chart.unit)}`);
  if (forecast) said.push(`forecast ${forecast.value}, between ${forecast.low} and ${forecast.high}`);
  return `${said.join("; ")}.`;
}

function legendOf({ chart, forecast }) {
  const parts = [
    [chart.measured, "measured", "measured"], [chart.line, "planned", "expected"],
    [chart.interim, "interim", "interim target"], [forecast, "ahead", "forecast, 80 % interval"],
  ].filter(([known]) => known);
  return make("figcaption", { class: "legend" },
    parts.map(([, kind, words]) => make("span", {}, swatch(kind), words)));
}

function swatch(kind) {
  const sign = {
    measured: () => [draw("line", { class: kind, x1: 0, x2: 22, y1: 6, y2: 6 }), draw("circle", { class: kind, cx: 11, cy: 6, r: 3 })],
    planned: () => [draw("line", { class: kind, x1: 0, x2: 22, y1: 6, y2: 6 })],
    interim: () => [draw("path", { class: kind, d: "M11 1l5 5l-5 5l-5 -5z" })],
    ahead: () => [draw("rect", { class: "likely", x: 0, y: 1, width: 22, height: 10 }), draw("line", { class: kind, x1: 0, x2: 22, y1: 6, y2: 6 })],
  };
  return draw("svg", { width: 22, height: 12, viewBox: "0 0 22 12", "aria-hidden": "true" }, sign[kind]());
}
