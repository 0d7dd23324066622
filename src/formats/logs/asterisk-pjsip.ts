import type { TextFormat } from '../text/text-format.ts';
import { asteriskStamp } from './asterisk.ts';

const FRAME = /<--- (?:(Received)|Transmitting) SIP (?:request|response) \((\d+) bytes\) (?:from|to) (\w+):(\S+) --->/;

/** Asterisk with `pjsip set logger on` (res_pjsip_logger): console, full log, syslog. */
export const asteriskPjsip: TextFormat = {
  id: 'asterisk-pjsip',
  label: 'Asterisk PJSIP logger',
  clock: 'absolute',
  looks: '<--- Received SIP request (… bytes) from UDP:… --->',
  cues: ['<--- Received SIP re', '<--- Transmitting SIP re'],
  frame({ text }) {
    const found = FRAME.exec(text);
    if (!found) return null;
    const [, received, length, transport, peer] = found;
    return {
      direction: received ? 'received' : 'sent',
      peer,
      transport,
      length: Number(length),
      stamp: asteriskStamp(text.slice(0, found.index)),
    };
  },
};
