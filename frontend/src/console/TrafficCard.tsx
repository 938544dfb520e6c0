import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import type { Overview } from '../api/types';
import { Link } from '../app/navigation';
import { clock, count, percent, words } from '../ui/format';
import { Meter } from '../ui/Meter';
import { Empty } from '../ui/Notice';
import { PlotFigure } from './PlotFigure';

const HOUR_MS = 3_600_000;
const CLASSES_SHOWN = 5;

/** What users sent, and what they said of the answers. */
export function TrafficCard({ overview: { traffic, feedback = [] } }: { overview: Overview }) {
  return (
    <section className="card" aria-labelledby="traffic-title">
      <div className="section-head">
        <h2 id="traffic-title">Traffic</h2>
        <p className="soft small">The last 24 hours</p>
      </div>
      {traffic.last_day === 0 ? (
        <Empty icon="photo" title="No photos in the last 24 hours">
          <p>
            Send one, or play users with a folder of photos: <code>gourmetloop demo --photos DIR</code>
          </p>
          <Link className="button" href="/">
            Send a photo
          </Link>
        </Empty>
      ) : (
        <>
          <dl className="key-figures figures">
            <KeyFigure name="predictions" value={count(traffic.last_day)} />
            <KeyFigure name="in the last hour" value={count(traffic.last_hour)} />
            {feedback.map(({ verdict, count: times }) => (
              <KeyFigure key={verdict} name={words(verdict).toLowerCase()} value={count(times)} />
            ))}
          </dl>
          <HourBars hours={traffic.by_hour} />
          {traffic.by_label.length > 0 && <TopClasses byLabel={traffic.by_label} />}
        </>
      )}
    </section>
  );
}

function KeyFigure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function HourBars({ hours }: { hours: Overview['traffic']['by_hour'] }) {
  const options = useCallback((ticks: number) => plotOf(hours, ticks), [hours]);
  const total = hours.reduce((sum, hour) => sum + hour.count, 0);
  return <PlotFigure height={150} options={options} label={`Predictions per hour in the last 24 hours, ${count(total)} in all`} />;
}

function plotOf(hours: Overview['traffic']['by_hour'], ticks: number): Plot.PlotOptions {
  const bars = hours.map(({ hour, count: answers }) => ({
    from: new Date(hour),
    to: new Date(Date.parse(hour) + HOUR_MS),
    answers,
    title: `${clock(hour)}–${clock(Date.parse(hour) + HOUR_MS)}\n${count(answers)} predictions`,
  }));
  const most = Math.max(4, ...hours.map((hour) => hour.count));
  return {
    marginLeft: 34,
    marginRight: 20,
    marginBottom: 24,
    x: { type: 'time', label: null, ticks, tickFormat: (date: Date) => clock(date.getTime()) },
    y: { label: null, grid: true, ticks: 3, domain: [0, most] },
    marks: [
      Plot.rectY(bars, { x1: 'from', x2: 'to', y: 'answers', fill: 'var(--accent)', inset: 1, rx: 2 }),
      Plot.ruleY([0], { stroke: 'var(--line-strong)' }),
      Plot.tip(bars, Plot.pointerX({ x1: 'from', x2: 'to', y: 'answers', title: 'title', fill: 'var(--surface)', stroke: 'var(--line-strong)' })),
    ],
  };
}

function TopClasses({ byLabel }: { byLabel: Overview['traffic']['by_label'] }) {
  const all = byLabel.reduce((sum, { count: answers }) => sum + answers, 0);
  return (
    <ul className="top-classes" aria-label="Most frequent predictions of the last 24 hours">
      {byLabel.slice(0, CLASSES_SHOWN).map(({ label, count: answers }) => (
        <li key={label}>
          <span>{label}</span>
          <span className="soft figures">
            {count(answers)} · {percent(answers / all)}
          </span>
          <Meter share={answers / all} soft />
        </li>
      ))}
    </ul>
  );
}
