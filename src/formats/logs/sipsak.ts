import { type Frame, type LineView, socket } from '../text/frame.ts';
import type { TextFormat } from '../text/text-format.ts';

const FIRST = /New message with Via-Line:\s*$/;
const AGAIN = /(?:^|\W)request:\s*$/;
const RECEIVED = /received from: (UDP|TCP|TLS):(\S{1,80}):(\d{1,5})\s*$/;
const SENT_TO = /send to: (UDP|TCP|TLS):(\S{1,80}):(\d{1,5})\s*$/;
/** Lines behind the request in which its address is looked for. */
const FARTHEST = 90;

/** sipsak with `-vvv`. It prints each request twice, and its address behind it. */
export const sipsak: TextFormat = {
  id: 'sipsak',
  label: 'sipsak output',
  clock: 'none',
  looks: 'received from: UDP:…:5060',
  cues: ['New message with Via-Line:', 'request:', 'received from: '],
  announcesNothing: true,
  frame(view) {
    const received = RECEIVED.exec(view.text);
    if (received) return { direction: 'received', transport: received[1], peer: socket(received[2], received[3]) };
    if (FIRST.test(view.text)) return { ...sentTo(view), repeats: false };
    return AGAIN.test(view.text) ? { ...sentTo(view), repeats: true } : null;
  },
};

function sentTo(view: LineView): Frame {
  for (let n = 1; n <= FARTHEST; n++) {
    const text = view.line(n);
    if (text === null) break;
    const found = SENT_TO.exec(text);
    if (found) return { direction: 'sent', transport: found[1], peer: socket(found[2], found[3]) };
  }
  return { direction: 'sent' };
}
