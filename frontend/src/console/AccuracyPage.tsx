import { useCallback, useMemo } from 'react';
import { accuracy } from '../api/calls';
import type { Accuracy, EstimateWindow } from '../api/types';
import { amend, Link, useAddress } from '../app/navigation';
import { interval, moment, percent } from '../ui/format';
import { Empty } from '../ui/Notice';
import { Segmented } from '../ui/Segmented';
import { useRequest } from '../ui/useRequest';
import { useNow } from '../ui/useNow';
import { headlineOf, kindName, kindsOf, SINCE_ACTIVATION, standing } from './accuracy';
import { AccuracyChart } from './AccuracyChart';
import { AsyncContent } from './AsyncContent';
import { LabelLink } from './LabelLink';
import { EstimatorTable } from './EstimatorTable';
import { Headline } from './Headline';
import { useQuestion } from './question';
import { QuestionForm } from './QuestionForm';
import { WhyCard } from './WhyCard';

const NEWEST_SHOWN = 24;
const TICK_MS = 1000;

/** How accurate a version was, window after window, and why the figure is what it is. */
export default function AccuracyPage() {
  const { asked, question } = useQuestion();
  const { version, label } = question;
  const answer = useRequest(useCallback(() => accuracy.accuracy({ version, label }), [version, label]));
  return (
    <div className="console">
      <div className="console-head">
        <h1>Accuracy</h1>
        {label && <p>of the answers “{label}”</p>}
      </div>
      <QuestionForm asked={asked} days={false} />
      <AsyncContent asked={answer}>{(accuracy) => (accuracy && accuracy.windows.length > 0 ? <Windows accuracy={accuracy} /> : <Nothing label={label} />)}</AsyncContent>
    </div>
  );
}

function Windows({ accuracy }: { accuracy: Accuracy }) {
  const { searchParams } = useAddress();
  const kinds = kindsOf(accuracy.windows);
  const wanted = searchParams.get('kind') ?? SINCE_ACTIVATION;
  const kind = kinds.includes(wanted) ? wanted : kinds[0]!;
  const windows = useMemo(() => newestFirst(accuracy.windows, kind), [accuracy.windows, kind]);
  const chosen = windows.find(({ start }) => start === searchParams.get('window')) ?? windows[0]!;
  const headline = headlineOf(chosen);
  const series = useMemo(() => windows.filter(headlineOf).reverse(), [windows]);
  const now = useNow(TICK_MS);
  return (
    <>
      <section className="card accuracy-card" aria-labelledby="series-title">
        <div className="section-head">
          <h2 id="series-title">Accuracy by window</h2>
          {kinds.length > 1 && (
            <Segmented
              legend="Window"
              value={kind}
              onChange={(next) => amend({ kind: next, window: undefined })}
              choices={kinds.map((value) => ({ value, text: kindName(value).replace('Last ', 'Per ') }))}
            />
          )}
        </div>
        {headline && <Headline window={chosen} headline={headline} now={now} />}
        {series.length > 1 && <AccuracyChart series={series} />}
        {kind !== SINCE_ACTIVATION && <WindowTable windows={windows.slice(0, NEWEST_SHOWN)} chosen={chosen} />}
        <EstimatorTable window={chosen} />
      </section>
      <WhyCard key={chosen.start} window={chosen} />
    </>
  );
}

function newestFirst(windows: readonly EstimateWindow[], kind: string): EstimateWindow[] {
  return windows.filter((window) => window.kind === kind).sort((a, b) => Date.parse(b.start) - Date.parse(a.start));
}

function WindowTable({ windows, chosen }: { windows: readonly EstimateWindow[]; chosen: EstimateWindow }) {
  return (
    <div className="scrolling" role="region" aria-label="Windows" tabIndex={0}>
      <table className="compact-table">
        <thead>
          <tr>
            <th scope="col">Window from</th>
            <th scope="col">Accuracy</th>
            <th scope="col">95 % interval</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {windows.map((window) => (
            <WindowRow key={window.start} window={window} chosen={window === chosen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WindowRow({ window, chosen }: { window: EstimateWindow; chosen: boolean }) {
  const headline = headlineOf(window);
  return (
    <tr className={chosen ? 'chosen' : undefined}>
      <th scope="row">
        <button type="button" className="link" aria-pressed={chosen} onClick={() => amend({ window: window.start })}>
          {moment(window.start)}
        </button>
      </th>
      <td className="figures">{headline ? percent(headline.value, 1) : '–'}</td>
      <td className="figures">{headline?.low != null && headline.high != null ? interval(headline.low, headline.high) : '–'}</td>
      <td className="small">{standing(window)}</td>
    </tr>
  );
}

function Nothing({ label }: { label: string | undefined }) {
  return (
    <Empty icon="clock" title={label ? `No estimate for “${label}” yet` : 'No estimate yet'}>
      <p>Estimates are computed from the photos that were classified and the blind tasks that were labeled.</p>
      <div className="empty-buttons">
        <Link className="button" href="/">
          Send photos
        </Link>
        <LabelLink className="button">
          Label photos
        </LabelLink>
      </div>
    </Empty>
  );
}
