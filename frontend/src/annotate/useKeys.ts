import { useEffect, useRef } from 'react';
import type { AnnotationOutcome } from '../api/types';
import { ACTION_KEYS, pressed } from './keymap';

interface KeyActions {
  readonly keys: readonly string[];
  readonly onLabel: (index: number) => void;
  readonly onAccept: () => void;
  readonly onUndo: () => void;
  readonly onOutcome: (outcome: AnnotationOutcome) => void;
  readonly onZoom: () => void;
  readonly onNote: () => void;
  readonly onSearch: () => void;
}

/** The keyboard of the whole page, silent while somebody types into a field. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = pressed(event);
      if (!key || isTyping(event.target) || (key === 'Enter' && isControl(event.target))) return;
      if (act(key, latest.current)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function act(key: string, actions: KeyActions): boolean {
  const byKey: Readonly<Record<string, () => void>> = {
    [ACTION_KEYS.undo]: actions.onUndo,
    [ACTION_KEYS.skip]: () => actions.onOutcome('skipped'),
    [ACTION_KEYS.badImage]: () => actions.onOutcome('bad_image'),
    [ACTION_KEYS.cannotTell]: () => actions.onOutcome('cannot_tell'),
    [ACTION_KEYS.zoom]: actions.onZoom,
    [ACTION_KEYS.note]: actions.onNote,
    '/': actions.onSearch,
    Enter: actions.onAccept,
  };
  const action = byKey[key] ?? labelAction(key, actions);
  action?.();
  return action !== undefined;
}

function labelAction(key: string, { keys, onLabel }: KeyActions): (() => void) | undefined {
  const index = keys.indexOf(key);
  return index < 0 ? undefined : () => onLabel(index);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'radio');
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
}
