import { socket } from '../text/frame.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?<tp>UDP|TCP|TLS|WSS?) (?:(?<received>read)|(?<sent>write))(?: from| to)? (?<local>\S{1,80}?):(?<localPort>\d{1,5}) (?:<-|->) (?<ip>\S{1,80}?):(?<port>\d{1,5}):?\s*$/;

/** sipgo and what is built on it (diago, LiveKit) with SIPDebug: this system stands before the arrow. */
export const sipgo: TextFormat = {
  id: 'sipgo',
  label: 'sipgo SIP debug',
  clock: 'absolute',
  looks: 'UDP read from …:5060 <- …:5060:',
  cues: [' read from ', ' write to ', ' read ', ' write '],
  frame({ text }) {
    const found = FRAME.exec(text);
    const frame = frameOf(found);
    if (!frame) return null;
    const local = socket(found?.groups?.local, found?.groups?.localPort);
    const isSent = frame.direction === 'sent';
    return { ...frame, peer: undefined, from: isSent ? local : frame.peer, to: isSent ? frame.peer : local };
  },
};
