import { useEffect, useRef, useState } from 'react';
import { confidenceWord, percent } from '../ui/format';
import type { Upload } from './queue';

/** The sentence that a screen reader hears when a photo got its answer, or none. */
export function useLiveRegion(uploads: readonly Upload[]): string {
  const [sentence, setSentence] = useState('');
  const told = useRef(new Map<string, string>());
  useEffect(() => {
    for (const { id, state, file } of uploads) {
      if (told.current.get(id) === state.kind) continue;
      told.current.set(id, state.kind);
      if (state.kind === 'done') {
        const { prediction, confidence } = state.prediction;
        setSentence(`${file.name}: ${prediction}, ${percent(confidence)}, ${confidenceWord(confidence)}.`);
      }
      if (state.kind === 'failed') setSentence(`${file.name}: ${state.sentence}`);
    }
  }, [uploads]);
  return sentence;
}
