import type { CheckResult, CheckRun, CheckStatus } from '../api/types';

const WORST_FIRST: readonly CheckStatus[] = ['fail', 'warn', 'pass', 'not_enough_data'];

export const statusWords: Readonly<Record<CheckStatus, string>> = {
  fail: 'failed',
  warn: 'warns',
  pass: 'passed',
  not_enough_data: 'lacks data',
};

/** The worst checks first, else in the order of the server. */
export function worstFirst(results: readonly CheckResult[]): CheckResult[] {
  return [...results].sort((one, other) => WORST_FIRST.indexOf(one.status) - WORST_FIRST.indexOf(other.status));
}

/** A number of any size in three digits or so. */
export function figure(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return size >= 100 ? value.toFixed(0) : size >= 0.095 ? value.toFixed(2) : value.toPrecision(2);
}

const signs: Readonly<Record<CheckResult['rule'], string>> = { below: '<', at_most: '≤', at_least: '≥' };

/** Which values pass: "< 0.15, fails beyond 0.2". */
export function limits({ rule, warn, fail }: CheckResult): string {
  return `passes at ${signs[rule]} ${figure(warn)}${warn === fail ? '' : `, fails beyond ${figure(fail)}`}`;
}

const holds: Readonly<Record<CheckResult['rule'], (value: number, limit: number) => boolean>> = {
  below: (value, limit) => value < limit,
  at_most: (value, limit) => value <= limit,
  at_least: (value, limit) => value >= limit,
};

/** Beyond a limit, and passed all the same: with so few photos chance gives as much. */
export function mayBeChance({ status, value, rule, warn }: CheckResult): boolean {
  return status === 'pass' && value !== null && !holds[rule](value, warn);
}

export interface PastValue {
  readonly at: Date;
  readonly value: number;
  readonly status: CheckStatus;
}

/** What a check said in the runs of a version, oldest first. */
export function historyOf(runs: readonly CheckRun[], version: string, check: string): PastValue[] {
  return runs
    .filter((run) => run.state === 'finished' && run.model_version === version)
    .flatMap((run) =>
      run.checks
        .filter(({ name, value }) => name === check && value !== null)
        .map(({ value, status }) => ({ at: new Date(run.finished_at ?? run.started_at), value: value ?? 0, status })),
    )
    .reverse();
}

/** The run that the address asks for, else the newest that has ended. */
export function chosenRun(runs: readonly CheckRun[], asked: string | null): number | undefined {
  if (asked && /^\d+$/.test(asked)) return Number(asked);
  return runs.find(({ state }) => state === 'finished')?.id;
}
