import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /SIGNAL \| (?:(?<sent>SENT to)|(?<received>RECEIVED from)) (?<ip>[^\s:]{1,80}):(?<port>\d{1,5})\. Length= (?<len>\d+)/;
const CLOSING_BRACE = 125;

/** SIPMessages.txt of Avaya one-X and Agent: messages in braces. */
export const avayaAgent: TextFormat = {
  id: 'avaya-agent',
  label: 'Avaya one-X and Agent',
  clock: 'absolute',
  looks: 'SIGNAL | SENT to …:5061. Length= ….',
  cues: ['SIGNAL | '],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
  endMarker: (bytes, start, end) => (end - start === 1 && bytes[start] === CLOSING_BRACE ? start : -1),
};
