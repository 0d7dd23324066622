import { headerKind, KNOWN_HEADER } from '../text/header-name.ts';
import { textBytes } from '../text/line-text.ts';
import { findStamp } from '../text/stamp.ts';
import { readSurroundings } from '../text/surroundings.ts';
import type { TextFormat } from '../text/text-format.ts';

const RECORD =
  /(?:\S{1,40} \[(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\] \[[\d.]+\] \w+: \w+\.\w+ {1,3}|GS_LOG: \[[0-9a-f:]{17}\]\[\d+\] ?)(.*)$/i;
const START = /^(?:[A-Z]{3,20} [a-z]+:\S+ SIP\/2\.0|SIP\/2\.0 \d{3})/;
/** Records of other things. */
const OTHER = /^(?:SIPStack|SigCtrl|\d{9,})/;
/** Lines of one message at most. */
const LINES = 400;

/** Grandstream phones and adapters by syslog: a message is cut into records at arbitrary places. */
export const grandstream: TextFormat = {
  id: 'grandstream',
  label: 'Grandstream syslog',
  clock: 'none',
  looks: 'HT801 [00:0b:82:…] [1.0.…] GS_ATA: USER.DEBUG  INVITE …',
  cues: [': USER.DEBUG ', 'GS_LOG: ['],
  announcesNothing: true,
  frame(view) {
    const rest = RECORD.exec(view.text)?.[1];
    if (rest === undefined || !START.test(rest)) return null;
    const before = RECORD.exec(view.line(-1) ?? '')?.[1];
    const said = before === undefined ? null : readSurroundings([before]);
    return { ...said, stamp: findStamp(view.text.slice(0, 40)) };
  },
  block(block, frame) {
    let text = RECORD.exec(block.line)?.[1] ?? '';
    for (let n = 0; n < LINES; n++) {
      const line = block.next();
      if (line === null) break;
      const record = RECORD.exec(line)?.[1];
      if (record !== undefined && (OTHER.test(record) || START.test(record))) {
        block.back();
        break;
      }
      // A record goes on where the last one was cut; whether that was at a line end its beginning has to tell.
      text += record === undefined ? `\r\n${line}` : `${beginsLine(record) ? '\r\n' : ''}${record}`;
    }
    block.text(textBytes(`${text}\r\n`), frame);
    return true;
  },
};

function beginsLine(text: string): boolean {
  if (text === '' || /^[a-z]=/.test(text)) return true;
  return headerKind(textBytes(text.slice(0, 80)), 0, Math.min(80, text.length)) >= KNOWN_HEADER;
}
