import type { CallMessage } from '../call/types.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import type { Uri } from '../sip/uri.ts';
import { parameterValue } from '../sip/values.ts';
import type { Exchange } from './exchange.ts';
import type { Scene } from './scene.ts';

/** What a NOTIFY of a transfer said. */
export interface TransferReport {
  readonly notify: CallMessage;
  /** Status code in its body; 0 without. */
  readonly status: number;
  readonly terminated: boolean;
}

/** A REFER, as its sender sent it, and what came of it (RFC 3515). */
export interface Transfer {
  readonly exchange: Exchange;
  readonly request: CallMessage;
  readonly target: Uri | null;
  /** Refer-To carries Replaces: an attended transfer (RFC 3891). */
  readonly attended: boolean;
  readonly reports: readonly TransferReport[];
}

/** A transfer whose reports are still being gathered. */
type Gathered = Transfer & { readonly reports: TransferReport[] };

/** Every transfer of the call, on the first hop of its REFER. */
export function transfersOf(scene: Scene): Transfer[] {
  const transfers = scene.exchanges.flatMap((exchange): Gathered[] => {
    const { method, hop, request } = exchange;
    if (method !== 'REFER' || hop || !request) return [];
    const value = scene.header(request.row, 'Refer-To') ?? '';
    const target = value === '' ? null : parseNameAddr(value).uri;
    return [{ exchange, request, target, attended: /[?&]replaces=/i.test(value), reports: [] }];
  });
  for (const report of reportsIn(scene)) reportedBy(scene, report, transfers)?.reports.push(report);
  return transfers;
}

function reportsIn(scene: Scene): TransferReport[] {
  return scene.messages.flatMap((notify) => {
    const { method, kind, copy, row } = notify;
    if (method !== 'NOTIFY' || kind !== 'request' || copy !== null) return [];
    if (!/^refer\b/i.test(scene.header(row, 'Event') ?? '')) return [];
    const terminated = /^terminated/i.test(scene.header(row, 'Subscription-State') ?? '');
    return [{ notify, status: fragmentStatus(scene, row), terminated }];
  });
}

/** The transfer that a NOTIFY reports on (RFC 3515 §2.4.6), as far as its earlier reports are gathered. */
function reportedBy(scene: Scene, { notify }: TransferReport, transfers: readonly Gathered[]): Gathered | undefined {
  const asked = transfers.filter(({ request }) => !(notify.time < request.time) && request.fromTag !== notify.fromTag);
  const id = Number(/;\s*id\s*=\s*(\d+)/i.exec(scene.header(notify.row, 'Event') ?? '')?.[1] ?? Number.NaN);
  const named = asked.find(({ request }) => request.cseq === id);
  // Only reports on the first one may lack an id. Some senders never give one: then it is about the next that goes on.
  const isOpen = ({ exchange: { final }, reports }: Gathered) =>
    (final === null || final.status < 300) && !reports.some(({ terminated }) => terminated);
  return named ?? asked.find(isOpen) ?? asked.at(-1);
}

const decoder = new TextDecoder();

/** Status code of a message/sipfrag body (RFC 3420). */
function fragmentStatus(scene: Scene, row: number): number {
  const bytes = scene.bytes(row);
  const body = scene.headers(row).body();
  if (!bytes || !body) return 0;
  const text = decoder.decode(bytes.subarray(body.span.start, Math.min(body.span.end, body.span.start + 200)));
  return Number(/SIP\/2\.0\s+(\d{3})\b/i.exec(text)?.[1] ?? 0);
}

/** `sip:carol@example.com` without parameters. */
export function targetText(target: Uri | null): string {
  if (!target) return 'somebody';
  return (
    (target.user === null ? target.host : `${target.user}@${target.host}`).slice(0, 80) || target.text.slice(0, 80)
  );
}

/** Value of a parameter of the Replaces header or of Refer-To. */
export function replacesOf(value: string): {
  readonly callId: string;
  readonly toTag: string;
  readonly fromTag: string;
} {
  const [callId = '', ...parameters] = value.split(';').map((part) => part.trim());
  const tag = (name: string) =>
    parameterValue(
      parameters.map((text) => {
        const [key = '', ...rest] = text.split('=');
        const span = { start: 0, end: 0 };
        return { name: key.trim().toLowerCase(), value: rest.join('='), span, nameSpan: span, valueSpan: span };
      }),
      name,
    ) ?? '';
  return { callId, toTag: tag('to-tag'), fromTag: tag('from-tag') };
}
