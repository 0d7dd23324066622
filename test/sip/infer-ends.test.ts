import { describe, expect, it } from 'vitest';
import { INFERRED_FROM, INFERRED_TO } from '../../src/base/captured.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

/** Lanes of each message as `from>to`, by address and port. */
function ends(flow: string): string[] {
  const index = indexFrom(callFrom(flow));
  const name = (id: number) => {
    const { address, port, kind } = index.endpoints.get(id);
    return address === '' ? kind : `${address}:${port}`;
  };
  const { from, to } = index.columns;
  return Array.from({ length: index.count }, (_, row) => `${name(from[row] as number)}>${name(to[row] as number)}`);
}

const PARTIES = `addresses none
  alice = 192.0.2.10:5060
  bob = 203.0.113.20:5070`;
const A = '192.0.2.10:5060';
const B = '203.0.113.20:5070';

describe('ends of messages whose log prints none', () => {
  it('are told from Via, Request-URI and Contact, both ways of a dialog on the same two lanes', () => {
    const told = ends(`${PARTIES}
      alice -> bob INVITE sdp
      bob -> alice 180
      bob -> alice 200 sdp
      alice -> bob ACK
      bob -> alice BYE
      alice -> bob 200`);
    expect(told).toEqual([`${A}>${B}`, `${B}>${A}`, `${B}>${A}`, `${A}>${B}`, `${B}>${A}`, `${A}>${B}`]);
  });

  it('go hop by hop where a proxy stands in between', () => {
    const told = ends(`${PARTIES}
      proxy p1 record-route
      p1 = 198.51.100.5:5060
      alice -> bob INVITE sdp via p1
      bob -> alice 200 sdp via p1
      alice -> bob ACK via p1
      bob -> alice BYE via p1
      alice -> bob 200 via p1`);
    const P = '198.51.100.5:5060';
    expect(new Set(told.flatMap((pair) => pair.split('>')))).toEqual(new Set([A, P, B]));
    expect(told[1]).toBe(`${P}>${B}`);
    expect(told[3]).toBe(`${P}>${A}`);
  });

  it('are marked as inferred', () => {
    const { flags } = indexFrom(callFrom(`${PARTIES}\nalice -> bob OPTIONS`)).columns;
    expect(flags[0]).toBe((flags[0] as number) | INFERRED_FROM | INFERRED_TO);
  });
});
