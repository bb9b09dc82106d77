"use strict";

// The pieces the explorer is built of. Every text is put in as text, never as markup, whatever a
// document says.
const GradekitPieces = (() => {
  function made(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === undefined || value === null || value === false) continue;
      if (key === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
      else if (key === "class") element.className = value;
      else if (key === "text") element.textContent = value;
      else element.setAttribute(key, value === true ? "" : String(value));
    }
    element.append(...children.filter((each) => each !== null && each !== undefined));
    return element;
  }

  const headings = (...texts) =>
    made("tr", {}, ...texts.map((text) => made("th", { scope: "col", text })));
  const shown = (number) => String(Number(number.toPrecision(6))).replace("-", "\u2212");
  const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const spelled = (name) => name.replace("_", " ");

  function selected(id, label, options, value, act) {
    const select = made(
      "select",
      { id, on: { change: (event) => act(event.target.value) } },
      ...options.map(([key, text]) => made("option", { value: key, text })),
    );
    select.value = value;
    return made("div", { class: "field" }, made("label", { for: id, text: label }), select);
  }

  function numbered(id, label, value, act, more = {}) {
    const input = made("input", {
      id,
      type: "number",
      step: "any",
      inputmode: "decimal",
      "aria-describedby": `${id}-wrong`,
      on: {
        input: (event) => {
          const text = event.target.value.trim();
          const bad = event.target.validity.badInput;
          act(bad ? Number.NaN : text === "" ? undefined : Number(text));
        },
      },
      ...more,
    });
    if (value !== undefined && value !== null) input.value = String(value);
    return made(
      "div",
      { class: "field" },
      made("label", { for: id, text: label }),
      input,
      made("p", { id: `${id}-wrong`, class: "wrong" }),
    );
  }

  return { headings, made, numbered, selected, shown, spelled, upper };
})();
