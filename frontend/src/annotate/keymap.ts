/** Keys with a meaning of their own: undo, skip, bad image, cannot tell, zoom, note. */
export const ACTION_KEYS = { undo: 'u', skip: 's', badImage: 'f', cannotTell: 'c', zoom: 'z', note: 'n' } as const;

/** Beyond this number of labels a list that can be searched is quicker than keys. */
export const MOST_KEYS = 20;

const reserved = new Set<string>(Object.values(ACTION_KEYS));
const DIGITS = [...'123456789'];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => !reserved.has(letter));

/** The key of each label in order: 1 to 9, then the letters that are free. */
export function keysFor(labels: readonly string[]): string[] {
  return labels.length > MOST_KEYS ? [] : [...DIGITS, ...LETTERS].slice(0, labels.length);
}

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * The key as the keymap names it, or nothing for a key that is held down or belongs to the browser. Digits count by
 * their place, so that they need no shift on a French keyboard.
 */
export function pressed(event: KeyPress): string | undefined {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  return digit ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}
