import { useEffect } from 'react';
import { operations } from '../api/calls';
import { ApiError, sentenceOf } from '../api/problem';
import { useSession } from '../app/session';
import { clock } from '../ui/format';
import { Busy, Notice } from '../ui/Notice';
import { useNow } from '../ui/useNow';
import { usePolling } from '../ui/usePolling';
import { AccuracyCard } from './AccuracyCard';
import { DeliveriesCard } from './DeliveriesCard';
import { JobsCard } from './JobsCard';
import { LabelsCard } from './LabelsCard';
import { StatusLine } from './StatusLine';
import { TrafficCard } from './TrafficCard';

const EVERY_MS = 10_000;

/** All figures of one moment, so that no two cards contradict each other. */
async function load() {
  const [overview, accuracy, readiness, jobs] = await Promise.all([
    operations.overview(),
    operations.accuracy(),
    operations.readiness(),
    operations.jobs(),
  ]);
  const dead = overview.deliveries.dead > 0 ? await operations.deadDeliveries() : [];
  return { overview, accuracy, readiness, jobs, dead };
}

export default function ConsolePage() {
  const { mayAct, refresh: refreshSession } = useSession();
  const { value, error, at, refresh } = usePolling(load, EVERY_MS);
  const now = useNow(1000);
  const loggedOut = error instanceof ApiError && error.status === 401;
  useEffect(() => {
    if (loggedOut) refreshSession(); // the page's guard then asks for a login
  }, [loggedOut, refreshSession]);

  const retry = (
    <button type="button" className="button compact" onClick={() => void refresh()}>
      Try again
    </button>
  );
  if (!value) {
    return error === undefined ? (
      <Busy>Gathering the figures</Busy>
    ) : (
      <Notice tone="bad" action={retry}>
        {sentenceOf(error)}
      </Notice>
    );
  }
  const { overview, accuracy, readiness, jobs, dead } = value;
  return (
    <div className="console">
      <div className="console-head">
        <h1>Overview</h1>
        <StatusLine version={overview.model_version} readiness={readiness} />
        {at !== undefined && error === undefined && <p className="soft small figures updated">as of {clock(at)}</p>}
      </div>
      {error !== undefined && at !== undefined && (
        <Notice tone="warn" action={retry}>
          These figures are of {clock(at)}. {sentenceOf(error)}
        </Notice>
      )}
      <AccuracyCard accuracy={accuracy} labelingUrl={overview.labeling_url} now={now} />
      <div className="console-columns">
        <TrafficCard overview={overview} />
        <div className="console-column">
          <LabelsCard labels={overview.labels} labelingUrl={overview.labeling_url} />
          <DeliveriesCard deliveries={overview.deliveries} dead={dead} now={now} mayAct={mayAct('admin')} onChange={refresh} />
        </div>
      </div>
      <JobsCard jobs={jobs} now={now} mayAct={mayAct('admin')} onChange={refresh} />
    </div>
  );
}
