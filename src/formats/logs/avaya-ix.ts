import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /\[\.*MESSAGE\] (?:(?<sent>--->)|(?<received><---)) (?<ip>\d[\d.]{6,14}):(?<port>\d{1,5}) \d+ (?<len>\d+)\s*$/;

/** Avaya IX Meetings: every line carries the prefix. */
export const avayaIx: TextFormat = {
  id: 'avaya-ix',
  label: 'Avaya IX Meetings',
  clock: 'absolute',
  looks: '[….MESSAGE] ---> …:5060 …',
  cues: ['MESSAGE] ---> ', 'MESSAGE] <--- '],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
};
