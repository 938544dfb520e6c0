import type { CSSProperties } from 'react';
import type { Confusion } from '../api/types';
import { count, interval, percent } from '../ui/format';
import { estimatedAnswers, isFaint, pairsOf, type ConfusedPair } from './confusion';

export type Measure = 'share' | 'answers';

interface ConfusionMatrixProps {
  readonly confusion: Confusion;
  readonly measure: Measure;
  readonly chosen: { readonly truth: string; readonly predicted: string } | undefined;
  readonly onChoose: (pair: { truth: string; predicted: string }) => void;
}

/** A row for each true class, a column for each answer. Pairs that no label shows stay empty. */
export function ConfusionMatrix({ confusion, measure, chosen, onChoose }: ConfusionMatrixProps) {
  const labels = confusion.classes.map(({ label }) => label);
  const pairs = pairsOf(confusion);
  return (
    <div className="scrolling" role="region" aria-label="Confusion matrix" tabIndex={0}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col" className="soft">
              true ↓ predicted →
            </th>
            {labels.map((label) => (
              <th key={label} scope="col">
                <span>{label}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((truth) => (
            <tr key={truth}>
              <th scope="row">{truth}</th>
              {labels.map((predicted) => (
                <Cell
                  key={predicted}
                  pair={pairs.get(truth)?.get(predicted)}
                  right={truth === predicted}
                  chosen={chosen?.truth === truth && chosen.predicted === predicted}
                  text={(pair) => (measure === 'share' ? percent(pair.of_truth.value) : count(estimatedAnswers(pair, confusion)))}
                  onChoose={() => onChoose({ truth, predicted })}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly pair: ConfusedPair | undefined;
  readonly right: boolean;
  readonly chosen: boolean;
  readonly text: (pair: ConfusedPair) => string;
  readonly onChoose: () => void;
}

function Cell({ pair, right, chosen, text, onChoose }: CellProps) {
  if (!pair) return <td className={right ? 'diagonal' : undefined} />;
  const faint = isFaint(pair);
  const { value, low, high, n_eff } = pair.of_truth;
  const known = low != null && high != null ? `${percent(value, 1)} of ${pair.truth}, between ${interval(low, high)}` : percent(value, 1);
  const name = `${pair.truth} predicted as ${pair.predicted}: ${known}, ${count(pair.labels)} labels${faint ? `, only ${Math.round(n_eff ?? 0)} effective` : ''}`;
  return (
    <td className={`${right ? 'diagonal' : 'mistake'}${faint ? ' faint' : ''}`} style={{ '--heat': `${Math.round(value * 70)}%` } as CSSProperties}>
      <button type="button" aria-pressed={chosen} aria-label={name} title={name} onClick={onChoose}>
        {text(pair)}
      </button>
    </td>
  );
}
