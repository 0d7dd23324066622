import { describe, expect, it } from 'vitest';
import { headerSayings } from '../../src/ui/message/guide.ts';
import { termsIn } from '../../src/ui/message/terms.ts';

const terms = (text: string) => termsIn(text).map(({ term }) => term);
const said = (header: string, value: string) => headerSayings(header, value).map(({ term }) => term);

describe('terms in a text', () => {
  it('are codes, causes, headers, option tags and SDP attributes, each once and in order', () => {
    expect(terms('Bob says 486 Busy Here. Its Reason is Q.850 cause 17 “User busy”; 486 Busy Here again.')).toEqual([
      '486 Busy Here',
      'Cause 17, User busy',
    ]);
    expect(terms('refused with 420: it wants 100rel, see Session-Expires and a=rtcp-mux')).toEqual([
      '420 Bad Extension',
      '100rel',
      'Session-Expires',
      'a=rtcp-mux',
    ]);
  });

  it('are not numbers and names that only look alike', () => {
    expect(terms('after 500 ms on port 486, 32 s later, From Alice to Bob at 192.0.2.1:503; a timer')).toEqual([]);
    expect(terms('')).toEqual([]);
  });
});

describe('values of headers', () => {
  it('are explained where they are registered', () => {
    expect(said('Reason', 'Q.850;cause=16;text="Normal call clearing", SIP ;cause=408 ;text="RTP timeout"')).toEqual([
      'Reason',
      'Q.850',
      'Cause 16, Normal call clearing',
      'SIP',
      '408 Request Timeout',
    ]);
    expect(said('Warning', '304 pbx "no codec", 399 pbx "more"')).toEqual([
      'Warning',
      '304 Media type not available',
      '399 Miscellaneous warning',
    ]);
    expect(said('Require', '100rel, timer')).toEqual(['Require', '100rel', 'timer']);
    expect(said('Via', 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1;rport;received=192.0.2.9')).toEqual([
      'Via',
      ';branch',
      ';rport',
      ';received',
    ]);
    expect(said('Allow', 'INVITE, FOO')).toEqual(['Allow', 'INVITE']);
  });

  it('of any length are explained in bounded time', () => {
    expect(headerSayings('Via', ';a'.repeat(200_000)).length).toBeLessThan(30);
  });
});
