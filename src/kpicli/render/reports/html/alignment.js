// How far departments pull together: a matrix, and the reasons behind each of its cells.

const PULLS = { together: "pull together", apart: "pull apart", both: "pull together and apart" };

function alignmentView() {
  const { departments, pairs } = DATA.alignment;
  const reasons = pairs.map((pair) => reasonsOf(pair));
  return make("section", { class: "alignment", "aria-labelledby": "view-title" },
    make("div", { class: "view-top" }, make("h2", { id: "view-title", text: "Alignment of departments" })),
    make("p", { class: "text", text: "Which departments want the same of what they share, from +1, all together, to \u22121, all apart. It is about the whole organisation, whatever the filters." }),
    make("div", { class: "matrix" }, matrixOf(departments, pairs, reasons)),
    make("h3", { class: "reasons-head", text: "Reasons, furthest apart first" }), reasons);
}

/** A table of departments by departments, with a button where two have anything in common. */
function matrixOf(departments, pairs, reasons) {
  const cells = new Map(pairs.flatMap((pair, index) => {
    const [one, other] = pair.ends;
    return [[`${one} ${other}`, index], [`${other} ${one}`, index]];
  }));
  const cell = (one, other) => {
    const index = cells.get(`${one} ${other}`);
    if (index === undefined) return make("td", {}, make("span", { class: "none", "aria-hidden": "true", text: one === other ? "" : "\u00b7" }), one === other ? null : unseen("nothing in common"));
    return make("td", {}, cellOf(pairs[index], one, other, reasons[index]));
  };
  return make("table", { class: departments.length > 5 ? "steep" : "" },
    make("caption", { text: "Press a number for its reasons." }),
    make("thead", {}, make("tr", {}, make("td"), departments.map((id) => make("th", { scope: "col" }, make("span", { dir: "auto", text: teamTitle(id) }))))),
    make("tbody", {}, departments.map((id, one) => make("tr", {}, make("th", { scope: "row", dir: "auto", text: teamTitle(id) }),
      departments.map((_, other) => cell(one, other))))));
}

function cellOf({ value, kind, tone }, one, other, reasons) {
  const name = (place) => teamTitle(DATA.alignment.departments[place]);
  return button("", { class: `cell ${tone}`, "aria-label": `${name(one)} and ${name(other)} ${PULLS[kind]}, ${value}: show the reasons` }, () => {
    reasons.open = true;
    reasons.scrollIntoView({ block: "center" });
    reasons.querySelector("summary").focus({ preventScroll: true });
  }).appendChild(document.createTextNode(value)).parentElement;
}

/** What one pair shares, with the goals that pull; it opens by itself where it is apart. */
function reasonsOf({ ends, value, kind, tone, levers }) {
  const [one, other] = ends.map((place) => teamTitle(DATA.alignment.departments[place]));
  return make("details", { class: `pair ${tone}`, open: tone === "bad" },
    make("summary", {}, make("b", { class: "value", text: value }), " ", make("bdi", { text: one }), " and ", make("bdi", { text: other }), ` ${PULLS[kind]}`),
    make("ul", {}, levers.map(leverOf)));
}

function leverOf({ name, together, apart, pulls }) {
  const words = [apart && `pulled apart (${apart})`, together && `pulled together (${together})`].filter(Boolean).join(", ");
  return make("li", {}, make("p", {}, make("code", { dir: "auto", text: name }), ` ${words}`),
    make("ul", {}, pulls.map(([place, way, ids]) => make("li", {},
      make("bdi", { text: teamTitle(DATA.alignment.departments[place]) }), ` wants ${way}: `, goalLinks(ids)))));
}

function goalLinks(ids) {
  const links = ids.slice(0, 5).map((id) => (GOALS.has(id)
    ? make("a", { href: `#goal=${id}` }, make("bdi", { text: GOALS.get(id).title }))
    : make("code", { text: id })));
  const parted = links.flatMap((link, index) => (index ? [", ", link] : [link]));
  return ids.length > 5 ? [...parted, " and more"] : parted;
}
