import { Link } from '../app/navigation';
import { Icon } from '../ui/Icon';
import { count } from '../ui/format';
import { Empty } from '../ui/Notice';

interface NothingToDoProps {
  readonly doneToday: number;
  readonly canUndo: boolean;
  readonly onUndo: () => void;
  readonly onLook: () => Promise<void>;
}

export function NothingToDo({ doneToday, canUndo, onUndo, onLook }: NothingToDoProps) {
  return (
    <Empty icon={doneToday > 0 ? 'check' : 'photo'} title={doneToday > 0 ? `All done: ${count(doneToday)} today` : 'Nothing to label yet'}>
      <p>
        {doneToday > 0
          ? 'No photo waits for you. New ones appear here by themselves as users send photos and flag answers.'
          : 'Photos come here when users send them: some at random, some where the model is unsure, and every one that a user flags. This page refreshes itself.'}
      </p>
      <div className="empty-buttons">
        <button type="button" className="button" onClick={() => void onLook()}>
          <Icon name="retry" />
          Look now
        </button>
        {canUndo && (
          <button type="button" className="button" onClick={onUndo}>
            <kbd aria-hidden="true">u</kbd>
            Undo the last answer
          </button>
        )}
        <Link className="button" href={doneToday > 0 ? '/console' : '/'}>
          {doneToday > 0 ? 'See the results' : 'Send a photo'}
        </Link>
      </div>
    </Empty>
  );
}
