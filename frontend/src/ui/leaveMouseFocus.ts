import type { MouseEvent } from 'react';

/** After a click by mouse or finger the button lets go of the focus, so that Enter means the page again and not the button. */
export function leaveMouseFocus(event: MouseEvent<HTMLElement>): void {
  if (event.detail > 0) event.currentTarget.blur();
}
