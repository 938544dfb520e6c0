import { useCallback } from 'react';
import { operations } from '../api/calls';
import { sentenceOf } from '../api/problem';
import type { Job, JobRun } from '../api/types';
import { Link } from '../app/navigation';
import { due, duration, moment, relative, words } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Busy, Empty, Notice } from '../ui/Notice';
import { usePolling } from '../ui/usePolling';
import { bars, JOBS_PATH, runSeconds, scheduleWords } from './jobs';
import { RunState } from './RunState';

const EVERY_MS = 5_000;

/** One job: when it runs, how it went each time. */
export function JobHistory({ job, now }: { job: Job; now: number }) {
  const load = useCallback(() => operations.jobRuns(job.name), [job.name]);
  const { value: runs, error } = usePolling(load, EVERY_MS);
  return (
    <section className="card" aria-labelledby="history-title">
      <div className="section-head">
        <h2 id="history-title">{words(job.name)}</h2>
        <Link className="button compact" href={JOBS_PATH}>
          <Icon name="close" />
          Close
        </Link>
      </div>
      <dl className="key-figures job-figures">
        <Figure name="runs">{scheduleWords(job.schedule)}</Figure>
        <Figure name="next">{job.paused ? 'paused' : job.next_run_at ? due(job.next_run_at, now) : 'when asked for'}</Figure>
        <Figure name="last success">{job.last_success_at ? relative(job.last_success_at, now) : 'never'}</Figure>
        <Figure name="time limit">{duration(job.limit_seconds)}</Figure>
      </dl>
      {error !== undefined && <Notice tone="bad">{sentenceOf(error)}</Notice>}
      {runs === undefined ? error === undefined && <Busy>Looking up its runs</Busy> : <Runs runs={runs} />}
    </section>
  );
}

function Figure({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Runs({ runs }: { runs: readonly JobRun[] }) {
  if (runs.length === 0) {
    return (
      <Empty icon="clock" title="It has not run yet">
        <p>It runs when its time comes, or by “Run now”.</p>
      </Empty>
    );
  }
  const shares = bars(runs);
  return (
    <div className="job-runs">
      <table>
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">Result</th>
            <th scope="col">Took</th>
            <th scope="col">Started by</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run, index) => (
            <RunRow key={run.id} run={run} share={shares[index]} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunRow({ run, share }: { run: JobRun; share: number | undefined }) {
  const seconds = runSeconds(run);
  return (
    <tr>
      <td className="figures">
        <time dateTime={run.started_at}>{moment(run.started_at)}</time>
      </td>
      <td>
        <RunState state={run.state} />
        {run.result && <p className="run-result small">{run.result}</p>}
      </td>
      <td className="figures">
        {seconds === undefined ? '' : duration(seconds)}
        {share !== undefined && <span className="job-bar" style={{ inlineSize: `${share * 100}%` }} />}
      </td>
      <td className="small">
        {run.trigger === 'hand' ? 'hand' : 'the clock'}
        <p className="soft job-server">on {run.instance}</p>
      </td>
    </tr>
  );
}
