import { describe, expect, it } from 'vitest';
import { estimatedAnswers, isFaint, pairsOf, type ConfusedPair } from './confusion';

const pair = (truth: string, predicted: string, share: number, n_eff: number): ConfusedPair => ({
  truth,
  predicted,
  labels: 4,
  share,
  of_truth: { value: 0.5, lower_bound: 0.5, upper_bound: 0.5, low: 0.3, high: 0.7, n_eff, labels: 8 },
});
const confusion = { answered: 2000, labels: 120, undecided: 0, classes: [], pairs: [pair('Egg', 'Soup', 0.0123, 29.9), pair('Egg', 'Egg', 0.2, 30)] };

describe('a confusion matrix', () => {
  it('finds its cells by truth and answer', () => {
    expect(pairsOf(confusion).get('Egg')?.get('Soup')?.share).toBe(0.0123);
    expect(pairsOf(confusion).get('Soup')).toBeUndefined();
  });

  it('tells cells that few labels stand behind', () => {
    expect(confusion.pairs.map(isFaint)).toEqual([true, false]);
  });

  it('counts answers, not labels', () => {
    expect(estimatedAnswers(confusion.pairs[0]!, confusion)).toBe(25);
  });
});
