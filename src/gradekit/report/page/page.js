"use strict";

// What lies folded must not be missing on paper: everything opens for the printer, and closes again.
(() => {
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const each of folded) each.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
    folded = [];
  });
  // A link to a note or a recommendation opens what it lies in.
  const reveal = () => {
    const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const around = wanted?.closest("details:not([open])");
    if (around) {
      around.open = true;
      wanted.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", reveal);
  reveal();
})();
