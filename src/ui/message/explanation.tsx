import type { CallMessage } from '../../call/types.ts';
import type { StoryNote } from '../../diagnose/telling.ts';
import { type Explanation as Explained, explain } from './guide.ts';

interface ExplanationProps {
  readonly message: CallMessage;
  /** What the story of the call says at this message. */
  readonly notes: readonly StoryNote[];
}

/** What a message says, why it usually comes, and what to look at next. */
export function Explanation({ message, notes }: ExplanationProps) {
  const explained = explain(message.status, message.method, message.reinvite);
  return (
    <div className={`explanation ${toneOf(message)}`}>
      {notes.map((note) => (
        <p key={note.text}>
          <strong>{note.text}</strong>
        </p>
      ))}
      {explained ? <Sentences explained={explained} failed={message.status >= 300} /> : <Unknown message={message} />}
    </div>
  );
}

function Sentences({ explained, failed }: { readonly explained: Explained; readonly failed: boolean }) {
  const { meaning, cause, next, reference } = explained;
  return (
    <>
      <p>
        {meaning} <span className="reference">{reference}</span>
      </p>
      {failed && cause !== '' && (
        <p>
          <b>Usual cause:</b> {cause}
        </p>
      )}
      {failed && next !== '' && (
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
