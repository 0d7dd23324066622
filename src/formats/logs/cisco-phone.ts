import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME = /JAVA-sipio-(?:(?<sent>sent--->)|(?<received>recv<---))/;

/** Console of Cisco 7800 and 8800 phones. It names no addresses. */
export const ciscoPhone: TextFormat = {
  id: 'cisco-phone',
  label: 'Cisco IP phone console',
  clock: 'time-of-day',
  looks: 'JAVA-sipio-sent---> INVITE …',
  cues: ['JAVA-sipio-'],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
};
