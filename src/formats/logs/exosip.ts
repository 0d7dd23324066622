import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /Message (?:(?<sent>sent): \(to dest=|(?<received>received) from: )(?<ip>\[?[\w.:%-]{1,80}?\]?):(?<port>\d{1,5})\)?\s*$/;

/** Trace of eXosip and oSIP, found in phones built on them. */
export const exosip: TextFormat = {
  id: 'exosip',
  label: 'eXosip trace',
  clock: 'none',
  looks: 'Message sent: (to dest=…:5060)',
  cues: ['Message sent: ', 'Message received from: '],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
};
