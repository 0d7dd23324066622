import { epochStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { oneLineMessage } from './one-line.ts';

const ROW = /(?:^|\W)(\d{5}) (\d{10}) \* (<==|==>) (\S+:\d{1,5}) +((?:[A-Z]+ \S+ )?SIP\/2\.0.*)$/;

/** Asterisk's `pjsip show history`: a table of start lines. */
export const asteriskHistory: TextFormat = {
  id: 'asterisk-history',
  label: 'Asterisk PJSIP history table',
  clock: 'absolute',
  looks: '00000 1690000000 * <== …:5060   INVITE …',
  cues: [' * <== ', ' * ==> '],
  startLinesOnly: true,
  frame({ text }) {
    const found = ROW.exec(text);
    if (!found) return null;
    return {
      direction: found[3] === '<==' ? 'received' : 'sent',
      peer: found[4],
      stamp: epochStamp(`${found[2]}.0`),
      column: found.index,
    };
  },
  block(block, frame) {
    block.message(oneLineMessage(ROW.exec(` ${block.line}`)?.[5] ?? ''), frame);
    return true;
  },
};
