import { useId } from 'react';

interface Choice<T extends string> {
  readonly value: T;
  readonly text: string;
}

/** One of a few, by mouse or arrow keys. */
export function Segmented<T extends string>(props: { legend: string; choices: readonly Choice<T>[]; value: T; onChange: (value: T) => void }) {
  const name = useId();
  return (
    <div className="segmented" role="radiogroup" aria-label={props.legend}>
      {props.choices.map(({ value, text }) => (
        <label key={value}>
          <input type="radio" name={name} checked={value === props.value} onChange={() => props.onChange(value)} />
          {text}
        </label>
      ))}
    </div>
  );
}
