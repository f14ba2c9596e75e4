import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '../ui';

/** What is left when a screen of ours fails: say so, keep what is safe, go on. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        title="This screen could not be shown"
        action={
          <Button size="lg" onClick={() => location.reload()}>
            Open the register again
          </Button>
        }
      >
        Everything that was finished is safe, and a sale that was in progress is offered again. Code for support:
        screen-failed
      </EmptyState>
    );
  }
}
