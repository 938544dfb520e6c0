import { describe, expect, it } from 'vitest';
import { confidenceWord, due, duration, fileSize, interval, percent, relative, windowName, words } from './format';
import { searchLabels } from './labelSearch';

describe('figures in words', () => {
  it('shares and intervals', () => {
    expect(percent(0.788, 1)).toBe('78.8\u202f%');
    expect(interval(0.4901, 0.9433)).toBe('49.0–94.3\u202f%');
  });

  it.each([
    [0.95, 'very sure'],
    [0.7, 'fairly sure'],
    [0.5, 'not sure'],
    [0.2, 'guessing'],
  ])('a confidence of %d reads "%s"', (confidence, word) => expect(confidenceWord(confidence)).toBe(word));

  it.each([
    [0.25, '250\u00a0ms'],
    [3.21, '3.2\u00a0s'],
    [61, '61\u00a0s'],
    [600, '10\u00a0min'],
    [7200, '2\u00a0h'],
    [259200, '3\u00a0d'],
  ])('%d seconds are %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  it('moments are told from now', () => {
    const now = Date.parse('2026-11-20T10:00:00Z');
    expect(relative('2026-11-20T09:56:00Z', now)).toBe('4\u00a0min ago');
    expect(relative('2026-11-20T10:00:20Z', now)).toBe('in 20\u00a0s');
    expect(relative('2026-11-20T10:00:01Z', now)).toBe('just now');
  });

  it('what is due is due now, and stays so when it is late', () => {
    const now = Date.parse('2026-11-20T10:00:00Z');
    expect(due('2026-11-20T10:00:20Z', now)).toBe('in 20\u00a0s');
    expect(due('2026-11-20T10:00:00Z', now)).toBe('now');
    expect(due('2026-11-20T09:58:00Z', now)).toBe('now');
    expect(due('2026-11-24T10:00:00Z', now)).toBe('Nov 24');
  });

  it('windows, identifiers and sizes', () => {
    expect(['PT1H', 'P1D', 'P7D', 'activation'].map(windowName)).toEqual(['hour', 'day', '7 days', 'activation']);
    expect(words('low_confidence')).toBe('Low confidence');
    expect(fileSize(2_345_678)).toBe('2.3\u00a0MB');
  });
});

describe('a search among labels', () => {
  const labels = ['Apple pie', 'Crème brûlée', 'Noodles/Pasta', 'Pad thai', 'Spring rolls'];

  it('puts what begins with the typed text first', () => {
    expect(searchLabels(labels, 'pa')).toEqual(['Pad thai', 'Noodles/Pasta']);
  });

  it('forgives missing accents and case', () => {
    expect(searchLabels(labels, 'BRUL')).toEqual(['Crème brûlée']);
  });

  it('shows everything for nothing, and nothing for what is not there', () => {
    expect(searchLabels(labels, ' ')).toEqual(labels);
    expect(searchLabels(labels, 'xyz')).toEqual([]);
  });
});
