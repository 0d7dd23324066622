import { describe, expect, it } from 'vitest';
import { HEAD } from '../../src/formats/unwrap/encoding.ts';
import { makeRepairer } from '../../src/formats/unwrap/repairs.ts';

/** Beginnings that make an expression look at the same bytes again and again, if it can be made to. */
const PIECES = [
  'To:',
  'To: ',
  'To:$',
  '"Via:',
  ',"aVia:',
  ',"',
  '{"a":"',
  '"a":"Via:",',
  '<p ',
  'SIP/2.0 200 ',
  '[aa](aa',
  '<mailto:a@',
  '|aaa@',
  '\u00a0',
  '\u200b',
  ' ',
  '\t ',
  '\\u001b[',
  '&#39',
];

/** More than is ever looked at: looking at each byte again for each header would take minutes here. */
const LENGTH = 4 * HEAD;

describe('a text made to be slow is told in one pass', () => {
  it.each(PIECES)(
    '%j over and over',
    (piece) => {
      const text = `INVITE sip:a@b SIP/2.0\n${piece.repeat(LENGTH)}`;
      const head = new TextEncoder().encode(text).subarray(0, LENGTH);
      const repair = makeRepairer(head)?.repair;
      const repaired = repair ? repair(head, true) : head;
      expect(repaired.length).toBeLessThanOrEqual(head.length);
    },
    60_000,
  );
});
