import fc from 'fast-check';
import { HAS_SEQUENCE } from '../../src/base/captured.ts';
import { type Capsule, type CapsuleMessage, type Outcome, SHOWN_KINDS } from '../../src/capsule/capsule.ts';
import { EMPTY_LANES, EMPTY_VIEW } from '../../src/view/view.ts';

const encoder = new TextEncoder();

export const INVITE =
  'INVITE sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nCall-ID: 1\r\n\r\n';

/** Links as they were made once: those who have them must be able to open them. */
export const OLD_LINKS: readonly { readonly link: string; readonly texts: readonly string[] }[] = [
  {
    link: '#1AAQBhQI-nCNC4ajhi7q-gMihNI-E4QwhGPawXjMhb2gn1GWrrp4jak0_UIInWkEgFQWGrQchkFophwPulSdtaah-ahNC-BsLz',
    texts: [INVITE, INVITE.replace('INVITE', 'BYE')],
  },
];

/** A capsule of one source and two sockets with messages of the given texts. */
export function capsuleOf(...texts: string[]): Capsule {
  const messages = texts.map((text, i) =>
    message({ bytes: encoder.encode(text), time: 1_700_000_000_000_000 + i * 1234 }),
  );
  return {
    redacted: false,
    shown: [],
    sources: [{ name: 'call.pcap', clock: 'absolute', packets: true }],
    endpoints: [
      { kind: 'address', address: '192.0.2.1', port: 5060 },
      { kind: 'name', address: 'pbx.example.com', port: 0 },
    ],
    messages,
    view: null,
  };
}

function message(part: Partial<CapsuleMessage>): CapsuleMessage {
  return {
    source: 0,
    from: 0,
    to: 1,
    time: 0,
    transport: 1,
    flags: 0,
    sequence: 1,
    bytes: new Uint8Array(0),
    size: part.bytes?.length ?? 0,
    ...part,
  };
}

/** What was asked for, or a failure of the test that says why not. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem}: ${outcome.text}`);
  return outcome.value;
}

const sockets = fc.oneof(
  fc.record({ kind: fc.constant('address' as const), address: fc.ipV4(), port: fc.nat(65535) }),
  fc.constant({ kind: 'address' as const, address: '2001:db8::5', port: 5061 }),
  fc.record({
    kind: fc.constant('name' as const),
    address: fc.constantFrom('pbx', '10.XX.XX.1', 'a b'),
    port: fc.nat(65535),
  }),
  fc.constantFrom({ kind: 'self' as const, address: '', port: 0 }, { kind: 'unknown' as const, address: '', port: 0 }),
);

const times = fc.oneof(fc.constant(Number.NaN), fc.integer({ min: -(10 ** 9), max: 2 ** 51 }), fc.nat(1000));

/** Any capsule: bytes that are no SIP, times that go back or are missing, many kinds of record. */
export const anyCapsule: fc.Arbitrary<Capsule> = fc
  .record({
    redacted: fc.boolean(),
    shown: fc.subarray([...SHOWN_KINDS]),
    sources: fc.array(
      fc.record(
        {
          name: fc.string({ unit: 'binary' }),
          clock: fc.constantFrom('none', 'absolute', 'time-of-day', 'relative'),
          packets: fc.boolean(),
          zoneless: fc.constant(true),
        },
        { requiredKeys: ['name', 'clock', 'packets'] },
      ),
      { minLength: 1, maxLength: 10 },
    ),
    endpoints: fc.array(sockets, { minLength: 1, maxLength: 200 }),
    messages: fc.array(
      fc.record({
        source: fc.nat(),
        from: fc.nat(),
        to: fc.nat(),
        time: times,
        transport: fc.nat(7),
        flags: fc.nat(127),
        sequence: fc.nat(3),
        more: fc.option(fc.integer({ min: -5, max: 70_000 })),
        bytes: fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ max: 2, maxLength: 9 })),
      }),
      { maxLength: 12 },
    ),
    view: fc.option(
      fc
        .record({ call: fc.option(fc.nat()), row: fc.option(fc.nat()), filter: fc.string({ unit: 'binary' }) })
        .map((view) => ({
          ...EMPTY_VIEW,
          ...view,
          lanes: { ...EMPTY_LANES, order: ['192.0.2.1:5060'], names: new Map([['192.0.2.1:5060', '__proto__']]) },
          notes: new Map([[0, view.filter]]),
        })),
    ),
  })
  .map((capsule) => ({
    ...capsule,
    shown: capsule.redacted ? capsule.shown : [],
    messages: capsule.messages.map(({ more, ...one }) => ({
      ...one,
      size: Math.max(0, one.bytes.length + (more ?? 0)),
      source: one.source % capsule.sources.length,
      from: one.from % capsule.endpoints.length,
      to: one.to % capsule.endpoints.length,
    })),
  }));

/** Which messages carry the same sequence number: all that a capsule promises of them. */
export function repeats({ messages }: Capsule): number[] {
  return messages.map(({ flags, sequence }) =>
    (flags & HAS_SEQUENCE) === 0
      ? -1
      : messages.findIndex((other) => (other.flags & HAS_SEQUENCE) !== 0 && other.sequence === sequence),
  );
}

/** A capsule without what it promises only in part. */
export function comparable(capsule: Capsule): unknown {
  return { ...capsule, messages: capsule.messages.map((one) => ({ ...one, bytes: [...one.bytes], sequence: 0 })) };
}
