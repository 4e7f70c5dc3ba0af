// The cascade: goals over the goals that serve them, to open and close.

const CHILDREN_AT_ONCE = 100;

/**
 * The cascade of the goals to keep. Rows open by themselves, level by level, as long as no more
 * than `room` are shown. `hits` are the goals that the filters are about.
 */
function cascadeView(keep, hits, room) {
  const tree = make("ul", { class: DATA.since ? "tree since" : "tree", "aria-label": "Cascade of goals" });
  const tops = ROOTS.filter((goal) => keep.has(goal));
  const context = { keep, hits, nodes: new Map() };
  const nodes = [];
  const parts = paged(tree, tops, CHILDREN_AT_ONCE, (goal) => {
    const node = nodeOf(goal, [], context);
    nodes.push(node);
    context.nodes.set(goal.id, node);
    return node.element;
  }, tops.length > 1000 ? 0 : tops.length);
  openLevels(nodes, room);
  tree.addEventListener("keydown", steer);
  const all = (open) => () => (open ? openLevels([...context.nodes.values()], 400) : [...context.nodes.values()].forEach((node) => node.fold(false)));
  const view = make("section", { class: "cascade", "aria-labelledby": "view-title" },
    make("div", { class: "view-top" }, make("h2", { id: "view-title", text: "Cascade" }),
      make("p", { class: "hint" }, bar({ status: "on_track", score: 60, due: 75 }), " the bar is the progress, the tick where it should be today"),
      make("span", { class: "spread" }),
      button("Open all", { class: "quiet" }, all(true)), button("Close all", { class: "quiet" }, all(false))),
    parts);
  view.show = (path) => show(path, context);
  return view;
}

function openLevels(nodes, room) {
  let level = nodes;
  let left = room - nodes.length;
  while (level.length) {
    const next = [];
    for (const node of level) {
      if (!node.below.length) continue;
      left -= node.opened ? 0 : node.below.length;
      // A top that stands alone says too little: it is opened in any case.
      if (left < 0 && (level !== nodes || nodes.length > 1)) return;
      node.fold(true);
      next.push(...node.children());
    }
    level = next;
  }
}

/** Open all rows on the way to a goal, and its card. */
function show(path, context) {
  let node = context.nodes.get(path[0]);
  for (const id of path.slice(1)) {
    node?.fold(true, id);
    node = node?.child(id);
  }
  if (!node) return;
  node.detail(true);
  node.element.scrollIntoView({ block: "start" });
  node.element.querySelector(".name").focus({ preventScroll: true });
}

/** A row of the cascade with what can be opened below it. */
function nodeOf(goal, path, context) {
  const id = `row-${++ids}`;
  const below = path.includes(goal.id) ? [] : goal.down.map((key) => GOALS.get(key)).filter((child) => context.keep.has(child));
  const name = button("", { class: "name", "aria-expanded": "false" }, () => node.detail());
  name.append(...titled(goal));
  const toggle = below.length
    ? button("", { class: "fold", "aria-expanded": "false", "aria-label": `${plural(below.length, "goal")} below: ${goal.title}` }, () => node.fold())
    : make("span", { class: "fold" });
  const row = make("div", { class: context.hits.has(goal) ? "row" : "row aside" }, toggle,
    make("div", { class: "row-name" }, name, badge(goal), noteOf(goal, path), wasWords(goal) ? make("span", { class: "note", text: wasWords(goal) }) : null,
      below.length ? make("span", { class: "note paper", text: `${plural(below.length, "goal")} below, not shown here` }) : null),
    make("span", { class: "row-sums" }, bar(goal), scoreOf(goal), movement(goal)),
    valueWords(goal, goal.short), make("span", { class: "who", dir: "auto", title: ownerName(goal), text: ownerName(goal) }), pill(goal));
  const element = make("li", { id }, row);
  const node = { element, below, opened: false, ...openings(goal, path, context, { element, below, name, toggle, row }) };
  return node;
}

function movement(goal) {
  return DATA.since ? make("span", { class: "moved", text: goal.moved?.score ?? "" }) : null;
}

function noteOf(goal, path) {
  if (path.includes(goal.id)) return make("span", { class: "note", text: "in a circle" });
  return path.length && GOALS.get(path.at(-1)).idle.includes(goal.id) ? make("span", { class: "note", text: "adds nothing" }) : null;
}

/** How a row opens and closes; what is below it is made when it is first opened. */
function openings(goal, path, context, { element, below, name, toggle, row }) {
  const made = new Map();
  let list = null;
  let detail = null;
  const state = {
    children: () => [...made.values()],
    child: (id) => made.get(id),
    fold(open = toggle.getAttribute("aria-expanded") !== "true", wanted = "") {
      if (!below.length) return;
      if (open && !list) {
        const least = below.findIndex((child) => child.id === wanted) + 1;
        list = make("div", { class: "below" }, paged(make("ul"), below, CHILDREN_AT_ONCE, (child) => {
          const node = nodeOf(child, [...path, goal.id], context);
          made.set(child.id, node);
          return node.element;
        }, least));
        element.append(list);
      }
      if (list) list.hidden = !open;
      this.opened = open;
      toggle.setAttribute("aria-expanded", open);
    },
    detail(open = name.getAttribute("aria-expanded") !== "true") {
      if (open && !detail) {
        detail = card(goal, 3);
        row.after(detail);
      }
      if (detail) detail.hidden = !open;
      name.setAttribute("aria-expanded", open);
      if (open) remember({ goal: goal.id });
    },
  };
  return state;
}

/** Arrow keys: up and down between rows, right and left to open and close. */
function steer(event) {
  const row = event.target.closest?.(".row");
  if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
  const fold = row.querySelector("button.fold");
  const isOpen = fold?.getAttribute("aria-expanded") === "true";
  const names = () => [...event.currentTarget.querySelectorAll(".name")].filter((name) => name.offsetParent !== null);
  const at = (list) => list.indexOf(row.querySelector(".name"));
  const moves = {
    ArrowDown: () => { const list = names(); list[at(list) + 1]?.focus(); },
    ArrowUp: () => { const list = names(); list[at(list) - 1]?.focus(); },
    ArrowRight: () => { if (fold && !isOpen) fold.click(); },
    ArrowLeft: () => { if (isOpen) fold.click(); else row.closest("ul").closest("li")?.querySelector(".name").focus(); },
  };
  if (!moves[event.key]) return;
  event.preventDefault();
  moves[event.key]();
}
