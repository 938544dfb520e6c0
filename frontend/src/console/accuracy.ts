import type { Estimate, EstimateWindow } from '../api/types';
import { count, interval, windowName, words } from '../ui/format';

export const SINCE_ACTIVATION = 'activation';

type Estimator = Estimate['estimator'];

/** What each figure is, for somebody who has to decide which one to believe; in the order of the table. */
export const ESTIMATORS: Readonly<Record<Estimator, { name: string; sentence: string }>> = {
  difference: {
    name: 'Difference',
    sentence: "The mean calibrated confidence of all predictions, corrected by its error on the blind labels. The headline as soon as there are enough random labels.",
  },
  random_only: {
    name: 'Random sample',
    sentence: 'The share of right predictions among randomly sampled photos. The headline while random labels are few.',
  },
  hajek: {
    name: 'Weighted labels',
    sentence: 'Every blind label, weighted by the inverse of its inclusion probability (Hájek). Recall and precision use it.',
  },
  cbpe: {
    name: 'Confidence-based (CBPE)',
    sentence: 'The mean calibrated confidence, without labels. A gap to the estimates from labels means that the confidence is miscalibrated.',
  },
  naive: {
    name: 'Unweighted mean',
    sentence: 'Unweighted mean of all labels. Biased towards doubtful photos, which are labeled more often; shown for comparison.',
  },
};

export function estimateOf(window: EstimateWindow, estimator: Estimator): Estimate | undefined {
  return window.estimates.find((estimate) => estimate.estimator === estimator);
}

/** The figure to quote of a window, if there is one. */
export function headlineOf(window: EstimateWindow): Estimate | undefined {
  return window.estimates.find(({ headline }) => headline);
}

/** Where the figure would be if all photos that nobody could tell were wrong, or all right; nothing where that is no matter. */
export function undecidedRange({ lower_bound, upper_bound }: Estimate): string | undefined {
  return upper_bound - lower_bound < 0.0005 ? undefined : interval(lower_bound, upper_bound);
}

/** "247 random, 122 low confidence". */
export function labelSources({ stream_labels }: EstimateWindow): string {
  return Object.entries(stream_labels)
    .filter(([, labels]) => labels > 0)
    .map(([stream, labels]) => `${count(labels)} ${words(stream).toLowerCase()}`)
    .join(', ');
}

/** Kinds that have a window, since activation first, then the short ones. */
export function kindsOf(windows: readonly EstimateWindow[]): string[] {
  return [...new Set(windows.map(({ kind }) => kind))].sort((a, b) => lengthOf(a) - lengthOf(b));
}

/** The newest window of a kind. */
export function latest(windows: readonly EstimateWindow[], kind: string): EstimateWindow | undefined {
  return windows.filter((window) => window.kind === kind).sort((a, b) => Date.parse(b.end) - Date.parse(a.end))[0];
}

/** The windows of a kind that have a figure, oldest first. */
export function seriesOf(windows: readonly EstimateWindow[], kind: string): EstimateWindow[] {
  return windows
    .filter((window) => window.kind === kind && headlineOf(window) !== undefined)
    .sort((a, b) => Date.parse(a.end) - Date.parse(b.end));
}

/** A series in stretches: in each, a window starts where the one before it ended, or earlier. Between them is a gap. */
export function stretchesOf(series: readonly EstimateWindow[]): EstimateWindow[][] {
  const stretches: EstimateWindow[][] = [];
  for (const window of series) {
    const stretch = stretches.at(-1);
    const before = stretch?.at(-1);
    if (stretch && before && Date.parse(window.start) <= Date.parse(before.end)) stretch.push(window);
    else stretches.push([window]);
  }
  return stretches;
}

export function kindName(kind: string): string {
  return kind === SINCE_ACTIVATION ? 'Since promotion' : `Last ${windowName(kind)}`;
}

/** How final a window's figures are. */
export function standing({ provisional, blind_closed, blind_tasks }: EstimateWindow): string {
  const tasks = `${count(blind_closed)} of ${count(blind_tasks)} blind tasks closed`;
  return provisional ? `provisional, ${tasks}` : tasks;
}

/** Why a window has no figure and what would give it one. */
export function missingReason(window: EstimateWindow): string {
  if (window.answered === 0) return 'No photo was classified in it.';
  if (window.blind_tasks === 0) return 'None of its photos was sampled for a blind label yet: send more photos.';
  if (window.blind_closed === 0) return `${count(window.blind_tasks)} blind tasks are waiting for a label.`;
  return 'It has too few labels for an estimate.';
}

/** Points between two shares, signed: "−19.1 points". */
export function points(from: number, to: number): string {
  const difference = (to - from) * 100;
  return `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(1)} points`;
}

function lengthOf(kind: string): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(kind);
  if (!match) return -1;
  const [, days = 0, hours = 0, minutes = 0] = match.map((part) => Number(part ?? 0));
  return (days * 24 + hours) * 60 + minutes;
}
