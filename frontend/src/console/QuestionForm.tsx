import { accuracy } from '../api/calls';
import { amend } from '../app/navigation';
import { useClasses } from '../upload/useClasses';
import { useRequest } from '../ui/useRequest';
import { Select } from '../ui/Select';
import type { Asked } from './question';

const versionsKnown = async () => (await accuracy.accuracy({}))?.versions ?? [];

/** Version, class and days; what is chosen stands in the address. */
export function QuestionForm({ asked, days = true, classes: ofClass = true }: { asked: Asked; days?: boolean; classes?: boolean }) {
  const versions = useRequest(versionsKnown).value ?? [];
  const { classes = [] } = useClasses();
  return (
    <form className="question" aria-label="What to look at" onSubmit={(event) => event.preventDefault()}>
      <Select name="Version" value={asked.version ?? ''} onChange={(version) => amend({ version })} choices={['', ...versions]} empty="serving" />
      {ofClass && <Select name="AsyncContent class" value={asked.label ?? ''} onChange={(label) => amend({ label })} choices={['', ...classes]} empty="all classes" />}
      {days && (
        <>
          <DayField name="First day" value={asked.firstDay} onChange={(first) => amend({ first })} />
          <DayField name="Last day" value={asked.lastDay} onChange={(last) => amend({ last })} />
        </>
      )}
    </form>
  );
}

function DayField({ name, value, onChange }: { name: string; value: string | undefined; onChange: (day: string) => void }) {
  return (
    <label className="field small">
      {name} (UTC)
      <input className="input" type="date" value={value ?? ''} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
