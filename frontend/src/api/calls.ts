/** Every route that the pages call; paths are named nowhere else. */
import { get, getBlob, post, put, remove, type Query } from './http';
import type {
  Accuracy,
  Annotated,
  AnnotationOutcome,
  AnnotationTask,
  Calibrated,
  Confused,
  CheckReport,
  CheckRun,
  DeadDelivery,
  Explained,
  Feedback,
  Job,
  JobRun,
  LabelPlan,
  LabelQuality,
  NextTasks,
  Overview,
  Picked,
  PredictionDetail,
  PredictionPage,
  Readiness,
  Session,
} from './types';
import { ApiError } from './problem';

const path = (strings: TemplateStringsArray, ...values: (string | number)[]) =>
  String.raw({ raw: strings }, ...values.map((value) => encodeURIComponent(value)));

export const PREDICTIONS = '/api/v1/predictions';

export const session = {
  current: () => get<Session>('/api/v1/session'),
  logIn: (name: string, password: string, remember: boolean) => post<Session>('/api/v1/session', { name, password, remember }),
  logOut: () => remove<void>('/api/v1/session'),
};

export const predictions = {
  /** Those of this session, whoever is logged in. */
  mine: (cursor?: string, limit = 12) => get<PredictionPage>(PREDICTIONS, { mine: true, cursor, limit }),
  detail: (id: string) => get<PredictionDetail>(path`/api/v1/predictions/${id}`),
  /** No label flags, the predicted one confirms, another one corrects. */
  feedback: (id: string, label?: string) => post<Feedback>('/api/v1/feedback', { prediction_id: id, human_label: label ?? null }),
  classes: async () => (await get<{ classes: string[] }>('/api/classes')).classes,
};

export const annotator = {
  next: (limit: number) => get<NextTasks>('/api/v1/annotator/tasks', { limit }),
  photo: (url: string, signal?: AbortSignal) => getBlob(url, signal),
  annotate: (task: string, answer: { outcome: AnnotationOutcome; label?: string; note?: string; lead_time: number }) =>
    post<Annotated>(path`/api/v1/annotator/tasks/${task}/annotations`, answer),
  undo: (annotation: string) => remove<AnnotationTask>(path`/api/v1/annotator/annotations/${annotation}`),
};

export const operations = {
  overview: () => get<Overview>('/api/v1/overview'),
  /** Nothing where no version has an estimate yet. */
  accuracy: () => orNothing(get<Accuracy>('/api/v1/accuracy', { limit: 100 })),
  readiness,
  jobs: async () => (await get<{ jobs: Job[] }>('/api/v1/jobs')).jobs,
  jobRuns: async (job: string) => (await get<{ runs: JobRun[] }>(path`/api/v1/jobs/${job}/runs`)).runs,
  runJob: (job: string) => post<JobRun>(path`/api/v1/jobs/${job}/runs`),
  pauseJob: (job: string, paused: boolean) => put<void>(path`/api/v1/jobs/${job}/paused`, { paused }),
  deadDeliveries: async () => (await get<{ deliveries: DeadDelivery[] }>('/api/v1/deliveries/dead')).deliveries,
  replay: (delivery: number) => post<void>(path`/api/v1/deliveries/${delivery}/replay`),
};

/** Answers of a version in a time, of one class or of all; what is left out is the serving version, since it serves, until now. */
export interface Question {
  readonly version?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly label?: string | undefined;
}

const query = ({ version, from, to, label }: Question): Query => ({ model_version: version, from, to, label });

export const accuracy = {
  /** Nothing where no version has an estimate yet. */
  accuracy: ({ version, label }: Question) => orNothing(get<Accuracy>('/api/v1/accuracy', { model_version: version, label, limit: 100 })),
  reasons: (question: Question) => get<Explained>('/api/v1/accuracy/reasons', query(question)),
  confusion: (question: Question) => get<Confused>('/api/v1/accuracy/confusion', query({ ...question, label: undefined })),
  calibration: (question: Question) => get<Calibrated>('/api/v1/accuracy/calibration', query(question)),
  plan: () => get<LabelPlan>('/api/v1/labels/plan'),
  quality: (days: number) => get<LabelQuality>('/api/v1/labels/quality', { days }),
  photos: ({ version, from, to, label }: Question, human_label: string) =>
    get<PredictionPage>(PREDICTIONS, { model_version: version, from, to, label, human_label, limit: 60 }),
  /** Answers that nobody was asked about. */
  unasked: ({ version, from, to, label }: Question) =>
    get<PredictionPage>(PREDICTIONS, { model_version: version, from, to, label, state: 'NEW', limit: 60 }),
  pick: (prediction_ids: readonly string[]) => post<Picked>('/api/v1/labels/picks', { prediction_ids }),
};

export const checks = {
  /** Newest first. */
  runs: async () => (await get<{ runs: CheckRun[] }>('/api/v1/checks/runs', { limit: 60 })).runs,
  report: (run: number) => get<CheckReport>(path`/api/v1/checks/runs/${run}`),
  start: () => post<CheckRun>('/api/v1/checks/runs'),
  /** Address of the run as one file. */
  file: (run: number) => path`/api/v1/checks/runs/${run}/report`,
};

/** `/ready` tells the same in its 503 as in its 200. */
async function readiness(): Promise<Readiness> {
  const response = await fetch('/ready', { headers: { Accept: 'application/json' } });
  return (await response.json()) as Readiness;
}

async function orNothing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
