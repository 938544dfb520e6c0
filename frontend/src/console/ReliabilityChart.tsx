import * as Plot from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { Reliability } from '../api/types';
import { count, interval, percent } from '../ui/format';
import { PlotFigure } from './PlotFigure';

interface Point {
  readonly claimed: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly answered: number;
  readonly title: string;
}

/** Claimed confidence against the share that is right; on the line they agree, below it the model is too sure. */
export function ReliabilityChart({ tenths }: { tenths: Reliability['tenths'] }) {
  const points = useMemo(() => tenths.flatMap(pointOf), [tenths]);
  const options = useCallback(() => plotOf(points), [points]);
  if (points.length === 0) return <p>No blind labels in this time, so there is nothing to compare with.</p>;
  return (
    <figure className="chart reliability-chart">
      <PlotFigure height={340} options={options} label={`Accuracy by confidence: ${points.map(({ claimed, value }) => `${percent(value)} at ${percent(claimed)}`).join(', ')}`} />
      <figcaption className="legend small soft">
        <span className="key-interval">share that is right, 95 % interval; larger where more was answered</span>
        <span className="key-cbpe">as often as it claims</span>
      </figcaption>
    </figure>
  );
}

function pointOf({ answered, mean_confidence, accuracy }: Reliability['tenths'][number]): Point[] {
  if (!accuracy) return [];
  const { value, low, high, labels } = accuracy;
  const range = low != null && high != null ? `, between ${interval(low, high)}` : '';
  return [
    {
      claimed: mean_confidence,
      value,
      low: low ?? value,
      high: high ?? value,
      answered,
      title: `claims ${percent(mean_confidence, 1)}\n${percent(value, 1)} right${range}\n${count(answered)} answers, ${count(labels)} labels`,
    },
  ];
}

function plotOf(points: readonly Point[]): Plot.PlotOptions {
  const axis = { domain: [0, 1], ticks: 5, tickFormat: (share: number) => percent(share), grid: true };
  return {
    marginLeft: 48,
    marginRight: 16,
    marginBottom: 40,
    x: { ...axis, label: 'confidence' },
    y: { ...axis, label: 'right' },
    r: { range: [3, 10] },
    marks: [
      Plot.line([[0, 0], [1, 1]], { stroke: 'var(--hue-2)', strokeDasharray: '5 4', strokeWidth: 1.6 }),
      Plot.ruleX(points, { x: 'claimed', y1: 'low', y2: 'high', stroke: 'var(--accent)', strokeOpacity: 0.5, strokeWidth: 2 }),
      Plot.dot(points, { x: 'claimed', y: 'value', r: 'answered', fill: 'var(--accent)', stroke: 'var(--surface)' }),
      Plot.tip(points, Plot.pointer({ x: 'claimed', y: 'value', title: 'title', fill: 'var(--surface)', stroke: 'var(--line-strong)' })),
    ],
  };
}
