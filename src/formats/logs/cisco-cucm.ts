import { socket } from '../text/frame.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /SIP(?:Tcp|Udp|Tls)\b.{0,60}?(?:(?<received>Incoming)|(?<sent>Outgoing)) SIP (?<tp>TCP|UDP|TLS) message (?:size (?<len>\d+) )?(?:from|to) (?<ip>\[?[0-9A-Fa-f.:]{2,60}?\]?)(?: on port (?<port>\d{1,5})|:\[(?<port2>\d{1,5})\])/;

/** SDL and SDI traces of Cisco CUCM: CUCM itself is the other end. */
export const ciscoCucm: TextFormat = {
  id: 'cisco-cucm',
  label: 'Cisco CUCM SDL trace',
  clock: 'time-of-day',
  looks: '|AppInfo |//SIP/SIPUdp/wait_SdlDataInd: Incoming SIP UDP message size … from …:[5060]:',
  cues: ['Incoming SIP ', 'Outgoing SIP '],
  frame({ text }) {
    const found = FRAME.exec(text);
    const { ip, port, port2 } = found?.groups ?? {};
    const frame = frameOf(found);
    return frame && { ...frame, peer: socket(ip, port ?? port2) };
  },
};
