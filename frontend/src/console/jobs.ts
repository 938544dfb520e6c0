import type { JobRun } from '../api/types';

export const JOBS_PATH = '/console/jobs';

/** A page about one job, to be shared. */
export const jobLink = (job: string): string => `${JOBS_PATH}?${new URLSearchParams({ job })}`;

/** A schedule as the settings write it, as words: "every 30s", "at 30 3 * * * (crontab, UTC)", "by hand". */
export function scheduleWords(schedule: string): string {
  if (schedule === '0') return 'by hand';
  return schedule.includes(' ') ? `at ${schedule} (crontab, UTC)` : `every ${schedule}`;
}

/** Nothing while it runs. */
export function runSeconds(run: JobRun): number | undefined {
  return run.finished_at ? (Date.parse(run.finished_at) - Date.parse(run.started_at)) / 1000 : undefined;
}

/** Shares of the longest run, for bars; a run under way has none. */
export function bars(runs: readonly JobRun[]): readonly (number | undefined)[] {
  const longest = Math.max(0, ...runs.map((run) => runSeconds(run) ?? 0));
  return runs.map((run) => {
    const seconds = runSeconds(run);
    return seconds === undefined || longest === 0 ? undefined : seconds / longest;
  });
}
