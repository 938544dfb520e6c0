import type { Prediction, Verdict } from '../api/types';

/** A prediction as this page shows it; the list of the history leaves the probabilities out. */
export type AnsweredPhoto = Pick<Prediction, 'prediction_id' | 'prediction' | 'confidence' | 'model_version'> & {
  readonly probabilities?: Readonly<Record<string, number>>;
  readonly verdict?: Verdict | null;
  readonly user_label?: string | null;
};
