import { Component, type ReactNode } from 'react';
import { sentenceOf } from '../api/problem';
import { Notice } from '../ui/Notice';

interface MishapProps {
  readonly children: ReactNode;
}

/** Shows what went wrong in a page instead of nothing at all; the way elsewhere stays open. */
export class Mishap extends Component<MishapProps, { mistake: unknown }> {
  override state = { mistake: undefined };

  static getDerivedStateFromError(mistake: unknown) {
    return { mistake };
  }

  override render() {
    const { mistake } = this.state;
    if (mistake === undefined) return this.props.children;
    return (
      <Notice tone="bad" action={<button className="button compact" onClick={() => window.location.reload()}>Reload</button>}>
        {sentenceOf(mistake)}
      </Notice>
    );
  }
}
