import { useEffect, useState, useSyncExternalStore } from 'react';
import { annotator } from '../api/calls';
import { ApiError } from '../api/problem';
import { useSession } from '../app/session';
import { AnnotationQueue, type AnnotationQueueView } from './annotationQueue';

const LOOK_AGAIN_MS = 10_000;

/** One queue for as long as the page is open; an empty one looks for new tasks while the page is in sight. */
export function useAnnotationQueue(): { queue: AnnotationQueue; view: AnnotationQueueView } {
  const [queue] = useState(openDesk);
  const view = useSyncExternalStore(queue.subscribe, queue.view);
  const { refresh } = useSession();
  const waiting = view.current === undefined;
  const loggedOut = view.error instanceof ApiError && view.error.status === 401;

  useEffect(() => void queue.refill(), [queue]);

  useEffect(() => {
    if (loggedOut) refresh(); // the page's guard then asks for a login
  }, [loggedOut, refresh]);

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && void queue.refill(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [queue, waiting]);

  return { queue, view };
}

function openDesk(): AnnotationQueue {
  return new AnnotationQueue({
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
