import { operations } from '../api/calls';
import { sentenceOf } from '../api/problem';
import type { Job } from '../api/types';
import { useAddress } from '../app/navigation';
import { useSession } from '../app/session';
import { Busy, Notice } from '../ui/Notice';
import { useNow } from '../ui/useNow';
import { usePolling } from '../ui/usePolling';
import { JobHistory } from './JobHistory';
import { JobsCard } from './JobsCard';

const EVERY_MS = 5_000;

/** Background jobs: on which schedule, with what result; the job of the address with its history. */
export default function JobsPage() {
  const { mayAct } = useSession();
  const { value: jobs, error, refresh } = usePolling(operations.jobs, EVERY_MS);
  const now = useNow(1000);
  const chosen = useAddress().searchParams.get('job');
  if (!jobs) {
    return error === undefined ? <Busy>Asking for the jobs</Busy> : <Notice tone="bad">{sentenceOf(error)}</Notice>;
  }
  const job = jobs.find(({ name }) => name === chosen);
  return (
    <div className="console">
      <div className="console-head">
        <h1>Jobs</h1>
        <p className="soft">{summary(jobs)}</p>
      </div>
      {error !== undefined && <Notice tone="warn">{sentenceOf(error)}</Notice>}
      {chosen !== null && !job && <Notice tone="warn">There is no job “{chosen}”. Choose one below.</Notice>}
      {job && <JobHistory key={job.name} job={job} now={now} />}
      <JobsCard title="Background jobs" jobs={jobs} now={now} mayAct={mayAct('admin')} onChange={refresh} />
    </div>
  );
}

function summary(jobs: readonly Job[]): string {
  const failing = jobs.filter(({ last_run: run }) => run?.state === 'failed' || run?.state === 'lost').length;
  const paused = jobs.filter((job) => job.paused).length;
  return `${jobs.length} jobs, ${failing === 0 ? 'none failing' : `${failing} failing`}, ${paused === 0 ? 'none paused' : `${paused} paused`}.`;
}
