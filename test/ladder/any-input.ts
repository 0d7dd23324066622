import fc from 'fast-check';
import { EndpointTable } from '../../src/base/endpoint.ts';
import type { CallMessage, SdpNote } from '../../src/call/types.ts';
import type { LadderInput } from '../../src/ladder/input.ts';
import { EMPTY_LANES } from '../../src/view/view.ts';

const TEXT = fc.oneof(
  fc.constantFrom('OK', 'Not Acceptable Here', 'Temporarily Unavailable', ''),
  fc.string({ maxLength: 80, unit: 'binary', size: 'max' }),
  fc.string({ maxLength: 200, unit: 'grapheme', size: 'max' }),
);

const SDP: fc.Arbitrary<SdpNote> = fc.record({
  role: fc.constantFrom('offer', 'answer', null),
  direction: fc.constantFrom('sendrecv', 'sendonly', 'recvonly', 'inactive'),
  earlyMedia: fc.boolean(),
  reoffer: fc.boolean(),
  hold: fc.boolean(),
  secure: fc.boolean(),
  video: fc.boolean(),
  fax: fc.boolean(),
});

const STEP = fc.constantFrom(0, 400, 20_000, 999_000, 4_900_000, 33e6, 7.3e9, 90e9, -50_000, Number.NaN);

const DRAWN = fc.record({
  from: fc.nat(7),
  to: fc.nat(7),
  step: STEP,
  status: fc.constantFrom(0, 0, 100, 183, 200, 302, 401, 488, 603),
  method: fc.constantFrom('INVITE', 'ACK', 'BYE', 'SUBSCRIBE', 'X-VERY-LONG-EXTENSION-METHOD'),
  reason: TEXT,
  flags: fc.nat(127),
  transport: fc.nat(3),
  copies: fc.option(
    fc.record({ back: fc.integer({ min: 1, max: 4 }), kind: fc.constantFrom('duplicate', 'retransmission') }),
  ),
  sdp: fc.option(SDP),
  retried: fc.boolean(),
});

/** Anything that a trace could make of itself: any ends, any clock, any text. */
export const anyInput: fc.Arbitrary<LadderInput> = fc
  .record({
    drawn: fc.array(DRAWN, { maxLength: 40 }),
    names: fc.array(TEXT, { minLength: 8, maxLength: 8 }),
    clock: fc.constantFrom('absolute', 'time-of-day', 'relative', 'none'),
    zone: fc.constantFrom(0, 60, -330),
    unfolded: fc.boolean(),
    findings: fc.array(
      fc.record({ rows: fc.array(fc.nat(40), { maxLength: 4 }), text: TEXT, ghost: fc.option(fc.nat(40)) }),
      {
        maxLength: 3,
      },
    ),
    phase: fc.option(fc.tuple(fc.nat(40), fc.integer({ min: -1, max: 40 }))),
  })
  .map(({ drawn, names, clock, zone, unfolded, findings, phase }) => ({
    messages: messagesOf(drawn),
    lanes: lanesOf(names),
    phases: phase ? [{ kind: 'talking', fromRow: phase[0], toRow: phase[1], caller: 0, callee: 1 }] : [],
    findings: findings.map(({ rows, text, ghost }) => ({
      rule: 'any',
      severity: 'warning',
      confidence: 'hint',
      call: 0,
      messages: rows,
      title: text,
      text,
      nextStep: '',
      reference: '',
      ...(ghost !== null && { ghost: { after: ghost, from: 0, to: 1, label: text } }),
    })),
    decisions: EMPTY_LANES,
    clock,
    zone,
    unfolded,
    width: 900,
  }));

function messagesOf(drawn: readonly (typeof DRAWN extends fc.Arbitrary<infer Drawn> ? Drawn : never)[]): CallMessage[] {
  let time = 1.7e15;
  return drawn.map((message, row) => {
    const { step, copies, status, ...rest } = message;
    if (!Number.isNaN(step)) time += step;
    const of = copies ? row - copies.back : -1;
    return {
      ...rest,
      row,
      status,
      source: 0,
      time: Number.isNaN(step) ? Number.NaN : time,
      kind: status === 0 ? 'request' : 'response',
      callId: 'a',
      cseq: 1,
      cseqMethod: message.method,
      fromTag: '1',
      toTag: '',
      branch: '',
      reinvite: false,
      copy: copies && of >= 0 ? copies.kind : null,
      of,
      leg: 0,
      transaction: -1,
      dialog: -1,
      size: 0,
    };
  });
}

function lanesOf(names: readonly string[]): LadderInput['lanes'] {
  const endpoints = new EndpointTable();
  const ids = names.map((name, at) => {
    if (at === 0) return endpoints.ofSelf(0);
    if (at === 1) return endpoints.ofUnknown(0, 'sender');
    return endpoints.ofHost(at % 2 ? `2001:db8::${at}:abcd:1234` : `${name || 'host'}.example.net`, 5060 + at * 1000);
  });
  return new Map(
    ids.map((id, at) => [
      id,
      { endpoint: endpoints.get(id), name: names[at] ?? '', product: names[7 - at] ?? '', inferred: at % 3 === 0 },
    ]),
  );
}
