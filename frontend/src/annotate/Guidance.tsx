import { confidenceWord, percent, words } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Meter } from '../ui/Meter';
import { spoken, type QueuedTask } from './annotationQueue';

/** What may be known before the answer: nothing for a blind task, the model's and the user's opinion for a guided one. */
export function Guidance({ task, suggestion }: { task: QueuedTask; suggestion: string | undefined }) {
  return (
    <div className="guidance">
      <p className="guidance-kind">
        <span className={task.blind ? 'tag' : 'tag good'}>
          <Icon name={task.blind ? 'eyeOff' : 'info'} />
          {task.blind ? 'Blind' : 'Guided'}
        </span>
        <span className="soft small">{task.blind ? 'Blind task: your label is used to evaluate the model' : words(task.stream)}</span>
      </p>
      {task.before && (
        <p className="small">
          <Icon name="undo" /> Your earlier answer: <strong>{spoken(task.before)}</strong>
        </p>
      )}
      {!task.blind && suggestion && (
        <div>
          <p>
            Prediction: <strong>{suggestion}</strong>
            {task.confidence != null && (
              <span className="soft figures">
                , {percent(task.confidence)} ({confidenceWord(task.confidence)})
              </span>
            )}
          </p>
          {task.confidence != null && <Meter share={task.confidence} />}
        </div>
      )}
      {!task.blind && task.user_label && (
        <p>
          User label: <strong>{task.user_label}</strong>
        </p>
      )}
    </div>
  );
}
