import type { Confusion } from '../api/types';

export type ConfusedPair = Confusion['pairs'][number];

/** Below so many effective labels a share is a hint. */
const ENOUGH = 30;

export function isFaint({ of_truth }: ConfusedPair): boolean {
  return of_truth.n_eff != null && of_truth.n_eff < ENOUGH;
}

/** How many of all answers are such a pair, as the weighted labels say. */
export function estimatedAnswers({ share }: ConfusedPair, { answered }: Confusion): number {
  return Math.round(share * answered);
}

/** Pairs by their true class, then by the answer. */
export function pairsOf({ pairs }: Confusion): ReadonlyMap<string, ReadonlyMap<string, ConfusedPair>> {
  const rows = new Map<string, Map<string, ConfusedPair>>();
  for (const pair of pairs) {
    const row = rows.get(pair.truth) ?? new Map<string, ConfusedPair>();
    rows.set(pair.truth, row.set(pair.predicted, pair));
  }
  return rows;
}
