import { firstInvite, passportOf } from '../identity.ts';
import type { Rule } from '../rule.ts';
import { quoted, rowsOf } from '../texts.ts';

const ATTEST = new Map([
  ['A', 'A: the provider knows the customer and the number'],
  ['B', 'B: the provider knows the customer, not the number'],
  ['C', 'C: the provider only passes the call on'],
]);

export const signedCaller: Rule = {
  id: 'I03',
  title: 'Caller number signed',
  severity: 'info',
  tier: 'F2',
  reference: 'RFC 8224 §4, RFC 8588 §4',
  reads: ['messages'],
  asks: ['INVITE'],
  headers: ['Identity'],
  when: 'The INVITE has an Identity header (STIR/SHAKEN) that can be read. The signature itself is not verified here.',
  unless: ['the Identity header cannot be read'],
  nextStep: 'Nothing to do.',
  *check(scene) {
    const invite = firstInvite(scene);
    const claims = invite ? passportOf(scene, invite.row) : null;
    if (!invite || !claims) return;
    const host = /^https?:\/\/([^/:]+)/i.exec(claims.certificate)?.[1] ?? 'somebody';
    yield {
      messages: rowsOf([invite]),
      text: `The caller number ${quoted(claims.origin || 'none', 30)} is signed by ${host.slice(0, 80)}${claims.attest === '' ? '' : `, attestation ${ATTEST.get(claims.attest.toUpperCase()) ?? claims.attest.slice(0, 20)}`}.`,
    };
  },
};
