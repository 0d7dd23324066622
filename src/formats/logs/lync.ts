import { textBytes } from '../text/line-text.ts';
import { numberedStamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';

const RECORD =
  /TL_\w+\(TF_PROTOCOL\) \[\d+\][0-9A-Fa-f]+\.[0-9A-Fa-f]+::(\d\d\/\d\d\/\d{4}-\d\d:\d\d:\d\d\.\d{3}).{0,400}\$\$begin_record/;
const FIELD = /^([\w-]+): ?(.*)$/;
/** Fields of the record itself. */
const OWN = new Set(['Trace-Correlation-Id', 'Instance-Id', 'Direction', 'Peer', 'Message-Type', 'Start-Line']);
/** Lines of one record at most. */
const LINES = 2000;

/** OCS, Lync and Skype for Business (OCSLogger, CLS, Snooper): records of fields. */
export const lync: TextFormat = {
  id: 'lync',
  label: 'Lync or Skype for Business',
  clock: 'absolute',
  looks: 'TL_INFO(TF_PROTOCOL) … $$begin_record',
  cues: ['$$begin_record'],
  announcesNothing: true,
  frame({ text }) {
    const found = RECORD.exec(text);
    return found && { stamp: numberedStamp(found[1] ?? '', 'month-first'), column: found.index };
  },
  block(block, frame) {
    const own = new Map<string, string>();
    const headers: string[] = [];
    let body: string[] | null = null;
    for (let n = 0; n < LINES; n++) {
      const text = block.next();
      if (text === null || text.includes('$$end_record')) break;
      const field: RegExpExecArray | null = body ? null : FIELD.exec(text);
      const name: string = field?.[1] ?? '';
      const value: string = field?.[2] ?? '';
      if (body) body.push(text);
      else if (name === 'Message-Body') body = value === '-' ? [] : [value];
      else if (OWN.has(name)) own.set(name, value);
      else if (text !== '') headers.push(text);
    }
    const startLine = own.get('Start-Line');
    if (startLine === undefined) return false;
    const message = [startLine, ...headers, '', ...(body ?? [])].join('\r\n');
    const direction = own.get('Direction')?.startsWith('outgoing') ? 'sent' : 'received';
    block.message(textBytes(message.replace(/(?:\r\n)*$/, body?.length ? '\r\n' : '\r\n\r\n')), {
      ...frame,
      direction,
      peer: own.get('Peer'),
    });
    return true;
  },
};
