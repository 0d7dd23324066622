import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /\[SIP message (?:(?<sent>Sent to)|(?<received>Received from)) (?<tp>udp|tcp|tls):(?<ip>\S{1,80}?):(?<port>\d{1,5}) at (?<ts>.{8,40}?) +\((?<len>\d+) bytes\)/i;

/** Syslog of Avaya's smaller desk phones (B189, 11xx, Sky): the whole message in one line, its line ends written out. */
export const avayaSky: TextFormat = {
  id: 'avaya-sky',
  label: 'Avaya B189, 1100 series and Sky phones',
  clock: 'absolute',
  looks: '-[SIP message Sent to tcp:…:5060 at 04/08/2018 15:14:42  (… bytes)\\n\\nINVITE …',
  cues: ['[SIP message Sent', '[SIP message Rec', '[SIP message sent', '[SIP message rec'],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
};
