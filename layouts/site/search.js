// The search on the pages of an edition. It reads the index in the folder `search`: `found.json` lists what can be found, and a file for
// each first character gives the words and where they stand. Whatever it prints is text, never markup.
"use strict";

(() => {
  const form = document.getElementById("search");
  const field = document.getElementById("words");
  const results = document.getElementById("results");
  const parts = new Map();
  const most = 100;
  const longestEnding = 4;
  const shortestStem = 3;

  const read = (name) => {
    if (!parts.has(name)) {
      parts.set(name, fetch(`search/${name}.json`).then((answer) => (answer.ok ? answer.json() : null), () => null));
    }
    return parts.get(name);
  };

  // Small letters without marks, as in the index.
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[’'ʼ`]/gu, "");

  const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) || [];

  // A stem fits a word that begins as it does: the word may be unfinished, or have another ending.
  const fits = (stem, word) =>
    stem.startsWith(word) ||
    (stem.length >= shortestStem && word.length - stem.length <= longestEnding && word.startsWith(stem));

  // The numbers of what has the word.
  const having = async (word) => {
    const first = word.codePointAt(0).toString(16);
    const part = (await read(first)) || {};
    const hits = new Set();
    for (const [stem, numbers] of Object.entries(part)) {
      if (fits(stem, word)) numbers.forEach((number) => hits.add(number));
    }
    return hits;
  };

  const line = ([place, headline, language, day]) => {
    const item = document.createElement("li");
    if (day) {
      const shown = document.createElement("span");
      shown.className = "day";
      shown.textContent = day;
      item.append(shown, " ");
    }
    const link = document.createElement("a");
    link.href = place;
    if (language !== "und") link.lang = language;
    link.textContent = headline;
    item.append(link);
    return item;
  };

  let last = 0;
  const search = async () => {
    const run = ++last;
    const words = wordsOf(field.value);
    const found = (await read("found")) || [];
    const sets = await Promise.all(words.map(having));
    if (run !== last) return;
    const hits = found.filter((_, number) => sets.length > 0 && sets.every((set) => set.has(number)));
    results.replaceChildren(...hits.slice(0, most).map(line));
    if (words.length > 0 && hits.length === 0) {
      const nothing = document.createElement("li");
      nothing.textContent = results.dataset.none;
      results.append(nothing);
    }
  };

  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  if (field.value) search();
})();
