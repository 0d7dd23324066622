import type { CallMessage } from '../../call/types.ts';
import type { Rule } from '../rule.ts';
import { sayDuration } from '../say.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';
import type { TraceFacts } from '../trace-facts.ts';

/** Packets of one file may be stored a little out of order, microseconds. */
const JITTER = 50_000;

export const clockUnreliable: Rule = {
  id: 'T12',
  title: 'Time stamps unreliable',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 3261 §17',
  reads: ['index'],
  when: 'A response carries an earlier time than its request on the same hop in another source, or time runs backwards by more than 50 ms within one source.',
  unless: ['packets stand out of order by a few milliseconds'],
  nextStep: 'Align the clocks of both captures by the messages that both of them have.',
  *check(scene) {
    const pair = earlyResponse(scene) ?? backwards(scene);
    if (!pair) return;
    const [earlier, later] = pair;
    const apart = sayDuration(Math.abs(later.time - earlier.time));
    yield {
      messages: rowsOf([earlier, later]),
      text: `The times of this call come from clocks that disagree, by ${apart} at least. Durations between these points are not to be trusted.`,
    };
  },
};

/** A response that stands before its request on the same hop. */
function earlyResponse(scene: Scene): readonly [CallMessage, CallMessage] | null {
  if (!mayBeEarly(scene)) return null;
  const answered = new Map<string, CallMessage>();
  for (const message of scene.messages) {
    const key = `${message.branch} ${message.cseq} ${message.method}`;
    if (message.kind === 'response') {
      if (message.branch !== '' && !answered.has(key)) answered.set(key, message);
      continue;
    }
    const response = message.copy === null ? answered.get(key) : undefined;
    if (response && response.from === message.to && message.time - response.time > allowed(response, message))
      return [response, message];
  }
  return null;
}

/** How far two messages may be out of order, microseconds: sources of their own are in no order. */
function allowed(response: CallMessage, request: CallMessage): number {
  return response.source === request.source ? JITTER : 0;
}

/** Whether a request stands behind a response with its CSeq: nearly never. */
function mayBeEarly({ messages }: Scene): boolean {
  const answered = new Set<number>();
  const sequences = new Set<string>();
  return messages.some(({ kind, copy, cseq, method }) => {
    if (kind === 'request') return copy === null && answered.has(cseq) && sequences.has(method);
    answered.add(cseq);
    sequences.add(method);
    return false;
  });
}

function backwards(scene: Scene): readonly [CallMessage, CallMessage] | null {
  const jumps = scene.trace.once(backwardJumps);
  if (jumps.size === 0) return null;
  const later = scene.messages.find(({ row }) => jumps.has(row));
  const before = later && scene.at(jumps.get(later.row) ?? -1);
  return later && before ? [later, before] : null;
}

/** Rows whose time lies before that of the message read before them in the same source, with that message. */
function backwardJumps({ index }: TraceFacts): ReadonlyMap<number, number> {
  const { time, source } = index.columns;
  const last = new Map<number, number>();
  const jumps = new Map<number, number>();
  for (let row = 0; row < index.count; row++) {
    const from = source[row] as number;
    const before = last.get(from);
    if (before !== undefined && (time[before] as number) - (time[row] as number) > JITTER) jumps.set(row, before);
    last.set(from, row);
  }
  return jumps;
}
