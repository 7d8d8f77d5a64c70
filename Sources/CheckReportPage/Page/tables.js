"use strict";

// Sorting, filtering, and the way from a row to its place on the map.

/** Sorts by what `keyOf` gives for an element: numbers by size, texts as the language does. */
function sortBy(elements, keyOf, isDescending) {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const keyed = elements.map((element) => [keyOf(element), element]);
  keyed.sort(([a], [b]) => (typeof a === "number" ? a - b : collator.compare(a, b)));
  if (isDescending) keyed.reverse();
  return keyed.map(([, element]) => element);
}

/** Makes the heads of a table sort it; says the direction by `aria-sort`. */
function makeSortable(table, sort) {
  const buttons = [...table.querySelectorAll("button.sort")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const isDescending = head.getAttribute("aria-sort") === "ascending";
      for (const other of buttons) other.closest("th").setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      sort(button.dataset.key, isDescending);
    });
  }
}

for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  makeSortable(table, (column, isDescending) => {
    const key = (row) => {
      const cell = row.cells[Number(column)];
      return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
    };
    body.append(...sortBy([...body.rows], key, isDescending));
  });
}

const defectTable = document.getElementById("defect-table");
if (defectTable) {
  const rows = [...defectTable.querySelectorAll("tr[data-n]")];
  const byNumber = new Map(rows.map((row) => [Number(row.dataset.n), row]));
  const groups = [...defectTable.tBodies].map((body) => ({
    body,
    rows: [...body.querySelectorAll("tr[data-n]")],
    head: body.querySelector("tr.cluster"),
  }));
  const groupOf = new Map(groups.flatMap((group) => group.rows.map((row) => [row, group])));
  const mostOpen = 4;

  const search = document.getElementById("search");
  const choices = { k: "by-kind", s: "by-severity", l: "by-level" };
  const output = document.getElementById("shown");
  let texts = null;

  /** Shows the rows that meet the conditions, and says how many they are. */
  function filter() {
    const wanted = Object.entries(choices)
      .map(([key, id]) => [key, document.getElementById(id).value]).filter(([, value]) => value);
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    if (words.length) texts ??= new Map(rows.map((row) => [row, row.textContent.toLocaleLowerCase()]));
    const isFiltered = wanted.length > 0 || words.length > 0;
    let count = 0;
    for (const { rows, head } of groups) {
      const button = head?.querySelector(".members");
      const isOpen = !button || button.getAttribute("aria-expanded") === "true";
      let matches = 0;
      for (const row of rows) {
        const isMatch = wanted.every(([key, value]) => row.dataset[key] === value)
          && words.every((word) => texts.get(row).includes(word));
        row.hidden = !isMatch || !(isOpen || isFiltered);
        row.dataset.match = isMatch ? "1" : "";
        if (isMatch) matches += 1;
      }
      if (head) head.hidden = matches === 0;
      count += matches;
    }
    output.textContent = count
      ? output.dataset.shown.replace("{n}", count).replace("{all}", rows.length)
      : output.dataset.none;
  }

  for (const { head, rows } of groups) {
    const button = head?.querySelector(".members");
    if (!button) continue;
    button.setAttribute("aria-expanded", String(rows.length <= mostOpen));
    button.addEventListener("click", () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!isOpen));
      filter();
    });
  }
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  for (const id of Object.values(choices)) {
    document.getElementById(id).addEventListener("change", filter);
  }
  filter();

  makeSortable(defectTable, (key, isDescending) => {
    const keyOf = (row) => (key === "n" || key === "a" ? Number(row.dataset[key]) : row.dataset[key]);
    for (const group of groups) {
      group.rows = sortBy(group.rows, keyOf, isDescending);
      group.body.append(...group.rows);
    }
    const bodies = sortBy(groups, (group) => keyOf(group.rows[0]), isDescending);
    defectTable.append(...bodies.map((group) => group.body));
  });

  let chosen = null;

  /** Marks a row as the chosen one and shows its place on the map. */
  function choose(row) {
    if (!row?.dataset.box || !view) return;
    chosen?.classList.remove("chosen");
    chosen?.removeAttribute("aria-current");
    chosen = row;
    row.classList.add("chosen");
    row.setAttribute("aria-current", "true");
    view.choose(row.dataset.box.split(" ").map(Number));
  }

  /** Brings a row that was chosen elsewhere into sight. */
  function reveal(row) {
    const button = groupOf.get(row).head?.querySelector(".members");
    if (row.hidden && button) {
      button.setAttribute("aria-expanded", "true");
      filter();
    }
    row.scrollIntoView({ block: "nearest" });
    choose(row);
  }

  defectTable.addEventListener("click", (event) => {
    if (event.target.closest(".sort, .members") || String(getSelection())) return;
    choose(event.target.closest("tr[data-n]"));
  });

  if (view) {
    view.svg.addEventListener("choose", (event) => {
      const row = byNumber.get(event.detail);
      if (row) reveal(row);
    });
    const go = (step) => {
      const shown = [...defectTable.querySelectorAll('tr[data-match="1"]')]
        .filter((row) => row.dataset.box);
      if (!shown.length) return;
      const index = shown.indexOf(chosen);
      const next = index < 0 ? (step > 0 ? 0 : shown.length - 1) : index + step;
      reveal(shown[(next + shown.length) % shown.length]);
    };
    document.getElementById("next").addEventListener("click", () => go(1));
    document.getElementById("previous").addEventListener("click", () => go(-1));
  }
}
