import type { CallSummary } from '../../call/types.ts';
import type { Clause, Sentence, StoryNote } from '../../diagnose/clause.ts';
import { sayDuration } from '../../diagnose/say.ts';
import type { OpenedCall } from '../../worker/protocol.ts';
import { useApp, useFacts } from '../app-context.ts';
import { CopyForTicket } from '../share/copy-for-ticket.tsx';
import { Prose } from '../visible.tsx';
import { sayNumber } from '../words.ts';
import { Findings } from './findings.tsx';
import { Jump } from './jump.tsx';
import { Parts } from './parts.tsx';

/** What happened in the call: its story, what else is worth knowing, and the times. */
export function Story({ opened }: { readonly opened: OpenedCall }) {
  const { story, detail } = opened;
  const [first, ...others] = placed(story.sentences);
  return (
    <header className="story">
      <div className="story-top">
        <h1>{first && <Clauses placed={first} />}</h1>
        <CopyForTicket />
      </div>
      {others.length > 0 && (
        <p className="more-story">
          {others.map((sentence) => (
            <span key={sentence.from}>
              <Clauses placed={sentence} />{' '}
            </span>
          ))}
        </p>
      )}
      {story.details.length > 0 && <Details notes={story.details} />}
      <Findings findings={opened.findings} remarks={opened.remarks} />
      <Times detail={detail} />
      <Parts opened={opened} />
    </header>
  );
}

/** A sentence, and the position of its first clause among all clauses of the story. */
interface Placed {
  readonly sentence: Sentence;
  readonly from: number;
}

function placed(sentences: readonly Sentence[]): Placed[] {
  let from = 0;
  return sentences.map((sentence) => {
    const one = { sentence, from };
    from += sentence.length;
    return one;
  });
}

/** The clauses of a sentence; each lights up the rungs that it speaks of. */
function Clauses({ placed: { sentence, from } }: { readonly placed: Placed }) {
  return sentence.map((clause, i) => <ClauseText key={clause.text} clause={clause} at={from + i} />);
}

/** The punctuation around the words of a clause belongs to the sentence. */
const AROUND = /^([,;]?\s*)(.*?)(\.?)$/s;

function ClauseText({ clause: { text, rows }, at }: { readonly clause: Clause; readonly at: number }) {
  const { select } = useApp();
  const chosen = useFacts((facts) => facts.clause);
  const [, before = '', words = text, after = ''] = AROUND.exec(text) ?? [];
  if (rows.length === 0) return <Prose text={text} />;
  return (
    <>
      {before}
      <Jump
        title={rows.length === 1 ? 'Show the message' : `Show these ${rows.length} messages`}
        chosen={chosen === at}
        onJump={() => void select.clause(at)}
      >
        <Prose text={words} />
      </Jump>
      {after}
    </>
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
              <Prose text={text} />
            </Jump>
          ) : (
            <Prose text={text} />
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
      <Negotiated messages={detail.messages} />
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

/** How many messages describe media, and a way to see what both sides agreed on. */
function Negotiated({ messages }: { readonly messages: OpenedCall['detail']['messages'] }) {
  const { look } = useApp();
  const descriptions = messages.filter(({ sdp, copy }) => sdp !== null && copy === null).length;
  if (descriptions === 0) return null;
  return (
    <div title="What was offered, answered and agreed on (g)">
      <dd className="mono">{sayNumber(descriptions)} SDP</dd>
      <dt>
        <button type="button" className="link" onClick={() => look.dialog('negotiation')}>
          media negotiation
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
