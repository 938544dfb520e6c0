import type { LabelPlan } from '../api/types';
import { count, percent } from '../ui/format';

type Goal = LabelPlan['goals'][number];

/** "±3 points need 545 labels; your mix gives n_eff 310." */
export function budgetSentence({ basis, goals }: LabelPlan): string {
  const goal = goals.find(({ half_width }) => half_width === 0.03) ?? goals[0];
  const need = goal ? `±${(goal.half_width * 100).toFixed(0)} points need ${count(goal.independent)} independent labels` : '';
  return basis?.n_eff == null
    ? `${need}, at an assumed accuracy of 85 %. There is no estimate to plan with yet: label the first blind tasks.`
    : `${need} at ${percent(basis.value, 1)}; your ${count(basis.labels)} labels give n_eff ${count(Math.round(basis.n_eff))}.`;
}

/** When the labels of this week's pace will have reached a goal. */
export function whenReached(goal: Goal, { basis, labels_last_week }: LabelPlan): string {
  const missing = goal.of_this_mix - (basis?.labels ?? 0);
  if (missing <= 0) return 'reached';
  if (labels_last_week === 0) return 'no label this week';
  const days = Math.ceil((missing / labels_last_week) * 7);
  return days === 1 ? 'in a day' : `in ${count(days)} days`;
}
