import { TRUNCATED } from '../../base/captured.ts';
import type { CallMessage } from '../../call/types.ts';
import { isOpen } from '../../media/stream.ts';
import type { Severity } from '../finding.ts';
import type { Rule } from '../rule.ts';
import type { Scene } from '../scene.ts';
import { rowsOf } from '../texts.ts';

/** Faults after which a reader may give up, and what they are; other faults of the parser are worth a note. */
const SERIOUS = new Set([
  'sdp-missing-line',
  'sdp-bad-line',
  'sdp-bad-media',
  'sdp-bad-port',
  'sdp-bad-connection',
  'sdp-unknown-version',
  'sdp-bad-order',
]);

export const sdpMalformed: Rule = {
  id: 'S31',
  title: 'SDP malformed',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 8866 §5',
  reads: ['sdp'],
  asks: ['sdp'],
  when: 'A session description lacks a line that must be there, has one that cannot be read, or an open stream without an address.',
  unless: [
    'an offer without media lines is legal (RFC 3264 §5)',
    'the message was cut by the capture',
    'the trace is a log that may change what it prints',
    's= or t= is missing: most readers do not mind',
    'the line of a refused stream (port 0): its formats say nothing',
  ],
  nextStep: 'Correct the sender; the message shows the line.',
  *check(scene) {
    if (scene.coverage.lossy) return;
    const told = new Set<string>();
    for (const message of scene.messages) {
      if (!message.sdp || message.copy !== null || message.flags & TRUNCATED) continue;
      const fault = faultOf(scene, message);
      if (!fault || told.has(`${message.from} ${fault.text}`)) continue;
      told.add(`${message.from} ${fault.text}`);
      yield {
        severity: fault.severity,
        messages: rowsOf([message]),
        text: `The SDP of ${scene.nameOf(message.from)} is not as it has to be: ${fault.text}`,
      };
    }
  },
};

function faultOf(scene: Scene, { row }: CallMessage): { readonly severity: Severity; readonly text: string } | null {
  const sdp = scene.sdp(row);
  if (!sdp) return null;
  const lost = sdp.media.find((media) => isOpen(media) && !media.connection);
  if (lost) return { severity: 'error', text: `no address (c=) is given for its ${lost.kind.slice(0, 20)}.` };
  const serious = sdp.problems.find(({ code, text }) => SERIOUS.has(code) && !/ [st]= line/.test(text));
  const [any] = sdp.problems;
  if (serious) return { severity: 'error', text: serious.text };
  return any ? { severity: 'info', text: any.text } : null;
}
