"use strict";

// How an answer is shown: its name and sign, its ceilings with why, its paradigms, and one sentence.
const GradekitAnswer = (data) => {
  const { headings, made, upper } = GradekitPieces;

  const slug = (word) => word.replace(/[^a-z]+/g, "-");

  function look(answer) {
    if (answer.ungraded !== null) return { word: answer.ungraded, sign: "\u2014" };
    return data.looks[`${answer.strength} ${answer.direction}`];
  }

  function badge(answer) {
    const { word, sign } = look(answer);
    const drawn = answer.ungraded === null ? slug(word) : "no-recommendation";
    return made("span", { class: `look look-${drawn}` }, made("span", { "aria-hidden": "true", text: `${sign} ` }), upper(word));
  }

  function why(answer, name) {
    if (answer.graded.drafted === "none" && name !== "values") return "not applicable, no direction";
    if (name === "values") {
      const route = answer.share.scenario === null ? answer.share.route : `survey, ${answer.share.scenario}`;
      const known = answer.share.route === "none" ? "nobody recorded it" : route;
      return `share: ${answer.share.band} (${known})`;
    }
    if (name === "certainty") {
      const named = answer.graded.paradigms;
      const permits = named.length ? `paradigm ${named.join(", ")} permits strong` : "no paradigm asked or met";
      return `overall certainty ${answer.overall}; ${permits}`;
    }
    return name === "secondary" ? answer.panel.secondary : answer.panel.votes;
  }

  function ceilings(answer) {
    const rows = answer.graded.ceilings.map(({ name, allows }) => {
      const binds = answer.graded.binding.includes(name);
      return made(
        "tr",
        { class: binds ? "binds" : undefined },
        made("th", { scope: "row", text: upper(name) }),
        made("td", { text: (allows ?? "not applicable") + (binds ? ", binds" : "") }),
        made("td", { text: why(answer, name) }),
      );
    });
    return made(
      "table",
      {},
      made("caption", { text: "Ceilings: the strongest answer each allows" }),
      made("thead", {}, headings("Ceiling", "Allows", "Because")),
      made("tbody", {}, ...rows),
    );
  }

  function listed(title, items, id) {
    if (!items.length) return null;
    return made(
      "div",
      { id },
      made("h4", { text: title }),
      made("ul", {}, ...items.map((text) => made("li", { text }))),
    );
  }

  function paradigms(answer) {
    const drafted = answer.graded.drafted;
    if (answer.overall === "moderate" || answer.overall === "high" || !["for", "against"].includes(drafted)) return [];
    return answer.states.map((each) => `${each.number}, ${each.name.replace(/\.$/, "")}: ${each[drafted]}`);
  }

  function sentence(answer) {
    const { word } = look(answer);
    const parts = [`${upper(word)}.`];
    if (answer.binding.length) parts.push(`Bound by ${answer.binding.join(", ")}.`);
    if (answer.opened.length) parts.push(`Opened by ${answer.opened.join("; ")}.`);
    if (answer.conflict) parts.push(`${upper(answer.conflict)}.`);
    if (answer.missing.length) parts.push(`Missing: ${answer.missing.join("; ")}.`);
    return parts.join(" ");
  }

  return { badge, ceilings, listed, look, paradigms, sentence };
};
