import type { ReactNode } from 'react';
import { sentenceOf } from '../api/problem';
import { Busy, Notice } from '../ui/Notice';
import type { Asked } from '../ui/useRequest';

/** What an answer shows, or that it is on its way, or why it did not come. */
export function AsyncContent<T>({ asked, children }: { asked: Asked<T>; children: (value: T) => ReactNode }) {
  if (asked.error !== undefined) {
    return (
      <Notice
        tone="bad"
        action={
          <button type="button" className="button compact" onClick={asked.again}>
            Try again
          </button>
        }
      >
        {sentenceOf(asked.error)}
      </Notice>
    );
  }
  return asked.value === undefined ? <Busy>Gathering the figures</Busy> : children(asked.value);
}
