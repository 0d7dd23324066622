import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';

const FRAME = /(UDP|TCP|TLS|SCTP) message (?:(sent) \((\d+) bytes\):|received \[(\d+)\] bytes ?:)\s*$/;
const RULE = /-{40,} /;
/** A message that the scenario does not await is printed once more. */
const UNEXPECTED = /Unexpected (UDP|TCP|TLS|SCTP) message received:\s*$/;

/** SIPp with `-trace_msg`. The log names no addresses. */
export const sipp: TextFormat = {
  id: 'sipp',
  label: 'SIPp message log',
  clock: 'absolute',
  looks: 'UDP message sent (… bytes):',
  cues: [' message sent (', ' message received [', ' message received:'],
  frame(view) {
    const unexpected = UNEXPECTED.exec(view.text);
    if (unexpected) return { direction: 'received', transport: unexpected[1], repeats: true, above: 1 };
    const found = FRAME.exec(view.text);
    if (!found) return null;
    const [, transport, sent, sentLength, receivedLength] = found;
    const rule = view.line(-1);
    const isRule = rule !== null && RULE.test(rule);
    return {
      direction: sent ? 'sent' : 'received',
      transport,
      length: Number(sentLength ?? receivedLength),
      stamp: isRule ? findStamp(rule.slice(rule.lastIndexOf('---'))) : null,
      above: isRule ? 1 : 0,
      repeats: false,
    };
  },
};
