import { socket } from '../text/frame.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?:(?<sent>sent)|(?<received>received)) msg for CallId:\S{1,80} (?:to|from) IP\/port:(?<ip>[^/\s]{1,80})\/(?<port>\d{1,5}), Local IP\/port:(?<local>[^/\s]{1,80})\/(?<lp>\d{1,5})/;

/** Trace files of Ribbon (Sonus) session border controllers, also by syslog. */
export const ribbon: TextFormat = {
  id: 'ribbon',
  label: 'Ribbon SBC trace (TRC)',
  clock: 'absolute',
  looks: 'received msg for CallId:… from IP/port:…/5060, Local IP/port:…/5060',
  cues: [' msg for CallId:'],
  frame({ text }) {
    const found = FRAME.exec(text);
    const frame = frameOf(found);
    if (!frame) return null;
    const local = socket(found?.groups?.local, found?.groups?.lp);
    return frame.direction === 'sent'
      ? { ...frame, from: local, to: frame.peer, peer: undefined }
      : { ...frame, from: frame.peer, to: local, peer: undefined };
  },
};
