import type { Random } from '../random.ts';
import type { CallPlan, Kind, LegsOptions } from './plan.ts';

/** What one call carries through all of its legs, and what differs. */
interface Shared {
  readonly session: string;
  readonly far: string;
  readonly icid: string;
  readonly guid: string;
  readonly ucid: string;
  readonly uui: string;
  readonly genesys: string;
  readonly broadworks: string;
  readonly identity: string;
  readonly tag: string;
  readonly origin: string;
  readonly media: string;
  readonly ice: string;
}

/** Headers and SDP of one leg. */
export interface LegText {
  readonly callId: string;
  readonly fromTag: string;
  readonly toTag: string;
  readonly branch: string;
  readonly from: string;
  readonly to: string;
  readonly caller: string;
  readonly called: string;
  readonly headers: readonly string[];
  readonly body: string;
  readonly bodyType: string;
  /** What the agent that captured it says of each of its messages (HEP); '' for nothing. */
  readonly correlation: string;
}

/** Writes the legs of a call with the evidence that the options leave. */
export function writeLegs(plan: CallPlan, options: LegsOptions, random: Random): LegText[] {
  const has = (kind: Kind) => options.evidence.includes(kind);
  const shared = sharedOf(plan, random);
  const legs: LegText[] = [];
  for (const [hop, { from, to }] of plan.legs.entries()) {
    const before = legs.at(-1);
    const callId = has('affix') && before ? `${legs[0]?.callId}_b2b-${hop}` : `${random.hex(20)}@${from}`;
    const fromTag = has('from-tag') ? shared.tag : random.hex(12);
    const branch = `z9hG4bK${random.hex(16)}`;
    const own = { callId, fromTag, toTag: random.hex(12), branch, from, to };
    legs.push({
      ...own,
      caller: has('calling') || hop === 0 ? plan.caller : `${random.digits(8)}`,
      called: has('called') || hop === 0 ? plan.called : `${random.digits(8)}`,
      headers: [...headersOf(has, shared, before, random), ...(options.constants ? constants(has) : [])],
      body:
        has('body') && before
          ? `<call><origin>${before.callId}</origin></call>\r\n`
          : sdp(has, shared, options, from, random),
      bodyType: has('body') && before ? 'application/vnd.example+xml' : 'application/sdp',
      correlation: has('correlation') ? `b2b-call-${plan.number}` : options.constants ? 'agent-of-all' : '',
    });
  }
  return legs;
}

function sharedOf(plan: CallPlan, random: Random): Shared {
  return {
    session: random.hex(32),
    far: random.hex(32),
    icid: `${random.hex(16)}.1.${plan.number}`,
    guid: `${random.digits(9)}-${random.digits(9)}-${random.digits(9)}-${random.digits(9)}`,
    ucid: random.digits(20),
    uui: random.hex(16),
    genesys: random.hex(32).toUpperCase(),
    broadworks: `${random.hex(8)}-${random.hex(4)}-${random.hex(12)}`,
    identity: random.hex(86),
    tag: random.hex(12),
    origin: `${random.digits(10)} 1`,
    media: `IN IP4 10.9.${random.whole(0, 255)}.${random.whole(1, 254)} ${random.whole(10_000, 60_000)}`,
    ice: `${random.hex(8)} ${random.hex(24)}`,
  };
}

function headersOf(
  has: (kind: Kind) => boolean,
  shared: Shared,
  before: LegText | undefined,
  random: Random,
): string[] {
  const { session, far } = shared;
  const nil = '0'.repeat(32);
  return [
    ...(has('session-id') ? [`Session-ID: ${session};remote=${nil}`] : []),
    ...(has('session-crossed')
      ? [`Session-ID: ${before ? `${far};remote=${session}` : `${session};remote=${far}`}`]
      : []),
    ...(has('session-half') ? [`Session-ID: ${session};remote=${random.hex(32)}`] : []),
    ...(has('icid') ? [`P-Charging-Vector: icid-value="${shared.icid}";icid-generated-at=10.2.0.1`] : []),
    ...(has('cisco-guid') ? [`Cisco-Guid: ${shared.guid}`] : []),
    ...(has('ucid') ? [`X-UCID: ${shared.ucid}`] : []),
    ...(has('uui') ? [`User-to-User: 00FA08${shared.uui};encoding=hex`] : []),
    ...(has('genesys') ? [`X-Genesys-CallUUID: ${shared.genesys}`] : []),
    ...(has('broadworks') ? [`X-BroadWorks-Correlation-Info: ${shared.broadworks}`] : []),
    ...(has('identity')
      ? [`Identity: eyJhbGciOiJFUzI1NiJ9.eyJpYXQiOjF9.${shared.identity};info=<https://cert.example/a.pem>;alg=ES256`]
      : []),
    ...(before ? naming(has, before) : []),
  ];
}

function naming(has: (kind: Kind) => boolean, before: LegText): string[] {
  return [
    ...(has('x-call-id') ? [`X-Inbound-Call-ID: ${before.callId}`] : []),
    ...(has('history-info') ? [`History-Info: <sip:${before.called}@example.com?X-CID=${before.callId}>;index=1`] : []),
    ...(has('replaces') ? [`Replaces: ${before.callId};to-tag=${before.toTag};from-tag=${before.fromTag}`] : []),
  ];
}

/** Values that every leg of every call carries: none of them may join anything. */
function constants(has: (kind: Kind) => boolean): string[] {
  return [
    ...(has('cisco-guid') ? [] : ['Cisco-Guid: 0000000000-0000000000-0000000000-0000000000']),
    ...(has('ucid') ? [] : ['X-UCID: 00001000000000000042']),
    ...(has('session-id') || has('session-crossed') || has('session-half') ? [] : [`Session-ID: ${'0'.repeat(32)}`]),
    ...(has('icid') ? [] : ['P-Charging-Vector: icid-value=test-icid-1']),
    ...(has('identity') ? [] : ['Identity: aaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbb.ccccccccccccccccccccccccccccccc']),
    'In-Reply-To: first-call-of-all@10.1.0.1',
    'User-to-User: 56616c756520746865206c;encoding=hex',
  ];
}

function sdp(has: (kind: Kind) => boolean, shared: Shared, options: LegsOptions, from: string, random: Random): string {
  const [connection, port] = has('media')
    ? [shared.media.slice(0, shared.media.lastIndexOf(' ')), shared.media.slice(shared.media.lastIndexOf(' ') + 1)]
    : options.constants
      ? [`IN IP4 ${from}`, '6000']
      : [`IN IP4 ${from}`, String(random.whole(10_000, 60_000))];
  const origin = has('origin')
    ? `o=- ${shared.origin} IN IP4 10.9.9.9`
    : options.constants
      ? random.pick(['o=- 0 0 IN IP4 0.0.0.0', 'o=user1 53655765 2353687637 IN IP4 10.9.9.9'])
      : `o=- ${random.digits(10)} 1 IN IP4 ${from}`;
  const [fragment, password] = shared.ice.split(' ');
  return [
    'v=0',
    origin,
    's=-',
    `c=${connection}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 8`,
    'a=rtpmap:8 PCMA/8000',
    'a=fingerprint:sha-256 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF',
    ...(has('ice') ? [`a=ice-ufrag:${fragment}`, `a=ice-pwd:${password}`] : []),
    '',
  ].join('\r\n');
}
