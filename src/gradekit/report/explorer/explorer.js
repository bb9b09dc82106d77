"use strict";

// The explorer's face: it reads what is entered, asks the engine, and shows what changed.
(() => {
  const root = document.getElementById("explorer");
  const island = document.getElementById("explorer-data");
  if (!root || !island) return;
  const data = GradekitEngine.opened(JSON.parse(island.textContent));
  if (!data.comparisons.length) return;
  document.documentElement.classList.add("scripted");
  const { words } = data;

  const SHARED = { policy: undefined, survey: undefined, mids: {} };
  let shared = structuredClone(SHARED);
  const own = new Map();
  let at = 0;

  const { headings, made, numbered, selected, spelled, upper } = GradekitPieces;
  const certainties = ["not rated", ...words.certainties];

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

  // ---------------------------------------------------------------------------------- the inputs

  function evidenceRow(row, place) {
    const edit = mine().rows[place] ?? {};
    const measured = row.judged === null && !row.incidence ? row.measured : null;
    const unit = measured === null ? "" : [measured.measure, measured.unit].filter(Boolean).join(", ");
    const effect =
      measured === null
        ? made("span", { text: effectWords(row) })
        : numbered(
            `value-${place}`,
            `Effect on ${row.name}, ${measured.measure}${measured.unit ? ` in ${measured.unit}` : ""}`,
            edit.value ?? measured.value,
            (value) => setRow(place, "value", value, measured.value ?? undefined),
          );
    const level = selected(
      `certainty-${place}`,
      `Certainty of ${row.name}`,
      certainties.map((text, nth) => [String(nth), upper(text)]),
      String(edit.certainty ?? row.certainty),
      (value) => setRow(place, "certainty", Number(value), row.certainty),
    );
    const sort = `${row.importance}${row.catastrophic ? ", catastrophic" : ""} ${row.kind}`;
    return made(
      "tr",
      {},
      made(
        "th",
        { scope: "row" },
        row.name,
        made("span", { class: "sort", text: sort }),
        measured === null ? null : made("span", { class: "found", id: `found-${place}` }),
      ),
      made("td", {}, effect, made("span", { class: "sort", text: unit })),
      made("td", {}, level),
    );
  }

  function effectWords(row) {
    if (row.judged !== null) {
      return `judged ${words.magnitudes[row.judged[0]]}, favours ${words.favoured[row.judged[1]]}`;
    }
    return row.incidence ? "one option's rate alone" : "no estimate recorded";
  }

  function evidence() {
    const its = comparison();
    const better = its.rows
      .filter((row) => row.judged === null && row.measured !== null)
      .map((row) => `${row.name}: ${row.higher ? "higher" : "lower"} is better`);
    const mids = its.rows.filter((row) => row.measured !== null && row.judged === null);
    return made(
      "fieldset",
      {},
      made("legend", { text: "Evidence" }),
      better.length ? made("p", { class: "hint", text: `${better.join("; ")}.` }) : null,
      made(
        "table",
        {},
        made("thead", {}, headings("Outcome", "Effect", "Certainty")),
        made("tbody", {}, ...its.rows.map(evidenceRow)),
      ),
      ...mids.map((row) =>
        numbered(
          `mid-${its.rows.indexOf(row)}`,
          `Smallest difference that matters, ${row.name}` +
            (row.measured.wanted ? `, in ${row.measured.wanted}` : ""),
          shared.mids[row.outcome] ?? row.thresholds?.sizes[0][1],
          (value) => set(shared.mids, row.outcome, value, row.thresholds?.sizes[0][1]),
          { min: "0" },
        ),
      ),
    );
  }

  function shareField() {
    const its = comparison();
    const given = mine().share;
    const now = given === undefined ? its.share : given;
    const kind = given === undefined ? "recorded" : given === null ? "none" : given.band === null ? "interval" : String(given.band);
    const options = [
      ["recorded", its.share === null ? "Not recorded: survey, then dominance" : `As recorded: ${shareWords(its.share)}`],
      ...(its.share === null ? [] : [["none", "Not recorded: survey, then dominance"]]),
      ...words.bands.map((band, nth) => [String(nth), upper(band)]),
      ["interval", "An interval"],
    ];
    const ends = made("div", { class: "pair", hidden: kind !== "interval" });
    const fill = () => {
      const held = mine().share ?? {};
      const end = (name, label) =>
        numbered(
          `share-${name}`,
          label,
          held[name] === undefined || held[name] === null ? undefined : held[name] * 100,
          (value) => set(mine(), "share", { ...mine().share, [name]: value === undefined ? Number.NaN : value / 100 }),
          { min: "0", max: "100" },
        );
      ends.replaceChildren(end("low", "From, per cent"), end("high", "To, per cent"));
    };
    if (kind === "interval") fill();
    const choose = selected("share", "How many informed people would choose it", options, kind, (value) => {
      ends.hidden = value !== "interval";
      if (value === "interval") {
        const low = now?.low ?? 0.5;
        const high = now?.high ?? 1;
        set(mine(), "share", { band: null, low, high, mirrored: false });
        fill();
        return;
      }
      const band = { band: Number(value), low: null, high: null, mirrored: false };
      set(mine(), "share", value === "recorded" ? undefined : value === "none" ? null : band, its.share);
    });
    return [choose, ends];
  }

  function votesField() {
    const its = comparison();
    const held = mine().votes === undefined ? its.votes : mine().votes;
    const counts = words.ballots.map((_, nth) => held?.[nth]);
    const fields = words.ballots.map((name, nth) =>
      numbered(
        `votes-${name}`,
        upper(spelled(name)),
        counts[nth],
        (value) => {
          counts[nth] = value;
          const cast = counts.some((each) => each !== undefined);
          set(mine(), "votes", cast ? counts.map((each) => each ?? 0) : null, its.votes);
        },
        { min: "0", step: "1", inputmode: "numeric" },
      ),
    );
    return made(
      "fieldset",
      { class: "votes" },
      made("legend", { text: "Votes (leave empty where nobody voted)" }),
      made("div", { class: "ballots" }, ...fields),
    );
  }

  function people() {
    const its = comparison();
    const states = words.open.map((state) => [String(state), upper(threatWords(state))]);
    const held = mine();
    const state = held.lifeThreatening === undefined ? its.lifeThreatening : held.lifeThreatening;
    const balance = held.balance === undefined ? its.balance : held.balance;
    const balances = words.panel.find(([name]) => name === "balance")[1];
    return made(
      "fieldset",
      {},
      made("legend", { text: "People and panel" }),
      ...shareField(),
      data.surveyed ? surveyField() : null,
      votesField(),
      selected("life-threatening", "Life-threatening situation", states, String(state), (value) =>
        set(mine(), "lifeThreatening", { null: null, true: true, false: false }[value], its.lifeThreatening),
      ),
      made(
        "details",
        {},
        made("summary", { text: "Further judgements" }),
        selected(
          "secondary",
          "Secondary criteria, all in all",
          words.secondary.map((each) => [each, upper(each)]),
          held.secondary ?? its.secondary,
          (value) => set(mine(), "secondary", value, its.secondary),
        ),
        selected(
          "balance",
          "Recorded balance of the effects",
          balances.map((each) => [each ?? "", upper(each ?? "not recorded")]),
          balance ?? "",
          (value) => set(mine(), "balance", value === "" ? null : value, its.balance),
        ),
      ),
    );
  }

  function surveyField() {
    const box = made("input", {
      id: "survey",
      type: "checkbox",
      on: { change: (event) => set(shared, "survey", event.target.checked ? undefined : false) },
    });
    box.checked = shared.survey !== false;
    return made(
      "div",
      { class: "field check" },
      box,
      made("label", { for: "survey", text: "Ask the panel's survey of values (in every comparison)" }),
    );
  }

  function method() {
    return made(
      "fieldset",
      {},
      made("legend", { text: "Method" }),
      selected(
        "policy",
        "Policy (in every comparison)",
        data.policies.map((each, nth) => [String(nth), `${each.name}, ${each.edition} edition`]),
        String(shared.policy ?? data.policy),
        (value) => set(shared, "policy", Number(value), data.policy),
      ),
    );
  }

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
