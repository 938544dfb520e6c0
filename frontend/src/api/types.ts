/** The contract's schemas under short names; the source is openapi.yaml, `schema.d.ts` is generated from it. */
import type { components, operations } from './schema';

type Schemas = components['schemas'];

export type Accuracy = Schemas['Accuracy'];
export type AnnotationOutcome = Schemas['AnnotationOutcome'];
export type AnnotationTask = Schemas['AnnotationTask'];
export type Calibration = Schemas['Calibration'];
export type Confusion = Schemas['Confusion'];
export type CheckReport = Schemas['CheckReport'];
export type CheckResult = Schemas['CheckResult'];
export type CheckRun = Schemas['CheckRun'];
export type CheckStatus = Schemas['CheckStatus'];
export type Estimate = Schemas['Estimate'];
export type EstimateWindow = Schemas['EstimateWindow'];
export type Feedback = Schemas['Feedback'];
export type ImageState = Schemas['ImageState'];
export type Job = Schemas['Job'];
export type JobRun = Schemas['JobRun'];
export type LabelPlan = Schemas['LabelPlan'];
export type LabelQuality = Schemas['LabelQuality'];
export type LabelingProgress = Schemas['LabelingProgress'];
export type Overview = Schemas['Overview'];
export type Prediction = Schemas['Prediction'];
export type PredictionDetail = Schemas['PredictionDetail'];
export type PredictionSummary = Schemas['PredictionSummary'];
export type Problem = Schemas['Problem'];
export type Readiness = Schemas['Readiness'];
export type Reasons = Schemas['Reasons'];
export type Reliability = Schemas['Reliability'];
export type Session = Schemas['Session'];
export type Share = Schemas['Share'];
export type Stream = Schemas['Stream'];
export type Verdict = Schemas['Verdict'];

/** The JSON of an operation's answer with the status S. */
type Answer<O extends keyof operations, S extends number> = operations[O]['responses'] extends Record<
  S,
  { content: { 'application/json': infer Body } }
>
  ? Body
  : never;

export type Explained = Answer<'explainAccuracy', 200>;
export type Confused = Answer<'getConfusion', 200>;
export type Calibrated = Answer<'getCalibration', 200>;
export type Picked = Answer<'pickPhotos', 200>;
export type PredictionPage = Answer<'listPredictions', 200>;
export type NextTasks = Answer<'nextTasks', 200>;
export type Annotated = Answer<'annotate', 201>;
export type DeadDelivery = Answer<'listDeadDeliveries', 200>['deliveries'][number];
export type Role = NonNullable<Session['role']>;
