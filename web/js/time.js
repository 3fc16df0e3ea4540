// Clock faces and days as Brazil reads them, in São Paulo's time whatever the machine's zone.

const ZONE = "America/Sao_Paulo";
const clockFormat = new Intl.DateTimeFormat("pt-BR", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE });
const weekdayFormat = new Intl.DateTimeFormat("pt-BR", { timeZone: ZONE, weekday: "long" });
const dateFormat = new Intl.DateTimeFormat("pt-BR", { timeZone: ZONE, day: "numeric", month: "long", year: "numeric" });
const shortFormat = new Intl.DateTimeFormat("pt-BR", { timeZone: ZONE, day: "2-digit", month: "2-digit" });
const DAY = 86_400_000;

export const clock = (ms) => clockFormat.format(ms);

/** The calendar day, as a key: 2026-11-22. */
export const day = (ms) => dayFormat.format(ms);

/** "Hoje", "Ontem", "quinta-feira", then the date. */
export function dayName(ms, now = Date.now()) {
  if (day(ms) === day(now)) return "Hoje";
  if (day(ms) === day(now - DAY)) return "Ontem";
  return now - ms < 6 * DAY ? weekdayFormat.format(ms) : dateFormat.format(ms);
}

/** For the list: the time of today, else the day. */
export function shortTime(ms, now = Date.now()) {
  if (day(ms) === day(now)) return clock(ms);
  return day(ms) === day(now - DAY) ? "ontem" : shortFormat.format(ms);
}

/** 75 → "1:15". */
export const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** How long ago, in an owner's words. */
export function ago(ms, now = Date.now()) {
  const past = Math.max(0, Math.round((now - ms) / 60_000));
  if (past < 1) return "agora";
  if (past < 60) return `há ${past} min`;
  const hours = Math.floor(past / 60);
  return hours < 24 ? `há ${hours} h` : `há ${Math.floor(hours / 24)} d`;
}
