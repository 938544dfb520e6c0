import { Icon } from '../ui/Icon';
import type { CachedPhoto } from './photoCache';

interface TaskPhotoProps {
  readonly photo: CachedPhoto;
  readonly zoomed: boolean;
  readonly onZoom: (zoomed: boolean) => void;
  readonly onReload: () => void;
}

export function TaskPhoto({ photo, zoomed, onZoom, onReload }: TaskPhotoProps) {
  if (photo.kind === 'there') {
    return (
      <div className={zoomed ? 'task-photo zoomed' : 'task-photo'}>
        <button type="button" className="zoom" aria-pressed={zoomed} aria-label="Zoom (z)" onClick={() => onZoom(!zoomed)}>
          <img src={photo.url} alt="The photo to label" decoding="sync" />
        </button>
      </div>
    );
  }
  return (
    <div className="task-photo" aria-live="polite">
      {photo.kind === 'coming' ? (
        <p className="soft">
          <span className="spinner" aria-hidden="true" /> Loading the photo
        </p>
      ) : (
        <div className="empty">
          <Icon name="eyeOff" />
          <p>{photo.sentence}</p>
          <button type="button" className="button compact" onClick={onReload}>
            <Icon name="retry" />
            Load it again
          </button>
          <p className="small">Or skip it, or call it a bad image.</p>
        </div>
      )}
    </div>
  );
}
