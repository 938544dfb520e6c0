import { lazy, type ReactNode } from 'react';

const ConsolePage = lazy(() => import('./ConsolePage'));
const AccuracyPage = lazy(() => import('./AccuracyPage'));
const ConfusionPage = lazy(() => import('./ConfusionPage'));
const CalibrationPage = lazy(() => import('./CalibrationPage'));
const LabelsPage = lazy(() => import('./LabelsPage'));
const DriftPage = lazy(() => import('./DriftPage'));
const JobsPage = lazy(() => import('./JobsPage'));

export interface Section {
  readonly path: string;
  readonly title: string;
  readonly page: ReactNode;
}

/** The pages of the console, in the order of its navigation. A new page is a row here. */
export const sections: readonly Section[] = [
  { path: '/console', title: 'Overview', page: <ConsolePage /> },
  { path: '/console/accuracy', title: 'Accuracy', page: <AccuracyPage /> },
  { path: '/console/confusion', title: 'Confusion', page: <ConfusionPage /> },
  { path: '/console/calibration', title: 'Calibration', page: <CalibrationPage /> },
  { path: '/console/labels', title: 'Labels and budget', page: <LabelsPage /> },
  { path: '/console/drift', title: 'Drift', page: <DriftPage /> },
  { path: '/console/jobs', title: 'Jobs', page: <JobsPage /> },
];
