import { describe, expect, it } from 'vitest';
import type { EstimateWindow } from '../api/types';
import { estimateOf, headlineOf, kindsOf, labelSources, latest, missingReason, points, seriesOf, standing, stretchesOf, undecidedRange } from './accuracy';

const window = (kind: string, end: string, more: Partial<EstimateWindow> = {}): EstimateWindow => ({
  kind,
  start: '2026-11-01T00:00:00Z',
  end,
  as_of: end,
  answered: 600,
  blind_tasks: 60,
  blind_closed: 60,
  provisional: false,
  taken_until: end,
  stream_labels: { random: 40, low_confidence: 20, user_feedback: 0 },
  estimates: [
    { estimator: 'naive', value: 0.6, lower_bound: 0.6, upper_bound: 0.6, labels: 90, headline: false },
    { estimator: 'difference', value: 0.79, lower_bound: 0.77, upper_bound: 0.802, low: 0.75, high: 0.83, labels: 60, headline: true },
  ],
  ...more,
});

describe('accuracy windows', () => {
  const windows = [
    window('P1D', '2026-11-20T00:00:00Z'),
    window('activation', '2026-11-20T09:00:00Z'),
    window('PT1H', '2026-11-20T09:00:00Z'),
    window('P1D', '2026-11-21T00:00:00Z'),
    window('P1D', '2026-11-19T00:00:00Z', { estimates: [] }),
  ];

  it('are offered from the activation to the longest', () => {
    expect(kindsOf(windows)).toEqual(['activation', 'PT1H', 'P1D']);
  });

  it('are known by their newest', () => {
    expect(latest(windows, 'P1D')?.end).toBe('2026-11-21T00:00:00Z');
    expect(latest(windows, 'P7D')).toBeUndefined();
  });

  it('make a series in time of those that have a figure', () => {
    expect(seriesOf(windows, 'P1D').map(({ end }) => end.slice(8, 10))).toEqual(['20', '21']);
  });

  it('are neighbors where nothing is between them', () => {
    const hour = (start: string, end: string) => window('PT1H', `2026-11-20T${end}:00:00Z`, { start: `2026-11-20T${start}:00:00Z` });
    const ends = (series: EstimateWindow[]) => stretchesOf(series).map((stretch) => stretch.map(({ end }) => end.slice(11, 13)));

    expect(ends([hour('08', '09'), hour('09', '10'), hour('14', '15'), hour('16', '17'), hour('17', '18')])).toEqual([['09', '10'], ['15'], ['17', '18']]);
    expect(ends([hour('08', '09'), hour('08', '12')])).toEqual([['09', '12']]);
    expect(ends([])).toEqual([]);
  });

  it('quote the figure that the server calls the headline', () => {
    expect(headlineOf(windows[0]!)?.estimator).toBe('difference');
    expect(headlineOf(window('P1D', '2026-11-20T00:00:00Z', { estimates: [] }))).toBeUndefined();
  });
});

it('a window says how final it is', () => {
  expect(standing(window('P1D', '', { provisional: true, blind_closed: 41 }))).toBe('provisional, 41 of 60 blind tasks closed');
  expect(standing(window('P1D', ''))).toBe('60 of 60 blind tasks closed');
});

it('a window without a figure says what would give it one', () => {
  expect(missingReason(window('P1D', '', { answered: 0 }))).toContain('No photo');
  expect(missingReason(window('P1D', '', { blind_closed: 0 }))).toContain('60 blind tasks are waiting');
});

it('a figure tells what the undecided photos could change, where they could', () => {
  const { naive, difference } = { naive: estimateOf(window('P1D', ''), 'naive'), difference: estimateOf(window('P1D', ''), 'difference') };
  expect(undecidedRange(naive!)).toBeUndefined();
  expect(undecidedRange(difference!)).toBe('77.0–80.2\u202f%');
});

it('a window names the streams of its labels', () => {
  expect(labelSources(window('P1D', ''))).toBe('40 random, 20 low confidence');
});

it('a difference is told in points with its sign', () => {
  expect(points(0.788, 0.597)).toBe('−19.1 points');
  expect(points(0.788, 0.801)).toBe('+1.3 points');
});
