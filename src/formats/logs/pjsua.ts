import { findStamp, onDayOf, type Stamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { isRule } from './rule.ts';

const FRAME = /(RX|TX) (\d+) bytes (?:Request|Response) msg \S+ \([^)]{0,60}\) (?:from|to) (\w+) (\S+?):\s*$/;
const END = '--end msg--';
const TIME = /(?<![\d:])\d\d:\d\d:\d\d\.\d{3}(?!\d)/g;

/** PJSIP: pjsua, MicroSIP, Jami, Telephone and everything else built on it, at log level 5. It cuts what is longer than 4,000 bytes. */
export const pjsua: TextFormat = {
  id: 'pjsua',
  label: 'PJSIP log',
  clock: 'time-of-day',
  looks: 'TX … bytes Request msg INVITE/cseq=… to UDP …:',
  limit: 'PJSIP prints 4,000 characters at most.',
  cues: [' bytes Request msg ', ' bytes Response msg '],
  frame({ text }) {
    const found = FRAME.exec(text);
    if (!found) return null;
    const [, direction, length, transport, peer] = found;
    return {
      direction: direction === 'RX' ? 'received' : 'sent',
      peer,
      transport,
      length: Number(length),
      stamp: stampIn(text.slice(0, found.index)),
    };
  },
  endMarker(bytes, start, end) {
    for (let i = 0; i < END.length; i++)
      if (bytes[start + i] !== END.charCodeAt(i)) return end - start >= 5 && isRule(bytes, start, end) ? start : -1;
    return start;
  },
};

/** PJSIP's own time is finer than that of the loggers that wrap it, and stands last. */
function stampIn(before: string): Stamp | null {
  const own = before.match(TIME)?.at(-1);
  const first = findStamp(before);
  return own === undefined ? first : onDayOf(first, findStamp(own));
}
