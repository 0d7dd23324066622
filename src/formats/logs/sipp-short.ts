import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { oneLineMessage } from './one-line.ts';

const ROW =
  /(\d{4}-\d\d-\d\d\t\d\d:\d\d:\d\d\.\d{6})\t\d+\.\d{6}\t([SR])\t([^\t]+)\tCSeq:([^\t]+)\t((?:[A-Z]+ \S+ )?SIP\/2\.0.*)$/;

/** SIPp with `-trace_shortmsg`: one row a message, with no more headers than Call-ID and CSeq. */
export const sippShort: TextFormat = {
  id: 'sipp-short',
  label: 'SIPp short message log',
  clock: 'absolute',
  looks: '2024-01-01⇥00:00:00.123456⇥…⇥S⇥Call-ID⇥CSeq:1 INVITE⇥INVITE …',
  cues: ['\tCSeq:'],
  frame({ text }) {
    const found = ROW.exec(text);
    if (!found) return null;
    return {
      direction: found[2] === 'S' ? 'sent' : 'received',
      stamp: findStamp((found[1] ?? '').replace('\t', ' ')),
      column: found.index,
    };
  },
  block(block, frame) {
    const [, , , callId, cseq, startLine] = ROW.exec(block.line) ?? [];
    block.message(oneLineMessage(startLine ?? '', callId, cseq), frame);
    return true;
  },
};
