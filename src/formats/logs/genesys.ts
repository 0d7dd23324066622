import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?:SIPTR: )?(?:(?<received>Received)|(?<sent>Sending))\s+\[\d+,(?<tp>\w+)\] (?<len>\d+) bytes (?:from|to) (?<ip>\[?[0-9A-Fa-f.:]{2,60}?\]?):(?<port>\d{1,5}) (?:<<<<<|>>>>>)/;

/** Logs of the Genesys SIP Server. */
export const genesys: TextFormat = {
  id: 'genesys',
  label: 'Genesys SIP Server',
  clock: 'time-of-day',
  looks: 'SIPTR: Received [0,UDP] … bytes from …:5060 <<<<<',
  cues: [' <<<<<', ' >>>>>'],
  frame({ text }) {
    const found = FRAME.exec(text);
    const frame = frameOf(found);
    // A colon stands behind the time.
    return frame && found && { ...frame, stamp: findStamp(text.slice(0, found.index).replace(/: *$/, '')) };
  },
};
