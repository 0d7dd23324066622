import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /(?:(?<sent>SENDING)|(?<received>RECEIVED)):? (?<len>\d+) bytes (?:to|from):? (?:\w{1,8}:\/\/)?(?<ip>[^\s:]{1,80}):(?<port>\d{1,5}) \{\s*$/;
const CLOSING_BRACE = 125;

/** Avaya Workplace, Communicator, Vantage: messages in braces. */
export const avayaClientSdk: TextFormat = {
  id: 'avaya-client-sdk',
  label: 'Avaya Workplace and Client SDK',
  clock: 'absolute',
  looks: '[CSDK::SIP] SENDING … bytes to …:5061 {',
  cues: ['SENDING', 'RECEIVED'],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
  endMarker: (bytes, start, end) => (end - start === 1 && bytes[start] === CLOSING_BRACE ? start : -1),
};
