// Elements, made without ever reading text as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element: `class`, `text` and `on` are special, every other key is an attribute. */
function make(tag, properties = {}, ...children) {
  return filled(document.createElement(tag), properties, children);
}

/** An SVG element, in the same way. */
function draw(tag, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), properties, children);
}

function filled(element, { text, on, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("aria-")) element.setAttribute(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  for (const [event, listener] of Object.entries(on ?? {})) element.addEventListener(event, listener);
  if (text !== undefined) element.textContent = text;
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

function button(words, properties, press) {
  return make("button", { type: "button", text: words, on: { click: press }, ...properties });
}

/** Words for screen readers only. */
function unseen(words) {
  return make("span", { class: "unseen", text: words });
}

function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * A list that shows its first items and a button for more.
 * `build` makes an element of an item; `least` is how many have to be there at first.
 */
function paged(list, items, size, build, least = 0) {
  let shown = 0;
  const press = button("", { class: "more" }, () => more(shown + size * 2, true));
  const left = make("span", { class: "paper" });
  const rest = make("div", { class: "rest" }, press, left);
  const more = (until, focus) => {
    const fresh = items.slice(shown, until).map(build);
    list.append(...fresh);
    shown = Math.min(until, items.length);
    press.textContent = `Show more (${items.length - shown} are left)`;
    left.textContent = `and ${items.length - shown} more, not shown here`;
    rest.hidden = shown >= items.length;
    if (focus) fresh[0]?.querySelector("button, a, summary")?.focus();
  };
  more(Math.max(size, least), false);
  return items.length > shown ? [list, rest] : [list];
}
