import type { CallSummary } from '../../call/types.ts';
import { sayDuration } from '../../diagnose/say.ts';
import type { StoryNote } from '../../diagnose/telling.ts';
import type { OpenedCall } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { CopyForTicket } from '../share/copy-for-ticket.tsx';
import { Visible } from '../visible.tsx';
import { sayNumber } from '../words.ts';
import { Findings } from './findings.tsx';
import { Jump } from './jump.tsx';
import { Parts } from './parts.tsx';

/** What happened in the call: one sentence, what else is worth knowing, and the times. */
export function Story({ opened }: { readonly opened: OpenedCall }) {
  const { select } = useApp();
  const { story, detail } = opened;
  return (
    <header className="story">
      <div className="story-top">
        <h1>
          {story.because >= 0 ? (
            <Jump title="Show the message that decided it" onJump={() => void select.row(story.because)}>
              <Visible text={story.sentence} />
            </Jump>
          ) : (
            <Visible text={story.sentence} />
          )}
        </h1>
        <CopyForTicket />
      </div>
      {story.details.length > 0 && <Details notes={story.details} />}
      <Findings findings={opened.findings} />
      <Times detail={detail} />
      <Parts opened={opened} />
    </header>
  );
}

function Details({ notes }: { readonly notes: readonly StoryNote[] }) {
  const { select } = useApp();
  return (
    <p className="details">
      {notes.map(({ text, row }) => (
        <span key={`${row} ${text}`}>
          {row >= 0 ? (
            <Jump title="Show the message" onJump={() => void select.row(row)}>
              <Visible text={text} />
            </Jump>
          ) : (
            <Visible text={text} />
          )}{' '}
        </span>
      ))}
    </p>
  );
}

function Times({ detail }: { readonly detail: OpenedCall['detail'] }) {
  const figures = figuresOf(detail.summary).filter(([, value]) => value !== '');
  return (
    <dl className="times">
      {figures.map(([name, value, title]) => (
        <div key={name} title={title}>
          <dd className="mono">{value}</dd>
          <dt>{name}</dt>
        </div>
      ))}
      <Copies messages={detail.messages} />
    </dl>
  );
}

/** How many messages are folded into others, and a way to see them. */
function Copies({ messages }: { readonly messages: OpenedCall['detail']['messages'] }) {
  const { look } = useApp();
  const unfolded = useFacts((facts) => facts.unfolded);
  const copies = messages.filter(({ copy }) => copy === 'duplicate' || copy === 'retransmission').length;
  if (copies === 0) return null;
  return (
    <div title="Retransmissions, and packets that were captured twice">
      <dd className="mono">{sayNumber(copies)}</dd>
      <dt>
        <button type="button" className="link" aria-pressed={unfolded} onClick={() => look.unfolded(!unfolded)}>
          {unfolded ? 'copies, fold them' : 'copies folded, show them'}
        </button>
      </dt>
    </div>
  );
}

function figuresOf(summary: CallSummary): (readonly [name: string, value: string, title: string])[] {
  const { postDialDelay, ringing, talk, setup, messages, outcome, start, end, kind } = summary;
  const talking = outcome === 'dropped' ? 'after the answer' : 'talk time';
  return [
    ['post-dial delay', sayDuration(postDialDelay), 'First INVITE to the first sign of progress (RFC 6076 §4.3.1)'],
    ['ringing', sayDuration(ringing), 'First 180 (or 183) to the answer or the end'],
    ['to the answer', sayDuration(setup), 'First INVITE to the 2xx'],
    [talking, sayDuration(talk), 'Answer to the first BYE (RFC 6076 §4.5)'],
    ['in all', kind === 'call' ? '' : sayDuration(end - start), 'First to last message'],
    ['messages', sayNumber(messages), 'Copies included'],
  ];
}
