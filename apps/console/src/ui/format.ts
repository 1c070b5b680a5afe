// Times and durations as people say them, in the page's language.
import i18next from 'i18next';

const JUST_NOW_MS = 10_000;

const language = (): string => i18next.language || 'en';

/** 8 s · 3:05 · 1 h 12 min */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return i18next.t('duration.seconds', { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)}:${String(seconds % 60).padStart(2, '0')}`;
  return i18next.t('duration.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

export function formatTime(at: string): string {
  return new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
}

/** The time today, day and time otherwise. */
export function formatMoment(at: string): string {
  const date = new Date(at);
  if (date.toDateString() === new Date().toDateString()) return formatTime(at);
  return new Intl.DateTimeFormat(language(), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(date.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' }),
  }).format(date);
}

/** Weekday, time and zone: for moments that are read against somebody else's clock. */
export function formatZoned(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language(), {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(new Date(at));
}

/** What a clock on the wall shows there ("2026-12-24T15:00:00+01:00"), with its offset: it tells the same hour twice apart. */
export function formatLocal(local: string): string {
  const shown = new Intl.DateTimeFormat(language(), {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone: 'UTC',
  }).format(new Date(`${local.slice(0, 19)}Z`));
  return `${shown} (${local.slice(19)})`;
}

/** "in 3 hours", "2 minutes ago" */
export function formatRelative(at: string, now: number): string {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return format.format(seconds, 'second');
  if (size < 3600) return format.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return format.format(Math.round(seconds / 3600), 'hour');
  return format.format(Math.round(seconds / 86_400), 'day');
}

/** For what has happened: never in the future, although the server's clock may be a little ahead of this one. */
export function formatAgo(at: string, now: number): string {
  return now - new Date(at).getTime() < JUST_NOW_MS ? i18next.t('duration.justNow') : formatRelative(at, now);
}

/** "de" → "German"; unknown tags stay as they are. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(language(), { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** "CH" → "Switzerland" */
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(language(), { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** The page's path without the protocol: what an agent recognises. */
export function shortPage(page: string): string {
  try {
    const url = new URL(page);
    return url.host + (url.pathname === '/' ? '' : url.pathname);
  } catch {
    return page;
  }
}
