/** A message on the wire, as sngrep saves it. */
interface Sent {
  readonly from: string;
  readonly to: string;
  /** `INVITE`, `200 OK`. */
  readonly start: string;
  readonly method?: string;
  readonly call?: string;
  /** Tag of To; '' for none. */
  readonly toTag?: string;
  /** Sent-by and branch, topmost first. */
  readonly vias: readonly string[];
  readonly more?: readonly string[];
}

const SECOND = 1000;

/** Messages as a text log that Rungs reads, ten milliseconds apart. */
function logOf(sent: readonly Sent[]): string {
  return sent
    .map(({ from, to, start, method = start, call = 'lanes', toTag = '', vias, more = [] }, i) => {
      const at = i * 10;
      const time = `12:00:${String(Math.floor(at / SECOND)).padStart(2, '0')}.${String(at % SECOND).padStart(3, '0')}000`;
      const isResponse = /^\d/.test(start);
      return [
        `2026/03/04 ${time} ${from} -> ${to}`,
        isResponse ? `SIP/2.0 ${start}` : `${start} sip:bob@example.com SIP/2.0`,
        ...vias.map((via) => {
          const [host, branch] = via.split(' ');
          return `Via: SIP/2.0/UDP ${host};branch=z9hG4bK${branch}${method === 'CANCEL' ? 'INVITE' : method}`;
        }),
        ...(isResponse ? [] : [`Max-Forwards: ${70 - vias.length}`]),
        `From: "Alice Archer" <sip:alice@example.com>;tag=a`,
        `To: <sip:bob@example.com>${toTag === '' ? '' : `;tag=${toTag}`}`,
        `Call-ID: ${call}@example.com`,
        `CSeq: ${method === 'BYE' ? 2 : 1} ${method}`,
        ...more,
        'Content-Length: 0',
        '',
        '',
        '',
      ].join('\r\n');
    })
    .join('');
}

const ALICE = '192.0.2.10:5060';
export const OUTER = '198.51.100.1:5060';
export const INNER = '10.0.0.1:5060';
export const PBX = '10.0.0.5:5060';
const BOB = '10.0.0.20:5060';

/** A call from Alice over a proxy with two addresses and a PBX to Bob. */
export function throughBoxes(): string {
  const [a, b, c] = [`${ALICE} a`, `${INNER} b`, `${PBX} c`];
  const hops: readonly (readonly [string, string, readonly string[]])[] = [
    [ALICE, OUTER, [a]],
    [INNER, PBX, [b, a]],
    [PBX, BOB, [c, b, a]],
  ];
  const there = (start: string, method = start, toTag = ''): Sent[] =>
    hops.map(([from, to, vias]) => ({ from, to, start, method, toTag, vias }));
  const back = (start: string, method: string): Sent[] =>
    hops.toReversed().map(([to, from, vias]) => ({ from, to, start, method, toTag: 'b', vias }));
  return logOf([
    ...there('INVITE'),
    ...back('180 Ringing', 'INVITE'),
    ...back('200 OK', 'INVITE'),
    ...there('ACK', 'ACK', 'b'),
    ...there('BYE', 'BYE', 'b'),
    ...back('200 OK', 'BYE'),
  ]);
}

/** A proxy that rings so many phones at once: the last one answers, the others are cancelled. */
export function forkTo(phones: number): string {
  const proxy = '198.51.100.1:5060';
  const phone = (i: number) => `203.0.113.${i + 1}:5060`;
  const list = Array.from({ length: phones }, (_, i) => i);
  const via = (i: number) => [`${proxy} p${i}`, `${ALICE} a`];
  const to = (i: number, start: string, method = start): Sent => ({
    from: proxy,
    to: phone(i),
    start,
    method,
    vias: via(i),
  });
  const of = (i: number, start: string, method = 'INVITE'): Sent => ({
    from: phone(i),
    to: proxy,
    start,
    method,
    toTag: `b${i}`,
    vias: via(i),
  });
  const last = phones - 1;
  const others = list.slice(0, -1);
  return logOf([
    { from: ALICE, to: proxy, start: 'INVITE', vias: [`${ALICE} a`] },
    { from: proxy, to: ALICE, start: '100 Trying', method: 'INVITE', vias: [`${ALICE} a`] },
    ...list.map((i) => to(i, 'INVITE')),
    ...list.map((i) => of(i, '180 Ringing')),
    { from: proxy, to: ALICE, start: '180 Ringing', method: 'INVITE', toTag: 'b0', vias: [`${ALICE} a`] },
    of(last, '200 OK'),
    { from: proxy, to: ALICE, start: '200 OK', method: 'INVITE', toTag: `b${last}`, vias: [`${ALICE} a`] },
    ...others.flatMap((i) => [
      to(i, 'CANCEL'),
      of(i, '200 OK', 'CANCEL'),
      of(i, '487 Request Terminated'),
      to(i, 'ACK'),
    ]),
    { from: ALICE, to: phone(last), start: 'ACK', toTag: `b${last}`, vias: [`${ALICE} k`] },
  ]);
}

/** The same calls, and a proxy that asks so many gateways whether they are there. */
export function pinged(gateways: number): string {
  const pings = Array.from({ length: gateways }, (_, i): Sent[] => {
    const gateway = `203.0.113.${i + 101}:5060`;
    const known = { call: `ping-${i}`, vias: [`${INNER} o${i}`], method: 'OPTIONS' };
    return [
      { from: INNER, to: gateway, start: 'OPTIONS', ...known },
      { from: gateway, to: INNER, start: '200 OK', toTag: 'g', ...known },
    ];
  });
  return throughBoxes() + logOf(pings.flat());
}
