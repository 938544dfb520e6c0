import type { AnnotationOutcome } from '../api/types';
import { ACTION_KEYS } from './keymap';

interface ActionsProps {
  readonly canUndo: boolean;
  readonly canAnswer: boolean;
  readonly noteOpen: boolean;
  readonly onUndo: () => void;
  readonly onOutcome: (outcome: AnnotationOutcome) => void;
  readonly onNote: () => void;
}

const outcomes: readonly { outcome: AnnotationOutcome; key: string; text: string }[] = [
  { outcome: 'cannot_tell', key: ACTION_KEYS.cannotTell, text: 'Cannot tell' },
  { outcome: 'bad_image', key: ACTION_KEYS.badImage, text: 'Bad image' },
  { outcome: 'skipped', key: ACTION_KEYS.skip, text: 'Skip' },
];

/** What can be said besides a class. */
export function Actions({ canUndo, canAnswer, noteOpen, onUndo, onOutcome, onNote }: ActionsProps) {
  return (
    <div className="actions" role="group" aria-label="Other answers">
      {outcomes.map(({ outcome, key, text }) => (
        <button key={outcome} type="button" className="button compact" disabled={!canAnswer} aria-keyshortcuts={key} onClick={() => onOutcome(outcome)}>
          <kbd aria-hidden="true">{key}</kbd>
          {text}
        </button>
      ))}
      <button type="button" className="button compact" disabled={!canUndo} aria-keyshortcuts={ACTION_KEYS.undo} onClick={onUndo}>
        <kbd aria-hidden="true">{ACTION_KEYS.undo}</kbd>
        Undo
      </button>
      {!noteOpen && (
        <button type="button" className="button compact" aria-keyshortcuts={ACTION_KEYS.note} onClick={onNote}>
          <kbd aria-hidden="true">{ACTION_KEYS.note}</kbd>
          Note
        </button>
      )}
    </div>
  );
}
