import { useEffect, useState, useSyncExternalStore } from 'react';
import { annotator } from '../api/calls';
import { ApiError } from '../api/problem';
import { useSession } from '../app/session';
import { Desk, type DeskView } from './desk';

const LOOK_AGAIN_MS = 10_000;

/** One desk for as long as the page is open; an empty one looks for new tasks while the page is in sight. */
export function useDesk(): { desk: Desk; view: DeskView } {
  const [desk] = useState(openDesk);
  const view = useSyncExternalStore(desk.subscribe, desk.view);
  const { refresh } = useSession();
  const waiting = view.current === undefined;
  const loggedOut = view.trouble instanceof ApiError && view.trouble.status === 401;

  useEffect(() => void desk.refill(), [desk]);

  useEffect(() => {
    if (loggedOut) refresh(); // the page's guard then asks for a login
  }, [loggedOut, refresh]);

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && void desk.refill(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [desk, waiting]);

  return { desk, view };
}

function openDesk(): Desk {
  return new Desk({
    next: annotator.next,
    annotate: annotator.annotate,
    undo: annotator.undo,
    load: loadPhoto,
    forget: (url) => URL.revokeObjectURL(url),
    wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
  });
}

/** Downloaded and decoded, so that it paints in the frame that shows it. */
async function loadPhoto(imageUrl: string): Promise<string> {
  const url = URL.createObjectURL(await annotator.photo(imageUrl));
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return url;
  } catch {
    URL.revokeObjectURL(url);
    throw new ApiError('IMAGE_UNREADABLE', 422, 'The browser cannot show this photo.');
  }
}
