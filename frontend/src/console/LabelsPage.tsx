import { accuracy, operations } from '../api/calls';
import type { LabelPlan, LabelQuality } from '../api/types';
import { count, duration, interval, percent } from '../ui/format';
import { useRequest } from '../ui/useRequest';
import { AsyncContent } from './AsyncContent';
import { LabelLink } from './LabelLink';
import { LabelsCard } from './LabelsCard';
import { budgetSentence, whenReached } from './budget';

const DAYS = 90;

async function load() {
  const [overview, plan, quality] = await Promise.all([operations.overview(), accuracy.plan(), accuracy.quality(DAYS)]);
  return { overview, plan, quality };
}

/** What labels there are, what more of them would buy, and how far their makers can be trusted. */
export default function LabelsPage() {
  const answer = useRequest(load);
  return (
    <div className="console">
      <div className="console-head">
        <h1>Labels and budget</h1>
      </div>
      <AsyncContent asked={answer}>
        {({ overview, plan, quality }) => (
          <>
            <BudgetCard plan={plan} />
            <div className="console-columns">
              <LabelsCard labels={overview.labels} labelingUrl={overview.labeling_url} />
              <AgreementCard agreements={quality.agreements} />
              <PaceCard paces={quality.paces} />
              <ClaimsCard claims={quality.claims} />
            </div>
          </>
        )}
      </AsyncContent>
    </div>
  );
}

function BudgetCard({ plan }: { plan: LabelPlan }) {
  return (
    <section className="card" aria-labelledby="budget-title">
      <div className="section-head">
        <h2 id="budget-title">Labels needed</h2>
        <LabelLink>Label photos</LabelLink>
      </div>
      <p>{budgetSentence(plan)}</p>
      <div className="scrolling" role="region" aria-label="Label budget" tabIndex={0}>
        <table className="compact-table figures">
          <thead>
            <tr>
              <th scope="col">Interval</th>
              <th scope="col">Independent labels</th>
              <th scope="col">With your label mix</th>
              <th scope="col">At this week's pace</th>
            </tr>
          </thead>
          <tbody>
            {plan.goals.map((goal) => (
              <tr key={goal.half_width}>
                <th scope="row">±{(goal.half_width * 100).toFixed(0)} points</th>
                <td>{count(goal.independent)}</td>
                <td>{count(goal.of_this_mix)}</td>
                <td>{whenReached(goal, plan)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function AgreementCard({ agreements }: { agreements: LabelQuality['agreements'] }) {
  return (
    <section className="card" aria-labelledby="agreement-title">
      <h2 id="agreement-title">Agreement of annotators</h2>
      {agreements.length === 0 ? (
        <p className="soft">
          No photo was labeled by two people in {DAYS} days. With <code>labeling.min-annotations: 2</code> each task asks two, and their agreement is shown here.
        </p>
      ) : (
        <div className="scrolling" role="region" aria-label="Agreement" tabIndex={0}>
          <table className="compact-table figures">
            <thead>
              <tr>
                <th scope="col">Who</th>
                <th scope="col">Same photos</th>
                <th scope="col">Agreed</th>
                <th scope="col">Cohen's kappa</th>
              </tr>
            </thead>
            <tbody>
              {agreements.map(({ one, other, images, agreed, kappa }) => (
                <tr key={`${one} ${other}`}>
                  <th scope="row">
                    {one} and {other}
                  </th>
                  <td>{count(images)}</td>
                  <td>{percent(agreed / images)}</td>
                  <td>{kappa == null ? '–' : kappa.toFixed(2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function PaceCard({ paces }: { paces: LabelQuality['paces'] }) {
  return (
    <section className="card" aria-labelledby="pace-title">
      <h2 id="pace-title">Pace</h2>
      {paces.length === 0 ? (
        <p className="soft">Nobody labeled in the last {DAYS} days.</p>
      ) : (
        <div className="scrolling" role="region" aria-label="Pace by annotator" tabIndex={0}>
          <table className="compact-table figures">
            <thead>
              <tr>
                <th scope="col">Annotator</th>
                <th scope="col">Labels</th>
                <th scope="col">Median</th>
                <th scope="col">90th percentile</th>
              </tr>
            </thead>
            <tbody>
              {paces.map(({ annotator, annotations, median_seconds, ninth_tenth_seconds }) => (
                <tr key={annotator}>
                  <th scope="row">{annotator}</th>
                  <td>{count(annotations)}</td>
                  <td>{median_seconds == null ? '–' : duration(median_seconds)}</td>
                  <td>{ninth_tenth_seconds == null ? '–' : duration(ninth_tenth_seconds)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const CLAIMS: Readonly<Record<LabelQuality['claims'][number]['kind'], string>> = {
  objected: 'This is wrong',
  corrected: 'It is this dish instead',
  confirmed: 'This is right',
};

function ClaimsCard({ claims }: { claims: LabelQuality['claims'] }) {
  return (
    <section className="card" aria-labelledby="claims-title">
      <h2 id="claims-title">How reliable user feedback is</h2>
      <div className="scrolling" role="region" aria-label="User feedback" tabIndex={0}>
        <table className="compact-table figures">
          <thead>
            <tr>
              <th scope="col">Users said</th>
              <th scope="col">Photos</th>
              <th scope="col">Checked</th>
              <th scope="col">Confirmed</th>
            </tr>
          </thead>
          <tbody>
            {claims.map(({ kind, images, labeled, right, low, high }) => (
              <tr key={kind}>
                <th scope="row">{CLAIMS[kind]}</th>
                <td>{count(images)}</td>
                <td>{count(labeled)}</td>
                <td>
                  {labeled === 0 ? 'no blind label yet' : percent(right / labeled)}
                  {low != null && high != null && <span className="soft small"> ({interval(low, high, 0)})</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="soft small">Compared with annotators who saw neither the prediction nor the user's feedback.</p>
    </section>
  );
}
