import type { Ref } from 'react';
import { leaveMouseFocus } from '../ui/leaveMouseFocus';
import { LabelSearch } from '../ui/LabelSearch';

interface ChoicesProps {
  readonly labels: readonly string[];
  /** One for each label, or none where there are too many labels for keys. */
  readonly keys: readonly string[];
  readonly suggestion: string | undefined;
  readonly before: string | undefined;
  readonly disabled: boolean;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onPick: (label: string) => void;
}

export function Choices({ labels, keys, suggestion, before, disabled, searchRef, onPick }: ChoicesProps) {
  if (labels.length > keys.length) {
    const hints = suggestion ? { [suggestion]: 'suggested · Enter' } : {};
    return (
      <div className="choice-search">
        <LabelSearch inputRef={searchRef} labels={labels} prompt="Search a class ( / )" hints={hints} onPick={onPick} onCancel={blurActive} />
      </div>
    );
  }
  return (
    <div className="choices" role="group" aria-label="What is on the photo?">
      {labels.map((label, index) => (
        <button
          key={label}
          type="button"
          className={label === suggestion ? 'choice suggested' : label === before ? 'choice said-before' : 'choice'}
          disabled={disabled}
          aria-keyshortcuts={keys[index]}
          onClick={(event) => {
            leaveMouseFocus(event);
            onPick(label);
          }}
        >
          <kbd aria-hidden="true">{keys[index]}</kbd>
          <span>{label}</span>
          {label === suggestion && <kbd className="enter">Enter</kbd>}
        </button>
      ))}
    </div>
  );
}

function blurActive(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
