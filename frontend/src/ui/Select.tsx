interface SelectProps {
  readonly name: string;
  readonly value: string;
  readonly choices: readonly string[];
  /** The words for the empty choice. */
  readonly empty: string;
  readonly onChange: (value: string) => void;
}

/** One of several, by name. A value that is no choice any more, of an old link, stays to be seen. */
export function Select({ name, value, choices, empty, onChange }: SelectProps) {
  const known = choices.includes(value) ? choices : [...choices, value];
  return (
    <label className="field small">
      {name}
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {known.map((choice) => (
          <option key={choice} value={choice}>
            {choice === '' ? empty : choice}
          </option>
        ))}
      </select>
    </label>
  );
}
