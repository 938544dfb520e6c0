import { useMemo, useState } from 'react';
import type { Accuracy, EstimateWindow } from '../api/types';
import { Link } from '../app/navigation';
import { Empty } from '../ui/Notice';
import { Segmented } from '../ui/Segmented';
import { SINCE_ACTIVATION, headlineOf, kindName, kindsOf, latest, missingReason, seriesOf } from './accuracy';
import { AccuracyChart } from './AccuracyChart';
import { EstimatorTable } from './EstimatorTable';
import { Headline } from './Headline';

/** How often the serving version is right, and how sure that is. */
export function AccuracyCard({ accuracy, labelingUrl, now }: { accuracy: Accuracy | null; labelingUrl: string; now: number }) {
  const [wanted, setWanted] = useState(SINCE_ACTIVATION);
  const windows = accuracy?.windows ?? [];
  const kinds = kindsOf(windows);
  const kind = kinds.includes(wanted) ? wanted : kinds[0];
  const window = kind === undefined ? undefined : latest(windows, kind);
  return (
    <section className="card accuracy-card" aria-labelledby="accuracy-title">
      <div className="section-head">
        <h2 id="accuracy-title">Accuracy in production{accuracy && <span className="soft"> · {accuracy.model_version}</span>}</h2>
        {kind && kinds.length > 1 && (
          <Segmented legend="Window" value={kind} onChange={setWanted} choices={kinds.map((value) => ({ value, text: kindName(value) }))} />
        )}
      </div>
      {kind && window ? (
        <WindowFigures windows={windows} kind={kind} window={window} labelingUrl={labelingUrl} now={now} />
      ) : (
        <NoEstimate labelingUrl={labelingUrl} />
      )}
    </section>
  );
}

interface WindowFiguresProps {
  readonly windows: readonly EstimateWindow[];
  readonly kind: string;
  readonly window: EstimateWindow;
  readonly labelingUrl: string;
  readonly now: number;
}

function WindowFigures({ windows, kind, window, labelingUrl, now }: WindowFiguresProps) {
  const headline = headlineOf(window);
  const seriesKind = kind === SINCE_ACTIVATION ? longestSeries(windows) : kind;
  const series = useMemo(() => (seriesKind ? seriesOf(windows, seriesKind) : []), [windows, seriesKind]);
  return (
    <>
      {headline ? <Headline window={window} headline={headline} now={now} /> : <NoFigure window={window} labelingUrl={labelingUrl} />}
      {seriesKind && series.length > 1 && (
        <>
          <h3>{kind === SINCE_ACTIVATION ? `Over time, ${kindName(seriesKind).toLowerCase().replace('last ', 'per ')}` : 'Over time'}</h3>
          <AccuracyChart series={series} />
        </>
      )}
      {window.estimates.length > 0 && <EstimatorTable window={window} />}
    </>
  );
}

function NoFigure({ window, labelingUrl }: { window: EstimateWindow; labelingUrl: string }) {
  return (
    <p className="no-figure">
      <strong>No estimate for this window.</strong> {missingReason(window)}{' '}
      {window.blind_tasks > window.blind_closed && <Link href={labelingUrl}>Label them</Link>}
    </p>
  );
}

function NoEstimate({ labelingUrl }: { labelingUrl: string }) {
  return (
    <Empty icon="clock" title="No estimate yet">
      <p>
        The accuracy is estimated once photos were classified and some of the randomly sampled ones were labeled. Send photos and label the blind
        tasks; the estimate follows.
      </p>
      <div className="empty-buttons">
        <Link className="button" href="/">
          Send photos
        </Link>
        <Link className="button" href={labelingUrl}>
          Label photos
        </Link>
      </div>
    </Empty>
  );
}

/** The kind whose windows tell most about the course of time. */
function longestSeries(windows: readonly EstimateWindow[]): string | undefined {
  return kindsOf(windows)
    .filter((kind) => kind !== SINCE_ACTIVATION)
    .sort((a, b) => seriesOf(windows, b).length - seriesOf(windows, a).length)[0];
}
