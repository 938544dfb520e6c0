import { confidenceWord, percent, words } from '../ui/format';
import { Icon } from '../ui/Icon';
import { Meter } from '../ui/Meter';
import { spoken, type DeskTask } from './desk';

/** What may be known before the answer: nothing for a blind task, the model's and the user's opinion for a guided one. */
export function Guidance({ task, suggestion }: { task: DeskTask; suggestion: string | undefined }) {
  return (
    <div className="guidance">
      <p className="guidance-kind">
        <span className={task.blind ? 'tag' : 'tag good'}>
          <Icon name={task.blind ? 'eyeOff' : 'info'} />
          {task.blind ? 'Blind' : 'Guided'}
        </span>
        <span className="soft small">{task.blind ? 'Your own eyes only: this answer measures the model' : words(task.stream)}</span>
      </p>
      {task.before && (
        <p className="small">
          <Icon name="undo" /> You said before: <strong>{spoken(task.before)}</strong>
        </p>
      )}
      {!task.blind && suggestion && (
        <div>
          <p>
            The model says <strong>{suggestion}</strong>
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
          Its user says <strong>{task.user_label}</strong>
        </p>
      )}
    </div>
  );
}
