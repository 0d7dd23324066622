import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME = /\[platform_print_sip_msg\] - sipio-(?:(?<sent>sent--->)|(?<received>recv<---))/;

/** csf-unified.log of Cisco Jabber. It names no addresses. */
export const ciscoJabber: TextFormat = {
  id: 'cisco-jabber',
  label: 'Cisco Jabber',
  clock: 'absolute',
  looks: '[platform_print_sip_msg] - sipio-sent---> INVITE …',
  cues: ['[platform_print_sip_msg]'],
  frame: ({ text }) => frameOf(FRAME.exec(text)),
};
