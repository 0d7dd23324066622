import { isSuccess } from '../exchange.ts';
import type { Rule } from '../rule.ts';
import { GIVE_UP } from '../silence.ts';
import { rowsOf, statusText } from '../texts.ts';
import { transfersOf } from '../transfers.ts';

export const transferUnreported: Rule = {
  id: 'X04',
  title: 'No report of the transfer',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3515 §2.4.4',
  reads: ['index', 'messages'],
  asks: ['REFER'],
  when: 'No NOTIFY comes within 32 seconds after a REFER was accepted, or a NOTIFY is refused with 481.',
  unless: [
    'Refer-Sub: false says that none will come (RFC 4488)',
    'the trace ends before',
    'the NOTIFY goes in a direction that was not captured',
    'the NOTIFY is missing from the trace, and the answer to it is there',
  ],
  nextStep: 'The side that transfers may hang up blindly; check the route of requests towards it.',
  *check(scene) {
    for (const { exchange, request, reports } of transfersOf(scene)) {
      const { final, client, server } = exchange;
      if (!isSuccess(final)) continue;
      const refused = reports
        .map(({ message }) => scene.exchanges.find((other) => other.request === message))
        .find((other) => other?.final?.status === 481);
      if (refused?.final && refused.request) {
        yield {
          messages: rowsOf([request, refused.request, refused.final]),
          title: 'Report of the transfer refused',
          text: `${scene.nameOf(refused.server)} refused the report of its own transfer with ${statusText(refused.final)}.`,
        };
      }
      const unwanted = [request.row, final.row].some((row) => /false/i.test(scene.header(row, 'Refer-Sub') ?? ''));
      if (reports.length > 0 || unwanted || !scene.coverage.watched(final.time, GIVE_UP)) continue;
      if (
        scene.coverage.blind(server, client) ||
        scene.exchanges.some((other) => other.method === 'NOTIFY' && other.client === server)
      )
        continue;
      yield {
        messages: rowsOf([request, final]),
        text: `${scene.nameOf(server)} accepted the transfer and never said what came of it.`,
        ghost: { after: final.row, from: server, to: client, label: 'NOTIFY' },
      };
    }
  },
};
