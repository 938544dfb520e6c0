import { useCallback } from 'react';
import { checks } from '../api/calls';
import { sentenceOf } from '../api/problem';
import type { CheckReport, CheckRun } from '../api/types';
import { Link, useAddress } from '../app/navigation';
import { useSession } from '../app/session';
import { count, moment, relative } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Busy, Empty, Notice } from '../ui/Notice';
import { useAction } from '../ui/useAction';
import { useNow } from '../ui/useNow';
import { usePolling } from '../ui/usePolling';
import { CheckRow } from './CheckRow';
import { CheckState } from './CheckState';
import { chosenRun, historyOf, worstFirst } from './drift';
import './drift.css';

const EVERY_MS = 3000;

async function load(asked: string | null) {
  const runs = await checks.runs();
  const chosen = chosenRun(runs, asked);
  return { runs, report: chosen === undefined ? undefined : await checks.report(chosen) };
}

/** Whether the world has changed, and what the labels are worth. */
export default function DriftPage() {
  const asked = useAddress().searchParams.get('run');
  const { value, error, refresh } = usePolling(useCallback(() => load(asked), [asked]), EVERY_MS);
  const now = useNow(1000);
  if (!value) return error === undefined ? <Busy>Reading the report</Busy> : <Notice tone="bad">{sentenceOf(error)}</Notice>;
  const { runs, report } = value;
  return (
    <div className="console">
      <Head report={report} runs={runs} now={now} onChange={refresh} />
      {error !== undefined && <Notice tone="warn">{sentenceOf(error)}</Notice>}
      {report ? <Results key={report.id} report={report} runs={runs} /> : <Nothing />}
      {runs.length > 0 && <Runs runs={runs} shown={report?.id} now={now} />}
    </div>
  );
}

interface HeadProps {
  readonly report: CheckReport | undefined;
  readonly runs: readonly CheckRun[];
  readonly now: number;
  readonly onChange: () => Promise<void>;
}

function Head({ report, runs, now, onChange }: HeadProps) {
  const { mayAct } = useSession();
  const { busy, error, act } = useAction(onChange);
  const running = runs.find(({ state }) => state === 'running');
  return (
    <>
      <div className="console-head">
        <h1>Drift and data checks</h1>
        {report && <CheckState status={report.status} />}
        {report?.blocks_training && <span className="tag bad">blocks training</span>}
        {mayAct('admin') && (
          <div className="row-actions updated">
            {report?.has_report && (
              <a className="button compact" href={checks.file(report.id)} target="_blank" rel="noreferrer">
                Report as a file
              </a>
            )}
            <button type="button" className="button compact" disabled={busy || running !== undefined} onClick={() => void act(checks.start)}>
              {busy || running ? <span className="spinner" aria-hidden="true" /> : <Icon name="play" />}
              {running ? 'Running' : 'Run now'}
            </button>
          </div>
        )}
      </div>
      {error !== undefined && <Notice tone="bad">{sentenceOf(error)}</Notice>}
      {report && (
        <p className="soft small">
          Version {report.model_version}, {relative(report.finished_at ?? report.started_at, now)}. Reference: {sideOf(report.reference)}.
          Now: {sideOf(report.current)}.
        </p>
      )}
    </>
  );
}

const sideOf = ({ photos, start, end }: CheckRun['reference']) => `${count(photos)} photos of ${moment(start)} to ${moment(end)}`;

function Results({ report, runs }: { report: CheckReport; runs: readonly CheckRun[] }) {
  const { mayAct } = useSession();
  if (report.state === 'running') return <Busy>The checks are running</Busy>;
  if (report.state === 'failed') return <Notice tone="bad">The run failed: {report.error}</Notice>;
  return (
    <section className="card" aria-label="Checks">
      <ul className="rows">
        {worstFirst(report.results).map((result) => (
          <CheckRow key={result.name} result={result} past={historyOf(runs, report.model_version, result.name)} seesPhotos={mayAct('admin')} />
        ))}
      </ul>
    </section>
  );
}

function Nothing() {
  return (
    <Empty icon="photo" title="Nothing was compared yet">
      <p>The checks compare the first predictions of a version with recent ones, so a version needs a few hundred photos before they are conclusive.</p>
    </Empty>
  );
}

function Runs({ runs, shown, now }: { runs: readonly CheckRun[]; shown: number | undefined; now: number }) {
  return (
    <section className="card" aria-labelledby="runs-title">
      <h2 id="runs-title">Runs</h2>
      <ol className="check-runs small">
        {runs.map((run) => (
          <li key={run.id}>
            <Link href={`/console/drift?run=${run.id}`} aria-current={run.id === shown ? 'true' : undefined}>
              {moment(run.started_at)}
            </Link>
            {run.state === 'finished' ? <CheckState status={run.status} /> : <span className="tag">{run.state}</span>}
            <span className="soft">
              {run.model_version}, {run.trigger === 'hand' ? 'by hand' : 'by schedule'}, {relative(run.started_at, now)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
