"use strict";

// The explorer's face: it reads what is entered, asks the engine, and shows what changed.
(() => {
  const root = document.getElementById("explorer");
  const island = document.getElementById("explorer-data");
  if (!root || !island) return;
  const data = GradekitEngine.opened(JSON.parse(island.textContent));
  if (!data.comparisons.length) return;
  document.documentElement.classList.add("scripted");

  const SHARED = { policy: undefined, survey: undefined, mids: {} };
  let shared = structuredClone(SHARED);
  const own = new Map();
  let at = 0;

  const { headings, made, selected, upper } = GradekitPieces;

  // ------------------------------------------------------------------- what is recorded, and changed

  const comparison = () => data.comparisons[at];
  const nameOf = (each) => `${each.intervention} versus ${each.against}`;
  const mine = (place = at) => {
    if (!own.has(place)) own.set(place, { rows: {} });
    return own.get(place);
  };

  // Only what differs from the record is a change.
  function set(holder, name, value, recorded) {
    if (value === undefined || JSON.stringify(value) === JSON.stringify(recorded)) delete holder[name];
    else holder[name] = value;
    update();
  }

  function setRow(place, name, value, recorded) {
    const { rows } = mine();
    rows[place] ??= {};
    if (value === undefined || value === recorded) delete rows[place][name];
    else rows[place][name] = value;
    if (!Object.keys(rows[place]).length) delete rows[place];
    update();
  }

  function change(place) {
    const merged = { ...mine(place), mids: shared.mids };
    if (shared.policy !== undefined) merged.policy = shared.policy;
    if (shared.survey !== undefined) merged.survey = shared.survey;
    return merged;
  }

  const { changes, shareWords, threatWords } = GradekitChanges(data);

  const held = { comparison, mine, set, setRow, shared: () => shared };
  const { evidence, people, method } = GradekitInputs(data, held, { shareWords, threatWords });

  // ---------------------------------------------------------------------------------- the answer

  const { badge, ceilings, listed, look, paradigms, sentence } = GradekitAnswer(data);
  const verdict = made("div", { class: "verdict" });
  const said = made("p", { class: "unseen", role: "status", id: "answer-said" });
  const detail = made("div", { class: "detail" });
  const inputs = made("form", { class: "inputs", "aria-label": "Inputs", on: { submit: (event) => event.preventDefault() } });
  const everywhere = made("div", { class: "everywhere" });

  function tellRefusal(error) {
    const inner = error.place.startsWith("mid-")
      ? `mid-${comparison().rows.findIndex((row) => `mid-${row.outcome}` === error.place)}`
      : error.place;
    const input = document.getElementById(inner);
    input?.setAttribute("aria-invalid", "true");
    const note = document.getElementById(`${inner}-wrong`);
    if (note) note.textContent = upper(error.message);
    verdict.replaceChildren(
      made("p", { class: "now" }, made("span", { class: "label", text: "Suggested" }), made("span", { class: "look look-no-recommendation", text: "Cannot be computed" })),
    );
    said.textContent = `Cannot be computed: ${error.message}.`;
    detail.replaceChildren(made("p", { text: `An input cannot be used: ${error.message}.` }));
  }

  function update() {
    for (const each of inputs.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
    for (const each of inputs.querySelectorAll(".wrong")) each.textContent = "";
    const its = comparison();
    const before = GradekitEngine.answer(data, its);
    let now;
    try {
      now = GradekitEngine.answer(data, its, change(at));
    } catch (error) {
      if (!(error instanceof GradekitEngine.Refused)) throw error;
      tellRefusal(error);
      whole();
      return;
    }
    const told = changes(its, change(at));
    verdict.replaceChildren(
      made("p", { class: "now" }, made("span", { class: "label", text: told.length ? "With these changes" : "As recorded" }), badge(now)),
      told.length
        ? made("p", { class: "before" }, made("span", { class: "label", text: "As recorded" }), badge(before))
        : made("p", { class: "before", text: "Change an input to see what follows." }),
    );
    said.textContent = sentence(now);
    detail.replaceChildren(
      ...[
        listed("What you changed", told, "changed"),
        made("p", { id: "sentence", text: sentence(now) }),
        now.ungraded === null ? null : made("p", { text: "A statement without a grade stands; below is the graded draft." }),
        ceilings(now),
        listed("Paradigms that could permit strong on low certainty", paradigms(now), "paradigms"),
      ].filter((each) => each !== null),
    );
    now.findings.forEach((each, place) => {
      const found = document.getElementById(`found-${place}`);
      const favours = each.favours === "neither" ? "" : `, favours ${each.favours}`;
      if (found) found.textContent = each.counts ? each.magnitude + favours : "no evidence: counts as very low";
    });
    whole();
  }

  // The answers of the whole guideline; policy, survey and thresholds are changed in all of them.
  function whole() {
    if (data.comparisons.length < 2) return;
    let moved = 0;
    const bodies = new Map();
    data.comparisons.forEach((each, place) => {
      const before = GradekitEngine.answer(data, each);
      let cell;
      try {
        const now = GradekitEngine.answer(data, each, change(place));
        const differs = look(now).word !== look(before).word;
        moved += differs;
        cell = made("td", {}, badge(now), differs ? made("strong", { text: " changed" }) : null);
      } catch (error) {
        if (!(error instanceof GradekitEngine.Refused)) throw error;
        cell = made("td", { text: "cannot be computed" });
      }
      const open = made("button", {
        type: "button",
        class: "link",
        text: nameOf(each),
        on: { click: () => choose(place) },
      });
      if (!bodies.has(each.population)) {
        const head = { scope: "rowgroup", colspan: 3, class: "section", text: each.population };
        bodies.set(each.population, made("tbody", {}, made("tr", {}, made("th", head))));
      }
      bodies
        .get(each.population)
        .append(made("tr", {}, made("th", { scope: "row" }, open), cell, made("td", { text: upper(look(before).word) })));
    });
    const caption =
      "Policy, survey and smallest differences are changed everywhere, the rest only where you changed it";
    everywhere.replaceChildren(
      made("h3", { text: "In the whole guideline" }),
      made("p", { id: "moved", text: `${moved} of ${data.comparisons.length} suggestions change.` }),
      made(
        "div",
        {
          class: "wide",
          role: "region",
          tabindex: "0",
          "aria-label": "Every comparison, with the changes and as recorded",
        },
        made(
          "table",
          {},
          made("caption", { text: caption }),
          made("thead", {}, headings("Comparison", "With the changes", "As recorded")),
          ...bodies.values(),
        ),
      ),
    );
  }

  // ------------------------------------------------------------------------------ putting together

  const chooser = selected("comparison", "Comparison", [], "", (value) => choose(Number(value)));
  const groups = new Map();
  data.comparisons.forEach((each, nth) => {
    if (!groups.has(each.population)) {
      groups.set(each.population, made("optgroup", { label: each.population }));
    }
    groups.get(each.population).append(made("option", { value: String(nth), text: nameOf(each) }));
  });
  chooser.querySelector("select").append(...groups.values());
  chooser.classList.add("chooser");

  function rebuild() {
    inputs.replaceChildren(evidence(), people(), method());
    chooser.querySelector("select").value = String(at);
    update();
  }

  function choose(place) {
    at = place;
    rebuild();
    chooser.querySelector("select").focus();
  }

  const again = made("button", {
    type: "button",
    text: "Back to what was recorded",
    on: {
      click: () => {
        shared = structuredClone(SHARED);
        own.clear();
        rebuild();
      },
    },
  });

  root.append(chooser, verdict, said, made("div", { class: "columns" }, inputs, made("section", { "aria-label": "The answer" }, made("h3", { text: "Why" }), detail, again)), everywhere);
  for (const link of document.querySelectorAll("a.ask")) {
    link.addEventListener("click", (event) => {
      event.preventDefault(); // following the link would take the focus away again
      document.getElementById("what-if").scrollIntoView();
      choose(Number(link.dataset.comparison));
    });
  }
  rebuild();
})();
