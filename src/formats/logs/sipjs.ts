import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';

const FRAME = /sip\.transport \|(?:[^|]{0,80}\|)? ?(?:(Sending)|Received) WebSocket (?:text |binary )?message:/i;

/** SIP.js with `traceSip`. It names no addresses. */
export const sipjs: TextFormat = {
  id: 'sipjs',
  label: 'SIP.js console',
  clock: 'absolute',
  looks: 'sip.Transport | Sending WebSocket message:',
  cues: ['sip.Transport |', 'sip.transport |'],
  frame({ text }) {
    const found = FRAME.exec(text);
    return found && { direction: found[1] ? 'sent' : 'received', stamp: findStamp(text.slice(0, found.index)) };
  },
};
