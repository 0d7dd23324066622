import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?:(?<sent>Sent to)|(?<received>Received from)) (?<tp>udp|tcp|tls):(?<ip>\S{1,80}?):(?<port>\d{1,5}) (?:on \S{1,80} )?at (?<ts>.{8,40}?) \((?<len>\d+) bytes\):?\s*$/i;

/** SIP trace of the web page of Snom phones, old and new. */
export const snom: TextFormat = {
  id: 'snom',
  label: 'Snom SIP trace',
  clock: 'absolute',
  looks: 'Sent to udp:…:5060 at 22/1/2009 15:31:48:066 (… bytes):',
  cues: ['Sent to ', 'Received from '],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
};
