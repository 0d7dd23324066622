import type { CallMessage } from '../../call/types.ts';
import type { Finding } from '../../diagnose/finding.ts';
import { Clause, Reference } from '../reference.tsx';
import { Prose } from '../visible.tsx';
import { type Explanation as Explained, explain } from './guide.ts';
import { TermsList } from './terms-list.tsx';

interface ExplanationProps {
  readonly message: CallMessage;
  /** What the story of the call says at this message. */
  readonly notes: readonly string[];
  /** Findings that speak of it. */
  readonly findings: readonly Finding[];
}

/** What a message says, why it usually comes, and what to look at next. */
export function Explanation({ message, notes, findings }: ExplanationProps) {
  const explained = explain(message.status, message.method, message.reinvite);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part that scrolls by itself, no fields of a form
    <div
      className="explanations"
      role="group"
      aria-label="What it says"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keyboard
      tabIndex={0}
      data-own-keys=""
    >
      {findings.map((finding) => (
        <FindingPart key={finding.rule + finding.text} finding={finding} />
      ))}
      <div className={`explanation ${findings.length > 0 ? 'calm' : toneOf(message)}`}>
        {notes.map((note) => (
          <p key={note}>
            <strong>
              <Prose text={note} />
            </strong>
          </p>
        ))}
        {explained ? (
          <Sentences explained={explained} more={message.status >= 300 && findings.length === 0} />
        ) : (
          <Unknown message={message} />
        )}
      </div>
    </div>
  );
}

function FindingPart({ finding }: { readonly finding: Finding }) {
  const { severity, title, text, nextStep, reference, rule, confidence } = finding;
  return (
    <div className={`explanation ${severity === 'error' ? 'red' : severity === 'warning' ? 'amber' : 'calm'}`}>
      <p>
        <strong>
          <Prose text={title} />.
        </strong>{' '}
        <Prose text={text} />
      </p>
      {nextStep !== '' && (
        <p>
          <b>Next:</b> <Prose text={nextStep} />
        </p>
      )}
      <TermsList text={`${title}. ${text}`} />
      <Clause text={reference} />
      <p className="reference">
        {rule}, {confidence}
      </p>
    </div>
  );
}

function Sentences({ explained, more }: { readonly explained: Explained; readonly more: boolean }) {
  const { meaning, cause, next, reference } = explained;
  return (
    <>
      <p>
        {meaning} <Reference text={reference} />
      </p>
      {more && cause !== '' && (
        <p>
          <b>Usual cause:</b> {cause}
        </p>
      )}
      {more && next !== '' && (
        <p>
          <b>Next:</b> {next}
        </p>
      )}
    </>
  );
}

function Unknown({ message }: { readonly message: CallMessage }) {
  return <p>No registry knows {message.status > 0 ? `the status code ${message.status}` : 'this method'}.</p>;
}

function toneOf({ status, retried, reinvite }: CallMessage): string {
  if (status < 300) return 'calm';
  // RFC 3261 §14.1: a refused re-INVITE leaves the call as it was, except for 408 and 481.
  if (retried || status < 400 || (reinvite && status !== 408 && status !== 481)) return 'amber';
  return 'red';
}
