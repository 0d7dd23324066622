import { socket } from '../text/frame.ts';
import type { TextFormat } from '../text/text-format.ts';
import { frameOf } from './frame-of.ts';

const FRAME =
  /UTCTime="(?<ts>[^"]{10,40})"\s+Module="network\.sip"\s+Level="DEBUG":\s*(?:Action="\s*\w+\s*"\s+)?(?:Local-ip="\s*(?<lip>[^"\s]{1,80})\s*"\s+Local-port="(?<lp>\d{1,5})"\s+)?(?:(?<received>Src)|(?<sent>Dst))-ip="\s*(?<ip>[^"\s]{1,80})\s*"\s+(?:Src|Dst)-port="(?<port>\d{1,5})"/;
/** The bar that closes a message, behind blanks. */
const BAR = 124;

/** Diagnostic log of Cisco Expressway, VCS and TANDBERG; the line of level INFO says the same again without the message. */
export const ciscoExpressway: TextFormat = {
  id: 'cisco-expressway',
  label: 'Cisco Expressway or VCS',
  clock: 'absolute',
  looks: 'Module="network.sip" … Action="Received" … SIPMSG:',
  cues: ['Module="network.sip"'],
  frame({ text }) {
    const found = FRAME.exec(text);
    const said = frameOf(found);
    const frame = said?.stamp ? { ...said, stamp: { ...said.stamp, zoned: true } } : said;
    const local = socket(found?.groups?.lip, found?.groups?.lp);
    if (!frame || local === undefined) return frame;
    return frame.direction === 'sent'
      ? { ...frame, from: local, to: frame.peer, peer: undefined }
      : { ...frame, from: frame.peer, to: local, peer: undefined };
  },
  endMarker(bytes, start, end) {
    if (bytes[end - 1] !== BAR || end === start) return -1;
    for (let at = start; at < end - 1; at++) if (bytes[at] !== 32) return -1;
    return start;
  },
};
