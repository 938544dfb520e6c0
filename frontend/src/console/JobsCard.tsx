import { useState } from 'react';
import { operations } from '../api/calls';
import { sentenceOf } from '../api/problem';
import type { Job, JobRun } from '../api/types';
import { Link } from '../app/navigation';
import { due, duration, moment, relative, words } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Empty, Notice } from '../ui/Notice';
import { useAction } from '../ui/useAction';
import { jobLink, scheduleWords } from './jobs';
import { RunState } from './RunState';

interface JobsCardProps {
  readonly title?: string;
  readonly jobs: readonly Job[];
  readonly now: number;
  readonly mayAct: boolean;
  readonly onChange: () => Promise<void>;
}

/** Background jobs and their last runs. */
export function JobsCard({ title = 'Jobs', jobs, now, mayAct, onChange }: JobsCardProps) {
  return (
    <section className="card" aria-labelledby="jobs-title">
      <div className="section-head">
        <h2 id="jobs-title">{title}</h2>
        <p className="soft small">Each runs on one server at a time.</p>
      </div>
      {jobs.length === 0 ? (
        <Empty icon="clock" title="No job is planned">
          <p>Jobs appear once the scheduler has started.</p>
        </Empty>
      ) : (
        <ul className="rows">
          {jobs.map((job) => (
            <JobRow key={job.name} job={job} now={now} mayAct={mayAct} onChange={onChange} />
          ))}
        </ul>
      )}
    </section>
  );
}

function JobRow({ job, now, mayAct, onChange }: Omit<JobsCardProps, 'jobs' | 'title'> & { job: Job }) {
  const { busy, error, act } = useAction(onChange);
  const last = job.last_run;
  return (
    <li className="row">
      <div className="row-main">
        <p>
          <strong>
            <Link href={jobLink(job.name)}>{words(job.name)}</Link>
          </strong>{' '}
          <span className="soft small figures">
            {scheduleWords(job.schedule)}
            {job.paused ? '' : job.next_run_at ? `, next ${due(job.next_run_at, now)}` : ''}
          </span>
        </p>
        <p className="small job-last">
          {job.paused && <span className="tag warn">paused</span>}
          {last ? <RunLine run={last} now={now} /> : <span className="soft">has not run yet</span>}
        </p>
        {error !== undefined && <Notice tone="bad">{sentenceOf(error)}</Notice>}
        {last && <Runs job={job.name} />}
      </div>
      {mayAct && (
        <div className="row-actions">
          <button type="button" className="button compact" disabled={busy} onClick={() => void act(() => operations.runJob(job.name))}>
            {busy ? <span className="spinner" aria-hidden="true" /> : <Icon name="play" />}
            Run now<span className="visually-hidden">: {job.name}</span>
          </button>
          <button type="button" className="button compact" disabled={busy} onClick={() => void act(() => operations.pauseJob(job.name, !job.paused))}>
            <Icon name={job.paused ? 'clock' : 'pause'} />
            {job.paused ? 'Resume' : 'Pause'}
            <span className="visually-hidden">: {job.name}</span>
          </button>
        </div>
      )}
    </li>
  );
}

function RunLine({ run, now }: { run: JobRun; now: number }) {
  return (
    <>
      <RunState state={run.state} />
      <span className="soft figures">
        {relative(run.started_at, now)}
        {run.finished_at && `, took ${duration((Date.parse(run.finished_at) - Date.parse(run.started_at)) / 1000)}`}
      </span>
      {run.result && <span className="run-result">{run.result}</span>}
    </>
  );
}

/** The runs before, asked for when somebody wants to see them. */
function Runs({ job }: { job: string }) {
  const [runs, setRuns] = useState<readonly JobRun[]>();
  const [error, setError] = useState<unknown>();
  const load = (open: boolean) => {
    if (open) operations.jobRuns(job).then(setRuns, setError);
  };
  return (
    <details className="runs small" onToggle={(event) => load(event.currentTarget.open)}>
      <summary className="soft">History</summary>
      {error !== undefined && <Notice tone="bad">{sentenceOf(error)}</Notice>}
      <ol>
        {runs?.map((run) => (
          <li key={run.id}>
            <RunState state={run.state} />
            <time className="soft figures" dateTime={run.started_at}>
              {moment(run.started_at)}
            </time>
            <span className="soft">{run.trigger === 'hand' ? 'by hand' : 'by schedule'}</span>
            <span className="run-result">{run.result}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
