import * as Plot from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { EstimateWindow } from '../api/types';
import { clock, day, interval, moment, percent } from '../ui/format';
import { estimateOf, headlineOf, standing, stretchesOf } from './accuracy';
import { PlotFigure } from './PlotFigure';

const DAY_MS = 86_400_000;

interface Point {
  /** Lines join the points of one. */
  readonly stretch: number;
  readonly end: Date;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly naive: number | undefined;
  readonly cbpe: number | undefined;
  readonly provisional: boolean;
  readonly title: string;
}

/** The quoted figure of window after window with its interval, beside what it would be without weights or without labels. */
export function AccuracyChart({ series }: { series: readonly EstimateWindow[] }) {
  const points = useMemo(() => stretchesOf(series).flatMap((windows, stretch) => windows.flatMap((window) => pointOf(window, stretch))), [series]);
  const options = useCallback((ticks: number) => plotOf(points, ticks), [points]);
  const last = points.at(-1);
  return (
    <figure className="chart">
      <PlotFigure
        height={240}
        options={options}
        label={`Accuracy of ${points.length} windows${last ? `, the last ${percent(last.value, 1)}, between ${percent(last.low, 1)} and ${percent(last.high, 1)}` : ''}`}
      />
      <figcaption className="legend small soft">
        <span className="key-interval">headline estimate and its 95 % interval</span>
        <span className="key-cbpe">confidence-based</span>
        <span className="key-naive">unweighted mean</span>
      </figcaption>
    </figure>
  );
}

function pointOf(window: EstimateWindow, stretch: number): Point[] {
  const headline = headlineOf(window);
  if (!headline) return [];
  const { value, low, high } = headline;
  const range = low != null && high != null ? `\n95 % interval ${interval(low, high)}` : '';
  return [
    {
      stretch,
      end: new Date(window.end),
      value,
      low: low ?? value,
      high: high ?? value,
      naive: estimateOf(window, 'naive')?.value,
      cbpe: estimateOf(window, 'cbpe')?.value,
      provisional: window.provisional,
      title: `until ${moment(window.end)}\n${percent(value, 1)}${range}\n${standing(window)}`,
    },
  ];
}

function span(points: readonly Point[]): number {
  return (points.at(-1)?.end.getTime() ?? 0) - (points[0]?.end.getTime() ?? 0);
}

function plotOf(points: readonly Point[], ticks: number): Plot.PlotOptions {
  const shares = points.flatMap(({ low, high, naive, cbpe }) => [low, high, naive, cbpe]).filter((share) => share !== undefined);
  const domain = [Math.max(0, Math.min(...shares) - 0.03), Math.min(1, Math.max(...shares) + 0.03)];
  const tickFormat = span(points) < 2 * DAY_MS ? (date: Date) => clock(date.getTime()) : (date: Date) => day(date.toISOString());
  return {
    marginLeft: 44,
    marginRight: 20,
    x: { type: 'time', label: null, ticks, tickFormat },
    y: { domain, grid: true, label: null, ticks: 5, tickFormat: (share: number) => percent(share) },
    marks: [
      Plot.ruleX(points, { x: 'end', y1: 'low', y2: 'high', stroke: 'var(--accent)', strokeOpacity: 0.35, strokeWidth: 4 }),
      Plot.lineY(points, { x: 'end', y: 'cbpe', z: 'stretch', stroke: 'var(--hue-2)', strokeWidth: 1.6, strokeDasharray: '5 4' }),
      Plot.dot(points, { x: 'end', y: 'cbpe', r: 2, fill: 'var(--hue-2)' }),
      Plot.dot(points, { x: 'end', y: 'naive', symbol: 'times', stroke: 'var(--line-strong)', r: 3 }),
      Plot.lineY(points, { x: 'end', y: 'value', z: 'stretch', stroke: 'var(--accent)', strokeWidth: 2 }),
      Plot.dot(points, { x: 'end', y: 'value', r: 3.5, stroke: 'var(--accent)', strokeWidth: 2, fill: (point: Point) => (point.provisional ? 'var(--surface)' : 'var(--accent)') }),
      Plot.tip(points, Plot.pointerX({ x: 'end', y: 'value', title: 'title', fill: 'var(--surface)', stroke: 'var(--line-strong)' })),
    ],
  };
}
