import * as Plot from '@observablehq/plot';
import { useCallback } from 'react';
import type { CheckResult } from '../api/types';
import { moment } from '../ui/format';
import { figure, statusWords, type PastValue } from './drift';
import { PlotFigure } from './PlotFigure';

type Chart = NonNullable<CheckResult['chart']>;

/** Two distributions: pale and wide what was, strong and narrow what is. */
export function DistributionPlot({ chart }: { chart: Chart }) {
  const options = useCallback((ticks: number) => distribution(chart, ticks), [chart]);
  return (
    <figure className="chart">
      <PlotFigure height={170} options={options} label={`${chart.axis}: ${chart.first} and ${chart.second}`} />
      <figcaption className="small soft">
        {chart.axis}
        <span className="key-first">{chart.first}</span>
        <span className="key-second">{chart.second}</span>
      </figcaption>
    </figure>
  );
}

function distribution(chart: Chart, ticks: number): Plot.PlotOptions {
  const every = Math.ceil(chart.bars.length / ticks);
  const places = chart.bars.map((bar, place) => ({ ...bar, place }));
  const names = places.filter(({ place }) => place % every === 0).map(({ place }) => place);
  return {
    marginLeft: 44,
    marginBottom: 28,
    x: { type: 'band', domain: places.map(({ place }) => place), label: null, ticks: names, tickFormat: (place: number) => cut(chart.bars[place]?.name ?? ''), padding: 0.08 },
    y: { grid: true, label: null, ticks: 4, tickFormat: (share: number) => `${Math.round(share * 100)} %` },
    marks: [
      Plot.barY(places, { x: 'place', y: 'first', fill: 'var(--line)' }),
      Plot.barY(places, { x: 'place', y: 'second', fill: 'var(--accent)', insetLeft: 4, insetRight: 4 }),
    ],
  };
}

const cut = (name: string) => (name.length <= 12 ? name : `${name.slice(0, 11)}…`);

/** What a check said before, with its limits. */
export function HistoryPlot({ result, past }: { result: CheckResult; past: readonly PastValue[] }) {
  const options = useCallback((ticks: number) => history(result, past, ticks), [result, past]);
  return (
    <figure className="chart">
      <PlotFigure height={110} options={options} label={`${result.title} in ${past.length} runs`} />
      <figcaption className="small soft">{past.length} runs; dashed: the limits of warning and failure</figcaption>
    </figure>
  );
}

function history({ warn, fail }: CheckResult, past: readonly PastValue[], ticks: number): Plot.PlotOptions {
  return {
    marginLeft: 44,
    marginRight: 16,
    x: { type: 'time', label: null, ticks },
    y: { zero: true, label: null, ticks: 3, tickFormat: figure },
    marks: [
      Plot.ruleY([warn], { stroke: 'var(--warn)', strokeDasharray: '4 4' }),
      Plot.ruleY([fail], { stroke: 'var(--bad)', strokeDasharray: '4 4' }),
      Plot.lineY(past, { x: 'at', y: 'value', stroke: 'var(--accent)' }),
      Plot.dot(past, { x: 'at', y: 'value', r: 3, fill: 'var(--accent)', title: (point: PastValue) => `${moment(point.at.toISOString())}: ${figure(point.value)}, ${statusWords[point.status]}` }),
    ],
  };
}
