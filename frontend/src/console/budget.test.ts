import { describe, expect, it } from 'vitest';
import type { LabelPlan } from '../api/types';
import { budgetSentence, whenReached } from './budget';

const plan: LabelPlan = {
  model_version: 'v1',
  labels_last_week: 70,
  basis: { estimator: 'difference', value: 0.85, lower_bound: 0.85, upper_bound: 0.85, low: 0.81, high: 0.88, n_eff: 310, labels: 400, headline: true },
  goals: [
    { half_width: 0.05, independent: 196, of_this_mix: 253 },
    { half_width: 0.03, independent: 545, of_this_mix: 704 },
  ],
};

describe('a label budget', () => {
  it('says what three points need and what the labels are worth', () => {
    expect(budgetSentence(plan)).toBe('±3 points need 545 independent labels at 85.0\u202f%; your 400 labels give n_eff 310.');
  });

  it('says so when there is nothing to plan with', () => {
    expect(budgetSentence({ ...plan, basis: null })).toContain('label the first blind tasks');
  });

  it('tells when a goal is reached at this pace', () => {
    expect(plan.goals.map((goal) => whenReached(goal, plan))).toEqual(['reached', 'in 31 days']);
    expect(whenReached(plan.goals[1]!, { ...plan, labels_last_week: 0 })).toBe('no label this week');
  });
});
