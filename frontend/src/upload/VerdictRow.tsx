import { useRef, useState } from 'react';
import { predictions } from '../api/calls';
import { sentenceOf } from '../api/problem';
import type { Verdict } from '../api/types';
import { Icon, type IconName } from '../ui/Icon';
import { LabelSearch } from '../ui/LabelSearch';
import type { AnsweredPhoto } from './answeredPhoto';

interface Said {
  readonly verdict: Verdict;
  readonly label: string | null | undefined;
}

interface VerdictRowProps {
  readonly prediction: AnsweredPhoto;
  readonly classes: readonly string[] | undefined;
  readonly onMenu: () => Promise<void>;
}

/** What the person says of an answer: right, wrong, or what it is instead. The latest counts. */
export function VerdictRow({ prediction, classes, onMenu }: VerdictRowProps) {
  const [said, setSaid] = useState<Said | undefined>(
    prediction.verdict ? { verdict: prediction.verdict, label: prediction.user_label } : undefined,
  );
  const [asking, setAsking] = useState(said === undefined);
  const [menu, setMenu] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const menuButton = useRef<HTMLButtonElement>(null);

  const say = async (label?: string) => {
    setBusy(true);
    setError(undefined);
    try {
      const { verdict, human_label } = await predictions.feedback(prediction.prediction_id, label);
      setSaid({ verdict, label: human_label });
      setAsking(false);
      setMenu(false);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };

  const toggleMenu = () => {
    setMenu(!menu);
    setError(undefined);
    if (!menu && !classes) onMenu().catch(setError);
  };

  const closeMenu = () => {
    setMenu(false);
    menuButton.current?.focus();
  };

  return (
    <div className="verdict" aria-live="polite">
      {said && !asking && <VerdictLine said={said} onChange={() => setAsking(true)} />}
      {asking && (
        <div className="verdict-buttons" role="group" aria-label={`Is ${prediction.prediction} right?`}>
          <button type="button" className="button compact" disabled={busy} onClick={() => void say(prediction.prediction)}>
            <Icon name="check" />
            Right
          </button>
          <button type="button" className="button compact" disabled={busy} onClick={() => void say()}>
            <Icon name="flag" />
            Flag as wrong
          </button>
          <button ref={menuButton} type="button" className="button compact" disabled={busy} aria-expanded={menu} onClick={toggleMenu}>
            <Icon name="pencil" />
            It is actually…
          </button>
        </div>
      )}
      {asking && menu && classes && (
        <LabelSearch
          labels={classes}
          prompt="What is it?"
          autoFocus
          hints={{ [prediction.prediction]: 'the answer given' }}
          onPick={(label) => void say(label)}
          onCancel={closeMenu}
        />
      )}
      {error !== undefined && (
        <p className="small failure" role="alert">
          <Icon name="warning" />
          <span>{sentenceOf(error)}</span>
        </p>
      )}
    </div>
  );
}

const lines: Record<Verdict, { icon: IconName; text: (label: string) => string }> = {
  CONFIRMED: { icon: 'check', text: () => 'You said: right' },
  FLAGGED: { icon: 'flag', text: () => 'You flagged this as wrong' },
  CORRECTED: { icon: 'pencil', text: (label) => `You said: ${label}` },
};

function VerdictLine({ said, onChange }: { said: Said; onChange: () => void }) {
  const { icon, text } = lines[said.verdict];
  return (
    <p className="verdict-line">
      <Icon name={icon} />
      <span>{text(said.label ?? '')}</span>
      <button type="button" className="text-button" onClick={onChange}>
        Change
      </button>
    </p>
  );
}
