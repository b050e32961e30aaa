/** The portal's date and time, in the portal's own zone whatever the reader's: `Thứ Hai, 25/05/2020 - 08:56`. */

/** Fill `#portal-clock`, whose `data-zone` is an IANA zone and `data-locale` a language, and keep it current. */
export function startClock() {
  const place = document.getElementById("portal-clock");
  if (!place) return;
  const { locale, zone } = place.dataset;
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: "long",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const time = place.appendChild(document.createElement("time"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;

  const tick = () => {
    clearTimeout(next);
    if (document.hidden) return;
    const now = new Date();
    /** @type {Record<string, string>} */
    const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value.padStart(2, "0")]));
    time.dateTime = `${now.toISOString().slice(0, 16)}Z`;
    time.textContent = `${part.weekday}, ${part.day}/${part.month}/${part.year} - ${part.hour}:${part.minute}`;
    next = setTimeout(tick, 60_000 - (now.getTime() % 60_000));
  };

  tick();
  document.addEventListener("visibilitychange", tick);
  addEventListener("pageshow", tick);
}
