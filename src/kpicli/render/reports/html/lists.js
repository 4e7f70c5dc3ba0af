// Goals in groups: the scorecard by perspective, cards, and what was reached.

const CARDS_AT_ONCE = 12;
const REACHED_AT_ONCE = 6;
const GROUPS = {
  attention: ["Needs attention first", () => ""],
  status: ["By status", (goal) => STATUS.get(goal.status).words],
  team: ["By team", (goal) => teamTitle(goal.team) || "no team"],
  owner: ["By owner", (goal) => ownerName(goal) || "nobody"],
  perspective: ["By perspective", (goal) => new Map(DATA.perspectives).get(goal.perspective) ?? "no perspective"],
};

/** A balanced scorecard: the goals of each perspective, what needs attention first. */
function scorecardView(goals) {
  const part = ([key, words]) => perspectivePart(words, goals.filter((goal) => goal.perspective === key));
  const without = goals.filter((goal) => !goal.perspective);
  return make("section", { "aria-labelledby": "view-title" },
    make("div", { class: "view-top" }, make("h2", { id: "view-title", text: "Balanced scorecard" })),
    make("div", { class: "scorecard" }, DATA.perspectives.map(part)),
    without.length ? make("div", { class: "scorecard" }, perspectivePart("no perspective", without)) : null);
}

function perspectivePart(words, goals) {
  return make("section", { class: "perspective" }, make("h3", { text: words }), sumsOf(goals),
    ...paged(make("ul", { class: DATA.findings.length ? "" : "unbadged" }), [...goals].sort(urgency), 15, scorecardRow));
}

/** How many of some goals have each status. */
function sumsOf(goals) {
  const counts = DATA.statuses.map((status) => [status, goals.filter((goal) => goal.status === status.key).length]);
  const known = counts.filter(([, count]) => count).map(([{ mark, words, tone }, count]) =>
    make("span", { class: `count ${tone}` }, make("span", { "aria-hidden": "true", text: mark }), ` ${count} ${words}`));
  return make("p", { class: "part-sums" }, known.length ? known : "no goals");
}

function scorecardRow(goal) {
  return make("li", { class: "mini" },
    make("a", { href: `#goal=${goal.id}` }, titled(goal)),
    make("span", { class: "mini-sums" }, bar(goal), scoreOf(goal), pill(goal), badge(goal) ?? make("span"), movedWords(goal)));
}

/** A card for each goal, in groups. */
function cardsView(goals, by, change) {
  const [, heading] = GROUPS[by];
  const choice = make("select", { id: "by", on: { change: (event) => change(event.target.value) } },
    Object.entries(GROUPS).map(([key, [words]]) => make("option", { value: key, selected: key === by, text: words })));
  const groups = new Map();
  for (const goal of by === "attention" ? [...goals].sort(urgency) : goals) {
    const words = heading(goal);
    groups.set(words, [...(groups.get(words) ?? []), goal]);
  }
  return make("section", { "aria-labelledby": "view-title" },
    make("div", { class: "view-top" }, make("h2", { id: "view-title", text: "Goals" }), make("span", { class: "spread" }),
      make("label", { for: "by", text: "Arranged" }), choice),
    [...groups].sort(groupOrder(by)).map(([words, members]) => cardGroup(words, members, by)));
}

function groupOrder(by) {
  const words = { status: DATA.statuses.map((status) => status.words), perspective: DATA.perspectives.map(([, name]) => name) }[by];
  const rank = (name) => (words?.indexOf(name) + 1 || 99);
  return ([one], [other]) => rank(one) - rank(other) || one.localeCompare(other, "en");
}

/** A group can be closed; only a report without groups has its cards at once. */
function cardGroup(words, goals, by) {
  const cards = () => paged(make("div", { class: "cards" }), goals, CARDS_AT_ONCE, (goal) => smallCard(goal, by === "attention" ? 3 : 4));
  if (by === "attention") return make("div", {}, cards());
  const box = make("div", { hidden: true });
  const toggle = button(`${words} (${goals.length})`, { class: "group", "aria-expanded": "false", dir: "auto" }, () => {
    if (!box.children.length) box.append(...cards());
    box.hidden = !box.hidden;
    toggle.setAttribute("aria-expanded", !box.hidden);
  });
  return make("section", { class: "group" }, make("h3", {}, toggle), sumsOf(goals), box);
}

/** What was reached, the latest first: by whom, since when and by how much. */
function reachedOf(hits) {
  const goals = DATA.reached.map((id) => GOALS.get(id)).filter((goal) => hits.has(goal));
  if (!goals.length) return [];
  return [make("section", { class: "reached", "aria-labelledby": "reached-title" },
    make("h2", { id: "reached-title", text: "Reached" }), ...paged(make("ul"), goals, REACHED_AT_ONCE, reachedRow))];
}

function reachedRow(goal) {
  const { mark, tone } = STATUS.get("achieved");
  return make("li", {}, make("span", { class: tone, "aria-hidden": "true", text: mark }),
    make("div", {}, make("a", { href: `#goal=${goal.id}` }, titled(goal)), " ",
      make("span", { class: "note" }, reachedWords(goal))));
}
