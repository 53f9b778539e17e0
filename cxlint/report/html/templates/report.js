"use strict";
(() => {
  const form = document.getElementById("filters");
  const cards = [...document.querySelectorAll(".card")];
  const words = new Map();

  const textOf = (card) => {
    if (!words.has(card)) words.set(card, (card.textContent + " " + pathOf(card)).toLowerCase());
    return words.get(card);
  };
  const pathOf = (card) => card.parentElement.querySelector("h3").textContent;

  const filter = () => {
    const wanted = {};
    for (const box of form.querySelectorAll("input[type=checkbox]")) {
      wanted[box.name] ??= new Set();
      if (box.checked) wanted[box.name].add(box.value);
    }
    const asked = document.getElementById("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      const fits = Object.keys(wanted).every((key) => wanted[key].has(card.dataset[key]))
        && asked.every((word) => textOf(card).includes(word));
      card.hidden = !fits;
      shown += fits;
    }
    for (const part of document.querySelectorAll("section.document")) {
      part.hidden = !part.querySelector(".card:not([hidden])");
    }
    document.getElementById("count").textContent =
      shown === cards.length ? `All ${shown} findings are shown.` : `${shown} of ${cards.length} findings are shown.`;
  };

  // a link may lead into something folded away or filtered out
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (form && target.closest("[hidden]")) {
      form.reset();
      filter();
    }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };

  if (form) {
    form.hidden = false;
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 120);
    });
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }
  addEventListener("hashchange", reveal);
  reveal();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
})();
