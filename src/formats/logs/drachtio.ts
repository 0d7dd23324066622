import type { TextFormat } from '../text/text-format.ts';
import { sofia } from './sofia.ts';

/** A date stands before the words of Sofia-SIP. */
const DATED = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} (?:recv|send) \d+ bytes /;

/** drachtio's log: Sofia-SIP's words with a date before them, and no rules around the message. */
export const drachtio: TextFormat = {
  id: 'drachtio',
  label: 'drachtio server log',
  clock: 'absolute',
  looks: '2018-07-05 12:44:44.266556 recv … bytes from tcp/[…]:5060 at …:',
  cues: [' bytes from ', ' bytes to '],
  frame: (view) => (DATED.test(view.text) ? sofia.frame(view) : null),
};
