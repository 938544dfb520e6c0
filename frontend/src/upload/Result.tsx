import { useState } from 'react';
import { confidenceWord, percent } from '../ui/format';
import { Meter } from '../ui/Meter';
import type { AnsweredPhoto } from './answeredPhoto';
import { VerdictRow } from './VerdictRow';

interface ResultProps {
  readonly prediction: AnsweredPhoto;
  readonly classes: readonly string[] | undefined;
  readonly onMenu: () => Promise<void>;
}

const RUNNERS_UP = 2;

export function Result({ prediction, classes, onMenu }: ResultProps) {
  const { confidence } = prediction;
  return (
    <>
      <div>
        <h3 className="answer">{prediction.prediction}</h3>
        <p className="soft small figures">
          <strong>{percent(confidence)}</strong> · {confidenceWord(confidence)}
        </p>
        <Meter share={confidence} />
      </div>
      {prediction.probabilities && <RunnersUp top={prediction.prediction} probabilities={prediction.probabilities} />}
      <VerdictRow prediction={prediction} classes={classes} onMenu={onMenu} />
    </>
  );
}

function RunnersUp({ top, probabilities }: { top: string; probabilities: Readonly<Record<string, number>> }) {
  const [all, setAll] = useState(false);
  const others = Object.entries(probabilities)
    .filter(([label]) => label !== top)
    .sort(([, a], [, b]) => b - a);
  return (
    <div className="runners-up">
      <ul>
        {others.slice(0, all ? undefined : RUNNERS_UP).map(([label, probability]) => (
          <li key={label}>
            <span>{label}</span>
            <span className="soft figures">{probability < 0.005 ? '< 1\u202f%' : percent(probability)}</span>
            <Meter share={probability} soft />
          </li>
        ))}
      </ul>
      {others.length > RUNNERS_UP && (
        <button type="button" className="text-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `All ${others.length + 1} classes`}
        </button>
      )}
    </div>
  );
}
