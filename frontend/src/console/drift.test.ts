import { expect, test } from 'vitest';
import type { CheckResult, CheckRun } from '../api/types';
import { chosenRun, figure, historyOf, limits, mayBeChance, worstFirst } from './drift';

const result = (name: string, status: CheckResult['status']): CheckResult => ({
  name,
  title: name,
  meaning: '',
  status,
  value: 0.5,
  p_value: null,
  rule: 'below',
  warn: 0.15,
  fail: 0.2,
  blocks_training: false,
  blocking: false,
  summary: '',
});

const run = (id: number, state: CheckRun['state'], value: number | null): CheckRun => ({
  id,
  trigger: 'hand',
  state,
  status: 'pass',
  blocks_training: false,
  model_version: 'v1',
  started_at: `2026-01-0${id}T00:00:00Z`,
  finished_at: null,
  error: null,
  has_report: true,
  reference: { start: '', end: '', photos: 1 },
  current: { start: '', end: '', photos: 1 },
  checks: [{ name: 'property_drift', status: 'pass', value, blocking: false }],
});

test('what is worst stands first', () => {
  const sorted = worstFirst([result('a', 'pass'), result('b', 'not_enough_data'), result('c', 'fail'), result('d', 'warn')]);
  expect(sorted.map(({ name }) => name)).toEqual(['c', 'd', 'a', 'b']);
});

test('numbers keep the digits that matter', () => {
  expect([0, 3, 0.2, 0.00026, 4049.3, 1.052].map(figure)).toEqual(['0', '3', '0.20', '0.00026', '4049', '1.05']);
});

test('limits say which side is the good one', () => {
  expect(limits(result('a', 'pass'))).toBe('passes at < 0.15, fails beyond 0.20');
  expect(limits({ ...result('a', 'pass'), rule: 'at_most', warn: 0, fail: 0 })).toBe('passes at ≤ 0');
});

test('a value beyond its limit that passed may be chance', () => {
  expect(mayBeChance(result('a', 'pass'))).toBe(true);
  expect(mayBeChance({ ...result('a', 'pass'), value: 0.1 })).toBe(false);
  expect(mayBeChance(result('a', 'fail'))).toBe(false);
});

test('a check has a history of the runs in which it had a value', () => {
  const runs = [run(4, 'running', 0.9), run(3, 'finished', 0.3), run(2, 'finished', null), run(1, 'finished', 0.1)];
  expect(historyOf(runs, 'v1', 'property_drift').map(({ value }) => value)).toEqual([0.1, 0.3]);
  expect(historyOf(runs, 'v2', 'property_drift')).toEqual([]);
});

test('the newest run that has ended is shown unless the address names another', () => {
  const runs = [run(4, 'running', null), run(3, 'finished', null)];
  expect(chosenRun(runs, null)).toBe(3);
  expect(chosenRun(runs, '1')).toBe(1);
  expect(chosenRun([], 'nothing')).toBeUndefined();
});
