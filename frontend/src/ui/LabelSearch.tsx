import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { searchLabels } from './labelSearch';

interface LabelSearchProps {
  readonly labels: readonly string[];
  readonly prompt: string;
  readonly onPick: (label: string) => void;
  readonly onCancel?: () => void;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly autoFocus?: boolean;
  /** Labels that say more than their name. */
  readonly hints?: Readonly<Record<string, string>>;
}

/** A list of labels that narrows while one types; arrows move, Enter picks, Escape leaves. */
export function LabelSearch({ labels, prompt, onPick, onCancel, inputRef, autoFocus = false, hints = {} }: LabelSearchProps) {
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const found = searchLabels(labels, typed);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' }); // its promise is no clean-up
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    const picked = found[active];
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && picked) onPick(picked);
    else if (event.key === 'Escape' && onCancel) onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="combobox">
      <input
        ref={inputRef}
        className="input"
        role="combobox"
        aria-label={prompt}
        placeholder={prompt}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        autoFocus={autoFocus}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul ref={list} id={listId} role="listbox" aria-label="Classes" tabIndex={-1}>
        {found.map((label, index) => (
          <li key={label} id={`${listId}-${index}`} role="option" aria-selected={index === active} onMouseMove={() => setActive(index)} onClick={() => onPick(label)}>
            {label}
            {hints[label] && <span className="soft small">{hints[label]}</span>}
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p className="soft small" role="status">
          No class is called that. Try another word.
        </p>
      )}
    </div>
  );
}
