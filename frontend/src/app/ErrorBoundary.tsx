import { Component, type ReactNode } from 'react';
import { sentenceOf } from '../api/problem';
import { Notice } from '../ui/Notice';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

/** Shows what went wrong in a page instead of nothing at all; the way elsewhere stays open. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <Notice tone="bad" action={<button className="button compact" onClick={() => window.location.reload()}>Reload</button>}>
        {sentenceOf(error)}
      </Notice>
    );
  }
}
