import { Component, type ReactNode } from 'react';
import { forgetFailures } from '../use-loaded.ts';

interface BoundaryProps {
  /** What stands inside, as the middle of a sentence: "the message". */
  readonly what: string;
  /** What is shown: another one is another try. */
  readonly about?: unknown;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly failure: string | null;
}

/** Keeps a failure in one part of the page from taking the rest along, says it, and offers another try. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failure: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (before.about !== this.props.about && this.state.failure !== null) this.again();
  }

  again = () => {
    forgetFailures();
    this.setState({ failure: null });
  };

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <section className="trouble" role="alert">
        <p>
          <strong>Rungs could not show {this.props.what}.</strong> {failure}. The trace is still open.
        </p>
        <button type="button" className="button" onClick={this.again}>
          Try again
        </button>
      </section>
    );
  }
}
