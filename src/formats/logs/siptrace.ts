import type { Frame, LineView } from '../text/frame.ts';
import { findStamp, type Stamp } from '../text/stamp.ts';
import type { TextFormat } from '../text/text-format.ts';

const ROW = /\*{5,} \d+\. row \*{5,}/;
const FIELD = /(?:^|\W)(time_stamp|time_us|fromip|toip|direction): (.*?)\s*$/;
/** `"2024-01-05 10:00:00","123456",…,"udp:a:5060","udp:b:5060",…,"in"` */
const COLUMNS = /"((?:udp|tcp|tls|sctp|wss?):[^"]{3,80})","((?:udp|tcp|tls|sctp|wss?):[^"]{3,80})"/;
const TIMES = /"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"(?:,"(\d{1,6})")?/;
/** Lines of one row at most. */
const FARTHEST = 99;

/** The table of Kamailio's siptrace module: `SELECT … \\G` and CSV. */
export const siptrace: TextFormat = {
  id: 'siptrace',
  label: 'Kamailio siptrace table',
  clock: 'absolute',
  looks: 'fromip: udp:…:5060 toip: udp:…:5060',
  cues: ['. row *****', '","udp:', '","tcp:', '","tls:', '","ws:', '","wss:'],
  reach: 12,
  announcesNothing: true,
  frame: (view) => (ROW.test(view.text) ? readRow(view) : readColumns(view.text)),
};

function readRow(view: LineView): Frame | null {
  const fields = new Map<string, string>();
  for (let n = 1; n <= FARTHEST; n++) {
    const text = view.line(n);
    if (text === null || ROW.test(text)) break;
    const found = FIELD.exec(text);
    if (found) fields.set(found[1] ?? '', found[2] ?? '');
    if (fields.has('toip') && fields.has('direction')) break;
  }
  const stamp = timeOf(fields.get('time_stamp'), fields.get('time_us'));
  return frameOfColumns(fields.get('fromip'), fields.get('toip'), fields.get('direction'), stamp);
}

function readColumns(text: string): Frame | null {
  const columns = COLUMNS.exec(text);
  const times = TIMES.exec(text);
  const direction = /"(in|out)"\s*$/.exec(text)?.[1];
  return frameOfColumns(columns?.[1], columns?.[2], direction, timeOf(times?.[1], times?.[2]));
}

function frameOfColumns(
  from: string | undefined,
  to: string | undefined,
  direction: string | undefined,
  stamp: Stamp | null,
): Frame | null {
  const transport = from?.slice(0, from.indexOf(':'));
  if (from === undefined || to === undefined || transport === undefined) return null;
  const said = direction === 'in' ? 'received' : direction === 'out' ? 'sent' : undefined;
  return { direction: said, from: socketOf(from), to: socketOf(to), transport, stamp };
}

/** The socket behind the transport: `udp:192.0.2.1:5060`. */
function socketOf(column: string): string {
  return column.slice(column.indexOf(':') + 1);
}

/** Seconds and microseconds are columns of their own. */
function timeOf(seconds: string | undefined, us: string | undefined): Stamp | null {
  const stamp = seconds === undefined ? null : findStamp(seconds);
  return stamp && us !== undefined ? { ...stamp, us: stamp.us + Number(us), fine: true } : stamp;
}
