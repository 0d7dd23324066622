import { socket } from '../text/frame.ts';
import { findStamp, onDayOf } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { isRule } from './rule.ts';

const FRAME =
  /(recv|send|sent) (\d+) bytes (?:from|to) (udp|tcp|tls|sctp|ws|wss)\/(?:\[([^\]]+)\]|([\w.-]+))(?::(\d+))?(?:\/\d+)?(?:;comp=\w+)? at ((?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d(?:\.\d{1,6})?):?\s*$/;
const CUT = /\*\*\* message truncated at \d+ \*\*\*/;

/** Sofia-SIP's trace: FreeSWITCH (`sofia global siptrace on`), drachtio, Janus and others, old (indented) and new. */
export const sofia: TextFormat = {
  id: 'sofia',
  label: 'FreeSWITCH and other Sofia-SIP traces',
  clock: 'time-of-day',
  limit: 'Sofia-SIP prints 2,047 bytes at most in old versions, 16,000 in new ones.',
  looks: 'recv … bytes from udp/[…]:5060 at …:',
  cues: [' bytes from ', ' bytes to ', '*** message truncated at'],
  frame({ text }) {
    const found = FRAME.exec(text);
    if (!found) return null;
    const [, verb, length, transport, inBrackets, bare, port, time = ''] = found;
    return {
      direction: verb === 'recv' ? 'received' : 'sent',
      peer: socket(inBrackets ?? bare, port),
      transport,
      length: Number(length),
      // The trace prints a time of day; drachtio puts the date before it.
      stamp: onDayOf(findStamp(text.slice(0, found.index)), findStamp(time)),
    };
  },
  endMarker(bytes, start, end) {
    // Dashes of the old form; a vertical tab in dump files.
    if (end - start === 1 && bytes[start] === 11) return start;
    return end - start >= 70 && end - start <= 74 && isRule(bytes, start, end) ? start : -1;
  },
  saysCut: ({ text }) => CUT.test(text),
};
