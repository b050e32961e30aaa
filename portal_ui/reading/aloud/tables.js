/** Tables as they are heard: row by row, each cell after the headers it stands under. */

/** @param {HTMLTableCellElement} cell */
const heads = (cell) => cell.tagName == "TH" && cell.scope != "row" && cell.scope != "rowgroup";

/** @param {Element} cell */
function spoken(cell) {
  const copy = /** @type {Element} */ (cell.cloneNode(true));
  for (const note of copy.querySelectorAll("sup")) if (note.querySelector("a")) note.remove();
  for (const abbreviation of copy.querySelectorAll("abbr[title]")) abbreviation.replaceWith(abbreviation.getAttribute("title") ?? "");
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * @param {import("./passages.js").Reading} reading
 * @param {HTMLTableElement} table
 * @param {string} lang
 */
export function readTable(reading, table, lang) {
  if (table.caption) {
    reading.begin(table.caption, lang);
    reading.walk(table.caption, lang);
  }
  /** The header cells over each column, and how many rows more a cell from above still covers. */
  /** @type {HTMLTableCellElement[][]} */
  const over = [];
  /** @type {number[]} */
  const covered = [];
  for (const row of table.rows) {
    const cells = [...row.cells];
    const isHead = cells.length > 0 && cells.every(heads);
    reading.begin(row, lang);
    let column = 0;
    for (const cell of cells) {
      while (covered[column]) covered[column++]--;
      const columns = Array.from({ length: cell.colSpan }, (_, step) => column + step);
      if (isHead) for (const each of columns) (over[each] ??= []).push(cell);
      else readCell(reading, cell, cell.headers ? named(cell) : cell.tagName == "TH" ? [] : (over[column] ?? []), lang);
      for (const each of columns) covered[each] = Math.max(0, cell.rowSpan - 1);
      column += cell.colSpan;
    }
    for (; column < covered.length; column++) if (covered[column]) covered[column]--;
    reading.end();
  }
}

/** @param {HTMLTableCellElement} cell */
const named = (cell) => cell.headers.split(/\s+/).map((id) => document.getElementById(id)).filter((head) => head != null);

/** @param {import("./passages.js").Reading} reading @param {HTMLTableCellElement} cell @param {Element[]} headers @param {string} around */
function readCell(reading, cell, headers, around) {
  if (!spoken(cell) && !cell.querySelector("img[alt]")) return;
  const lang = cell.lang || around;
  const said = [...new Set(headers.map(spoken))].filter(Boolean).join(", ");
  if (said) reading.say(`${said}: `, headers[0].getAttribute("lang") || around);
  reading.walkCell(cell, lang);
  reading.pause();
}
