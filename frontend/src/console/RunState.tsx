import type { JobRun } from '../api/types';
import { Icon } from '../ui/Icon';

export function RunState({ state }: { state: JobRun['state'] }) {
  switch (state) {
    case 'succeeded':
      return (
        <span className="tag good">
          <Icon name="check" />
          succeeded
        </span>
      );
    case 'running':
      return (
        <span className="tag">
          <span className="spinner" aria-hidden="true" />
          running
        </span>
      );
    case 'failed':
    case 'lost':
      return (
        <span className="tag bad">
          <Icon name="warning" />
          {state === 'lost' ? 'lost with its server' : 'failed'}
        </span>
      );
  }
}
