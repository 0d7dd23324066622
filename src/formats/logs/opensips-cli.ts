import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?<ts>\d{9,10}\.\d{6}) (?<tp>[A-Z]+)\/SIP (?<src>\S{1,80}?):(?<sp>\d{1,5}) -> (?<dst>\S{1,80}?):(?<dp>\d{1,5})\s*$/;

/** What `opensips-cli -x trace` prints; records of other protocols stand in between. */
export const opensipsCli: TextFormat = {
  id: 'opensips-cli',
  label: 'OpenSIPS CLI trace',
  clock: 'absolute',
  looks: '1559123758.904466 UDP/SIP …:5060 -> …:5060',
  cues: ['/SIP '],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
};
