import { Icon } from '../ui/Icon';
import { Meter } from '../ui/Meter';
import { percent } from '../ui/format';
import type { Upload, UploadState } from './queue';
import { Result } from './Result';

interface PhotoCardProps {
  readonly upload: Upload;
  readonly classes: readonly string[] | undefined;
  readonly onMenu: () => Promise<void>;
  readonly onRetry: (id: string) => void;
  readonly onDismiss: (id: string) => void;
}

/** One photo of this visit, from the moment it was chosen. */
export function PhotoCard({ upload, classes, onMenu, onRetry, onDismiss }: PhotoCardProps) {
  const { id, file, previewUrl, state } = upload;
  return (
    <li className="photo-card" aria-label={file.name || 'Pasted photo'}>
      {previewUrl ? <img className="photo" src={previewUrl} alt="" decoding="async" /> : <div className="photo no-photo"><Icon name="eyeOff" /></div>}
      <div className="photo-card-body">
        {state.kind === 'done' ? (
          <Result prediction={state.prediction} classes={classes} onMenu={onMenu} />
        ) : (
          <>
            <p className="file-name" title={file.name}>
              {file.name || 'Pasted photo'}
            </p>
            <Progress state={state} />
            <div className="card-buttons">
              {state.kind === 'failed' && state.again && (
                <button type="button" className="button compact" onClick={() => onRetry(id)}>
                  <Icon name="retry" />
                  Try again
                </button>
              )}
              <button type="button" className="button quiet compact" onClick={() => onDismiss(id)}>
                <Icon name="close" />
                {state.kind === 'failed' ? 'Put away' : 'Stop'}
              </button>
            </div>
          </>
        )}
      </div>
    </li>
  );
}

function Progress({ state }: { state: Exclude<UploadState, { kind: 'done' }> }) {
  switch (state.kind) {
    case 'queued':
      return (
        <p className="soft small progress-line">
          <Icon name="clock" />
          Waiting for its turn
        </p>
      );
    case 'sending':
      return (
        <div role="progressbar" aria-label="Upload" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(state.fraction * 100)}>
          <p className="soft small figures">Sending, {percent(state.fraction)}</p>
          <Meter share={state.fraction} />
        </div>
      );
    case 'classifying':
      return (
        <p className="soft small progress-line">
          <span className="spinner" aria-hidden="true" />
          Looking at it
        </p>
      );
    case 'failed':
      return (
        <p className="small failure">
          <Icon name="warning" />
          <span>{state.sentence}</span>
        </p>
      );
  }
}
