import { describe, expect, it } from 'vitest';
import { keysFor, pressed, type KeyPress } from './keymap';

const labels = (count: number) => Array.from({ length: count }, (_, index) => `class ${index}`);
const press = (key: string, code = '', held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  repeat: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('the keys of labels', () => {
  it('are the digits, then letters', () => {
    expect(keysFor(labels(11))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b']);
  });

  it('leave out the keys that have a meaning of their own, and never repeat', () => {
    const keys = keysFor(labels(20));
    expect(keys).toHaveLength(20);
    expect(new Set(keys).size).toBe(20);
    expect(keys.filter((key) => 'usfczn'.includes(key))).toEqual([]);
  });

  it('give way to a list when there are more labels than keys are good for', () => {
    expect(keysFor(labels(21))).toEqual([]);
  });
});

describe('a key press', () => {
  it('counts digits by their place and letters by what they say', () => {
    expect(pressed(press('&', 'Digit1'))).toBe('1');
    expect(pressed(press('3', 'Numpad3'))).toBe('3');
    expect(pressed(press('U', 'KeyU'))).toBe('u');
    expect(pressed(press('Enter', 'Enter'))).toBe('Enter');
  });

  it('that is held down labels no second photo', () => {
    expect(pressed(press('1', 'Digit1', { repeat: true }))).toBeUndefined();
  });

  it('with a modifier belongs to the browser', () => {
    expect(pressed(press('s', 'KeyS', { ctrlKey: true }))).toBeUndefined();
    expect(pressed(press('1', 'Digit1', { metaKey: true }))).toBeUndefined();
  });
});
