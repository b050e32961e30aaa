/**
 * The portal's date and time, in the portal's own zone whatever the reader's: `Thứ Hai, 25/05/2020 - 08:56`.
 *
 * Not by `Intl`, whose tables a browser reads at their first use: 40 ms, and on a slow phone four times as many, in which
 * the page does not answer.
 */

/** The zone's offset from UTC at a moment, both in minutes. @param {string} offsets As `offsets.py` says them. @param {number} at */
function offsetAt(offsets, at) {
  const [first, ...changes] = offsets.split(" ");
  const past = changes.map((change) => change.split(":").map(Number)).filter(([from]) => from <= at);
  return past.at(-1)?.[1] ?? Number(first);
}

/** Fill `#portal-clock`, whose `data-offsets` tell its zone and `data-weekdays` their names from Sunday on, and keep it current. */
export function startClock() {
  const place = document.getElementById("portal-clock");
  if (!place) return;
  const time = place.appendChild(document.createElement("time"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;

  const tick = () => {
    clearTimeout(next);
    if (document.hidden) return;
    const { offsets = "0", weekdays = "" } = place.dataset;
    const now = Date.now();
    const there = new Date(now + offsetAt(offsets, now / 60_000) * 60_000);
    const [year, month, day, hour, minute] = there.toISOString().split(/[-T:]/);
    time.dateTime = `${new Date(now).toISOString().slice(0, 16)}Z`;
    time.textContent = `${weekdays.split("|")[there.getUTCDay()]}, ${day}/${month}/${year} - ${hour}:${minute}`;
    next = setTimeout(tick, 60_000 - (now % 60_000));
  };

  tick();
  document.addEventListener("visibilitychange", tick);
  addEventListener("pageshow", tick);
}
