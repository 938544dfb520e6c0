import { useEffect, useRef, useState, type ChangeEvent } from 'react';
import { fileSize } from '../ui/format';
import { Icon } from '../ui/Icon';
import { ACCEPTED } from './photoFile';

/** Photos by picker, camera, drag anywhere on the page, or paste. */
export function DropZone({ onFiles, maxBytes }: { onFiles: (files: File[]) => void; maxBytes: number | undefined }) {
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const dragging = usePageDrop(onFiles);
  usePaste(onFiles);

  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(event.target.files ?? [])]);
    event.target.value = ''; // so that the same file can be chosen again
  };

  return (
    <section className={dragging ? 'drop-zone dragging' : 'drop-zone'} aria-label="Send photos">
      <Icon name="photo" />
      <p className="drop-title for-mouse">{dragging ? 'Let go to send' : 'Drop photos here, or paste one'}</p>
      <p className="drop-title for-touch">Send a photo, or several</p>
      <p className="soft small">JPEG, PNG or WebP{maxBytes === undefined ? '' : `, up to ${fileSize(maxBytes)}`}</p>
      <div className="drop-buttons">
        <button type="button" className="button primary" onClick={() => picker.current?.click()}>
          <Icon name="upload" />
          Choose photos
        </button>
        <button type="button" className="button camera-button" onClick={() => camera.current?.click()}>
          <Icon name="camera" />
          Take a photo
        </button>
      </div>
      <input ref={picker} type="file" accept={ACCEPTED} multiple hidden aria-label="Photos" onChange={onChange} />
      <input ref={camera} type="file" accept={ACCEPTED} capture="environment" hidden aria-label="Camera" onChange={onChange} />
    </section>
  );
}

/** Whether files are being dragged over the page, all of which is a target. */
function usePageDrop(onFiles: (files: File[]) => void): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setDragging(true);
    };
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setDragging(false);
    };
    const drop = (event: DragEvent) => {
      setDragging(false);
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      onFiles([...event.dataTransfer.files]);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [onFiles]);
  return dragging;
}

function usePaste(onFiles: (files: File[]) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [onFiles]);
}
