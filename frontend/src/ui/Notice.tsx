import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';

const icons = { info: 'info', warn: 'warning', bad: 'warning' } as const satisfies Record<string, IconName>;

/** A sentence about what happened, with what can be done about it. */
export function Notice({ tone, children, action }: { tone: keyof typeof icons; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={icons[tone]} />
      <div className="notice-text">{children}</div>
      {action}
    </div>
  );
}

/** What stands where there is nothing yet: why, and what to do next. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function Busy({ children }: { children: ReactNode }) {
  return (
    <p className="empty busy" role="status">
      <span className="spinner" aria-hidden="true" />
      {children}
    </p>
  );
}
