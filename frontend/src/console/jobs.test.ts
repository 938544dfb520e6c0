import { describe, expect, it } from 'vitest';
import type { JobRun } from '../api/types';
import { bars, jobLink, runSeconds, scheduleWords } from './jobs';

const run = (seconds?: number): JobRun => ({
  id: 1,
  job: 'estimates',
  trigger: 'clock',
  instance: 'east',
  state: seconds === undefined ? 'running' : 'succeeded',
  started_at: '2026-11-26T12:00:00Z',
  finished_at: seconds === undefined ? null : new Date(Date.parse('2026-11-26T12:00:00Z') + seconds * 1000).toISOString(),
  result: null,
});

describe('jobs', () => {
  it('says when they run', () => {
    expect(scheduleWords('30s')).toBe('every 30s');
    expect(scheduleWords('30 3 * * *')).toBe('at 30 3 * * * (crontab, UTC)');
    expect(scheduleWords('0')).toBe('by hand');
  });

  it('have an address each', () => {
    expect(jobLink('a b')).toBe('/console/jobs?job=a+b');
  });

  it('take time, which bars compare', () => {
    expect(runSeconds(run(1.5))).toBe(1.5);
    expect(runSeconds(run())).toBeUndefined();
    expect(bars([run(1), run(4), run()])).toEqual([0.25, 1, undefined]);
    expect(bars([run(0)])).toEqual([undefined]);
    expect(bars([])).toEqual([]);
  });
});
