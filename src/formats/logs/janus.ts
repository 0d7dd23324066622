import type { TextFormat } from '../text/text-format.ts';
import { sofia } from './sofia.ts';

const ARROWS = />>> (?:recv|send|sent) \d+ bytes /;

/** The SIP plugin of Janus at its highest log level: Sofia-SIP's words behind `>>>`. */
export const janus: TextFormat = {
  id: 'janus',
  label: 'Janus SIP plugin log',
  clock: 'absolute',
  looks: '  >>> recv … bytes from udp/[…]:5060 at …:',
  cues: [' bytes from ', ' bytes to '],
  frame: (view) => (ARROWS.test(view.text) ? sofia.frame(view) : null),
  endMarker: (bytes, start, end) => sofia.endMarker?.(bytes, start, end) ?? -1,
};
