import type { CheckStatus } from '../api/types';
import { Icon, type IconName } from '../ui/Icon';
import { statusWords } from './drift';

const looks: Readonly<Record<CheckStatus, { tone: string; icon: IconName }>> = {
  pass: { tone: 'tag good', icon: 'check' },
  warn: { tone: 'tag warn', icon: 'warning' },
  fail: { tone: 'tag bad', icon: 'warning' },
  not_enough_data: { tone: 'tag', icon: 'info' },
};

export function CheckState({ status }: { status: CheckStatus }) {
  const { tone, icon } = looks[status];
  return (
    <span className={tone}>
      <Icon name={icon} />
      {statusWords[status]}
    </span>
  );
}
