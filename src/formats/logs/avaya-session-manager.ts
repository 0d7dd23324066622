import { socket } from '../text/frame.ts';
import { findStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';
import { isRule } from './rule.ts';

const FRAME =
  /(?:(?<received>in)|(?<sent>e))gress: ?\{ ?L(?<local>\S{1,80}?):(?<lp>\d{1,5})\/R(?<ip>\S{1,80}?):(?<port>\d{1,5})\/(?<tp>\w+)\//;

/** traceSM of the Avaya Session Manager: the time stands two lines before. */
export const avayaSessionManager: TextFormat = {
  id: 'avaya-session-manager',
  label: 'Avaya Session Manager traceSM',
  clock: 'absolute',
  looks: 'ingress: { L…:5061/R…:5061/TLS/… }',
  cues: ['ingress: ', 'egress: '],
  frame(view) {
    const found = FRAME.exec(view.text);
    const frame = frameOf(found);
    if (!frame) return null;
    const local = socket(found?.groups?.local, found?.groups?.lp);
    const ends = frame.direction === 'sent' ? { from: local, to: frame.peer } : { from: frame.peer, to: local };
    return { ...frame, ...ends, peer: undefined, stamp: findStamp(view.line(-2) ?? ''), above: 4 };
  },
  endMarker: (bytes, start, end) => (end - start >= 15 && isRule(bytes, start, end) ? start : -1),
};
