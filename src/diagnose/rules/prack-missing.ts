import type { Rule } from '../rule.ts';
import { sayTimes } from '../say.ts';
import { rowsOf, statusText } from '../texts.ts';

export const prackMissing: Rule = {
  id: 'P01',
  title: 'PRACK missing',
  severity: 'error',
  tier: 'F3',
  reference: 'RFC 3262 §3',
  reads: ['index', 'messages'],
  asks: ['progress', 'retransmission'],
  when: 'A reliable 18x (with RSeq) is repeated three times or more, and no PRACK for it comes.',
  unless: ['the PRACK takes another way: the repeats stop', 'the final response of the INVITE comes first'],
  nextStep: 'The caller’s side does not see the 18x, or does not know 100rel although it says so.',
  *check(scene) {
    for (const { method, responses, hop, client, server, request } of scene.exchanges) {
      if (method !== 'INVITE' || hop) continue;
      for (const response of responses) {
        const rseq = scene.trace.index.columns.rseq[response.row] ?? 0;
        if (rseq === 0 || response.status >= 200) continue;
        const copies = scene.messages.filter(
          ({ row, of, copy }) => row === response.row || (copy === 'retransmission' && of === response.row),
        );
        const pracked = scene.messages.some(
          (message) =>
            message.method === 'PRACK' &&
            message.kind === 'request' &&
            (scene.header(message.row, 'RAck') ?? '').startsWith(`${rseq} `),
        );
        if (copies.length < 3 || pracked) continue;
        yield {
          messages: rowsOf([request], copies),
          text: `${scene.nameOf(server)} sent its reliable ${statusText(response)} ${sayTimes(copies.length)}, because no PRACK came. It will refuse the call in the end.`,
          ghost: { after: response.row, from: client, to: server, label: 'PRACK' },
        };
        return;
      }
    }
  },
};
