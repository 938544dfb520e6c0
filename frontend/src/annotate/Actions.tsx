import type { AnnotationOutcome } from '../api/types';
import { leaveMouseFocus } from '../ui/leaveMouseFocus';
import { ACTION_KEYS } from './keymap';

interface ActionsProps {
  readonly canUndo: boolean;
  readonly canAnswer: boolean;
  /** A photo that cannot be shown may still be skipped or called bad. */
  readonly canRefuse: boolean;
  readonly noteOpen: boolean;
  readonly onUndo: () => void;
  readonly onOutcome: (outcome: AnnotationOutcome) => void;
  readonly onNote: () => void;
}

const outcomes: readonly { outcome: AnnotationOutcome; key: string; text: string; needsSight?: boolean }[] = [
  { outcome: 'cannot_tell', key: ACTION_KEYS.cannotTell, text: 'Cannot tell', needsSight: true },
  { outcome: 'bad_image', key: ACTION_KEYS.badImage, text: 'Bad image' },
  { outcome: 'skipped', key: ACTION_KEYS.skip, text: 'Skip' },
];

/** What can be said besides a class. */
export function Actions({ canUndo, canAnswer, canRefuse, noteOpen, onUndo, onOutcome, onNote }: ActionsProps) {
  return (
    <div className="actions" role="group" aria-label="Other answers">
      {outcomes.map(({ outcome, key, text, needsSight }) => (
        <button
          key={outcome}
          type="button"
          className="button compact"
          disabled={needsSight ? !canAnswer : !canRefuse}
          aria-keyshortcuts={key}
          onClick={(event) => {
            leaveMouseFocus(event);
            onOutcome(outcome);
          }}
        >
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
