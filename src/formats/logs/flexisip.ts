import type { TextFormat } from '../text/text-format.ts';
import { sofia } from './sofia.ts';

/** The words of Sofia-SIP behind Flexisip's own prefix. */
const PREFIX = /flexisip-\w+-\w+:? /;

/** Flexisip's log: Sofia-SIP's words with a date before them, and double rules around the message. */
export const flexisip: TextFormat = {
  id: 'flexisip',
  label: 'Flexisip proxy log',
  clock: 'absolute',
  looks: '2019-01-10 17:35:58:391 flexisip-debug-… recv … bytes from udp/[…]:5060 at …:',
  cues: ['flexisip-'],
  frame: (view) => (PREFIX.test(view.text) ? sofia.frame(view) : null),
  endMarker(bytes, start, end) {
    if (end - start < 8) return -1;
    for (let at = start; at < end; at++) if (bytes[at] !== 61) return -1;
    return start;
  },
};
