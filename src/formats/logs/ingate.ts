import { socket } from '../text/frame.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /sipfw: (?:(?<sent>send) sf \(0x[0-9a-f]+\) to|(?<received>recv) from) (?<ip>\S{1,80}?):(?<port>\d{1,5}) via (?<local>\S{1,80}?):(?<lp>\d{1,5}) (?<tp>UDP|TCP|TLS) connection/;

/** Syslog of Ingate firewalls: each line of a message is a row of its own. */
export const ingate: TextFormat = {
  id: 'ingate',
  label: 'Ingate SIParator syslog',
  clock: 'time-of-day',
  limit: 'Old versions cut each row after 256 bytes.',
  looks: 'sipfw: recv from …:5060 via …:5060 UDP connection 2:',
  cues: ['sipfw: '],
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
