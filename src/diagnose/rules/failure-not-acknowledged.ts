import type { Rule } from '../rule.ts';
import { sayTimes } from '../say.ts';
import { rowsOf, statusText } from '../texts.ts';

export const failureNotAcknowledged: Rule = {
  id: 'T10',
  title: 'Refusal repeated, ACK missing',
  severity: 'warning',
  tier: 'F3',
  reference: 'RFC 3261 §17.1.1.3, §17.2.1',
  reads: ['index'],
  asks: ['failure', 'retransmission'],
  when: 'A failure response to an INVITE is sent three times or more, and no ACK with its branch comes.',
  unless: ['an ACK ends the repeats', 'one repeat crosses the ACK'],
  nextStep:
    'Check that the ACK has the branch of the INVITE and the To tag of the response, and that NAT lets the response through.',
  *check(scene) {
    for (const { method, final, ack, server, client, request } of scene.exchanges) {
      if (method !== 'INVITE' || !final || final.status < 300 || ack) continue;
      const copies = scene.messages.filter(
        ({ row, of, copy }) => row === final.row || (copy === 'retransmission' && of === final.row),
      );
      if (copies.length < 3) continue;
      const other = scene.messages.find(
        (message) =>
          message.method === 'ACK' &&
          message.cseq === final.cseq &&
          message.from === client &&
          message.to === server &&
          message.branch !== final.branch,
      );
      // A server that matches less strictly is content with it: the repeats end, but for one that crosses it.
      if (other && copies.filter(({ time }) => time > other.time).length < 2) continue;
      yield {
        messages: rowsOf([request], copies, [other]),
        text: `${scene.nameOf(server)} sent its ${statusText(final)} ${sayTimes(copies.length)}: ${other ? 'the ACK has another branch than the INVITE, so it does not count' : 'the caller’s side does not acknowledge it'}.`,
        ghost: { after: final.row, from: client, to: server, label: 'ACK' },
      };
    }
  },
};
