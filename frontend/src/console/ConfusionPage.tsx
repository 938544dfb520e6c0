import { useCallback } from 'react';
import { accuracy } from '../api/calls';
import type { Confused } from '../api/types';
import { amend, useAddress } from '../app/navigation';
import { count, percent } from '../ui/format';
import { Empty } from '../ui/Notice';
import { Segmented } from '../ui/Segmented';
import { useRequest } from '../ui/useRequest';
import { standing } from './accuracy';
import { AsyncContent } from './AsyncContent';
import { LabelLink } from './LabelLink';
import { ClassTable } from './ClassTable';
import { ConfusionMatrix, type Measure } from './ConfusionMatrix';
import { ConfusedPhotos } from './ConfusedPhotos';
import { useQuestion } from './question';
import { QuestionForm } from './QuestionForm';

/** Which class is taken for which in production, and the photos behind each pair. */
export default function ConfusionPage() {
  const { asked, question } = useQuestion();
  const { version, from, to } = question;
  const answer = useRequest(useCallback(() => accuracy.confusion({ version, from, to }), [version, from, to]));
  return (
    <div className="console">
      <div className="console-head">
        <h1>Confusion</h1>
      </div>
      <QuestionForm asked={asked} classes={false} />
      <AsyncContent asked={answer}>{(confused) => (confused.confusion.labels > 0 ? <Found confused={confused} /> : <Nothing />)}</AsyncContent>
    </div>
  );
}

function Found({ confused: { window, confusion, model_version } }: { confused: Confused }) {
  const { searchParams } = useAddress();
  const measure: Measure = searchParams.get('measure') === 'answers' ? 'answers' : 'share';
  const truthName = searchParams.get('truth') ?? undefined;
  const predicted = searchParams.get('predicted') ?? undefined;
  return (
    <>
      <section className="card matrix-card" aria-labelledby="matrix-title">
        <div className="section-head">
          <h2 id="matrix-title">
            Confusion matrix <span className="soft">· {model_version}</span>
          </h2>
          <Segmented
            legend="Measure"
            value={measure}
            onChange={(next) => amend({ measure: next })}
            choices={[
              { value: 'share', text: '% of the true class' },
              { value: 'answers', text: 'Predictions' },
            ]}
          />
        </div>
        <p className="soft small">
          {count(confusion.labels)} blind labels, weighted to {count(confusion.answered)} predictions; {standing(window)}.
          {confusion.undecided > 0 && ` ${percent(confusion.undecided, 1)} of the predictions have no decided label and are in no row.`} Gray cells have
          fewer than 30 effective labels and are unreliable.
        </p>
        <ConfusionMatrix
          confusion={confusion}
          measure={measure}
          chosen={truthName !== undefined && predicted !== undefined ? { truth: truthName, predicted } : undefined}
          onChoose={(pair) => amend(pair)}
        />
      </section>
      {truthName !== undefined && predicted !== undefined && (
        <ConfusedPhotos key={`${truthName} ${predicted}`} version={model_version} window={window} truthName={truthName} predicted={predicted} />
      )}
      <ClassTable classes={confusion.classes} />
    </>
  );
}

function Nothing() {
  return (
    <Empty icon="flag" title="No blind labels in this time">
      <p>The matrix is computed from blind labels. Label some photos, or choose a longer time.</p>
      <LabelLink className="button">
        Label photos
      </LabelLink>
    </Empty>
  );
}
