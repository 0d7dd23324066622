import type { CallMessage } from '../call/types.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import type { Uri } from '../sip/uri.ts';
import { parameterValue } from '../sip/values.ts';
import type { Exchange } from './exchange.ts';
import { fragmentStatus } from './heard.ts';
import { type ReferReport, referReports } from './refer-reports.ts';
import type { Scene } from './scene.ts';

/** A REFER, as its sender sent it, and what came of it (RFC 3515). */
export interface Transfer {
  readonly exchange: Exchange;
  readonly request: CallMessage;
  readonly target: Uri | null;
  /** Refer-To carries Replaces: an attended transfer (RFC 3891). */
  readonly attended: boolean;
  readonly reports: readonly ReferReport[];
}

/** Every transfer of the call, on the first hop of its REFER. */
export function transfersOf(scene: Scene): Transfer[] {
  const refers = scene.exchanges.flatMap((exchange) => {
    const { method, hop, request, final } = exchange;
    return method === 'REFER' && !hop && request ? [{ exchange, request, final }] : [];
  });
  const reports = referReports(refers, scene.messages, {
    header: scene.header,
    fragment: (row) => fragmentStatus(scene.bytes(row), scene.headers(row)),
  });
  return refers.map((refer) => {
    const { exchange, request } = refer;
    const value = scene.header(request.row, 'Refer-To') ?? '';
    const target = value === '' ? null : parseNameAddr(value).uri;
    return { exchange, request, target, attended: /[?&]replaces=/i.test(value), reports: reports.get(refer) ?? [] };
  });
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
