const LOCALE = 'en';
const NARROW_SPACE = '\u202f';
const NO_BREAK = '\u00a0';
const integers = new Intl.NumberFormat(LOCALE);

export const count = (value: number): string => integers.format(value);

/** A share of 1 as "78.8 %". */
export const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)}${NARROW_SPACE}%`;

/** An interval of shares as "76.9–81.2 %". */
export const interval = (low: number, high: number, digits = 1): string =>
  `${(low * 100).toFixed(digits)}\u2013${percent(high, digits)}`;

/** What a confidence means to somebody who reads no numbers. */
export function confidenceWord(confidence: number): string {
  if (confidence >= 0.9) return 'very sure';
  if (confidence >= 0.7) return 'fairly sure';
  if (confidence >= 0.5) return 'not sure';
  return 'guessing';
}

/** A length of time in the one or two units that matter. */
export function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)}${NO_BREAK}ms`;
  if (seconds < 10) return `${seconds.toFixed(1)}${NO_BREAK}s`;
  if (seconds < 90) return `${Math.round(seconds)}${NO_BREAK}s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)}${NO_BREAK}min`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)}${NO_BREAK}h`;
  return `${Math.round(seconds / 86400)}${NO_BREAK}d`;
}

/** A moment as people say it: "just now", "4 min ago", "in 20 s", beyond two days the date. */
export function relative(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (Math.abs(seconds) < 5) return 'just now';
  if (Math.abs(seconds) > 2 * 86400) return day(iso);
  return seconds > 0 ? `${duration(seconds)} ago` : `in ${duration(-seconds)}`;
}

/** When something is due: "in 20 s", "now" from its moment on, beyond two days the date. */
export function due(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  if (seconds < 1) return 'now';
  return seconds > 2 * 86400 ? day(iso) : `in ${duration(seconds)}`;
}

const days = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const moments = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clocks = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export const day = (iso: string): string => days.format(new Date(iso));
export const moment = (iso: string): string => moments.format(new Date(iso));
export const clock = (iso: string | number): string => clocks.format(new Date(iso));

/** An ISO 8601 length of a window (PT1H, P7D) in words. */
export function windowName(kind: string): string {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(kind);
  if (!match) return kind;
  const parts = [plural(match[1], 'day'), plural(match[2], 'hour'), plural(match[3], 'minute')];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** "low_confidence" or "annotation-sync" as words: "Low confidence", "Annotation sync". */
export function words(identifier: string): string {
  const text = identifier.toLowerCase().replace(/[_-]+/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function fileSize(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))}${NO_BREAK}kB` : `${(bytes / 1_000_000).toFixed(1)}${NO_BREAK}MB`;
}

function plural(digits: string | undefined, unit: string): string | undefined {
  if (digits === undefined) return undefined;
  return digits === '1' ? unit : `${digits} ${unit}s`;
}
