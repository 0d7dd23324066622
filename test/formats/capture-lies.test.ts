import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  block,
  interfaceBlock,
  option,
  ordered,
  packetBlock,
  pcapFile,
  readCapture,
  START,
  section,
} from '../support/captures.ts';
import { be, ethernet, ip4, ip6, join, joinAll, tcp, text, udp } from '../support/packets.ts';
import { request } from '../support/sip-texts.ts';

const ends = { from: '10.0.0.1', to: '10.0.0.2' };
const six = { from: '2001:db8::1', to: '2001:db8::2' };
const sip = (i: number) => text(request(`c${i}`));
const datagram = (i: number) => ethernet(ip4(ends, udp(ends, sip(i))));
const COUNT = 9;
const LIAR = 4;
const IDS = Array.from({ length: COUNT }, (_, i) => `c${i}`);

/** What a field of so many bytes may claim, the truth and its neighbours among it. */
function claims(truth: number, width: number): number[] {
  const most = 256 ** width - 1;
  const near = [truth - 1, truth + 1, truth * 2, truth >> 1].filter((value) => value >= 0 && value <= most);
  return [...new Set([0, 1, 2, 3, 7, 8, most >> 1, most - 1, most, ...near])];
}

/** Where a field stands in the frame or block that lies, and how wide it is. */
interface Field {
  readonly name: string;
  readonly at: number;
  readonly width: 1 | 2 | 4;
  readonly little?: boolean;
}

function write(bytes: Uint8Array, { at, width, little = false }: Field, value: number): Uint8Array {
  const lying = bytes.slice();
  lying.set(ordered(little, [width, value]), at);
  return lying;
}

function truthOf(bytes: Uint8Array, { at, width, little = false }: Field): number {
  const part = bytes.slice(at, at + width);
  return (little ? part.reverse() : part).reduce((sum, byte) => sum * 256 + byte, 0);
}

const inPcap = (frames: readonly Uint8Array[]) => pcapFile(frames.map((bytes) => ({ bytes })));

const HEP = (i: number) => {
  const chunk = (type: number, value: Uint8Array) => join(be([2, 0], [2, type], [2, value.length + 6]), value);
  const chunks = join(chunk(2, be([1, 17])), chunk(15, sip(i)));
  return join(text('HEP3'), be([2, chunks.length + 6]), chunks);
};
const sctp = (i: number) => {
  const payload = sip(i);
  const head = be([1, 0], [1, 3], [2, payload.length + 16], [4, i], [2, 1], [2, 0], [4, 0]);
  const padding = new Uint8Array((4 - (payload.length % 4)) % 4);
  return ethernet(
    ip4(ends, join(be([2, 5060], [2, 5060], [4, 99], [4, 0]), head, payload, padding), { protocol: 132 }),
  );
};

/** Frames whose fields of size lie one by one; the other packets must not suffer. */
const FRAMES: [string, (i: number) => Uint8Array, Field[]][] = [
  [
    'UDP over IPv4',
    datagram,
    [
      { name: 'header length', at: 14, width: 1 },
      { name: 'total length', at: 16, width: 2 },
      { name: 'fragment offset', at: 20, width: 2 },
      { name: 'UDP length', at: 38, width: 2 },
    ],
  ],
  [
    'UDP over IPv6',
    (i) => ethernet(ip6(six, udp(six, sip(i)))),
    [
      { name: 'payload length', at: 18, width: 2 },
      { name: 'next header', at: 20, width: 1 },
    ],
  ],
  [
    'TCP, a connection each',
    (i) => {
      const own = { ...ends, sport: 40_000 + i };
      return ethernet(ip4(own, tcp(own, { sequence: 1000 }, sip(i)), { protocol: 6 }));
    },
    [
      { name: 'total length', at: 16, width: 2 },
      { name: 'data offset', at: 46, width: 1 },
    ],
  ],
  ['SCTP', sctp, [{ name: 'chunk length', at: 48, width: 2 }]],
  [
    'HEP',
    (i) => ethernet(ip4(ends, udp({ ...ends, dport: 9060 }, HEP(i)))),
    [
      { name: 'length', at: 46, width: 2 },
      { name: 'chunk length', at: 52, width: 2 },
      { name: 'payload length', at: 59, width: 2 },
    ],
  ],
];

describe.each(FRAMES)('%s', (_, frameOf, fields) => {
  test.each(fields)('$name that lies harms its own packet alone', async (field) => {
    const frames = IDS.map((_, i) => frameOf(i));
    const honest = frames[LIAR] ?? new Uint8Array(0);
    for (const claim of claims(truthOf(honest, field), field.width)) {
      const lying = frames.map((frame, i) => (i === LIAR ? write(frame, field, claim) : frame));
      const { messages, report } = await readCapture(inPcap(lying));
      const others = messages.map(({ callId }) => callId).filter((id) => IDS.indexOf(id) !== LIAR && id !== '');
      expect(others).toEqual(IDS.filter((_, i) => i !== LIAR));
      expect(report.packets).toBe(COUNT);
    }
  });
});

/** A file and where in it the fields of the liar stand; `lost`: how many packets around it may go with it. */
interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly fields: readonly Field[];
}

function pcap(): File {
  const at = 24 + LIAR * (16 + datagram(0).length);
  const field = (name: string, offset: number): Field => ({ name, at: at + offset, width: 4, little: true });
  return {
    name: 'pcap',
    bytes: inPcap(IDS.map((_, i) => datagram(i))),
    fields: [
      field('captured length', 8),
      field('original length', 12),
      { name: 'snap length', at: 16, width: 4, little: true },
    ],
  };
}

function pcapng(): File {
  const comment = join(option(1, text('four')), option(0, new Uint8Array(0)));
  const packets = IDS.map((_, i) => packetBlock(datagram(i), BigInt(START), 0, true, datagram(i).length, comment));
  const names = block(
    4,
    join(ordered(true, [2, 1], [2, 10]), Uint8Array.of(10, 0, 0, 1), text('alice\0'), new Uint8Array(2)),
  );
  const keys = text(`CLIENT_RANDOM ${'a'.repeat(64)} ${'b'.repeat(96)}\n`);
  const secrets = block(10, join(ordered(true, [4, 0x544c534b], [4, keys.length]), keys));
  const head = [section(), interfaceBlock(1, option(9, Uint8Array.of(6))), names, secrets];
  const size = (parts: readonly Uint8Array[]) => parts.reduce((sum, { length }) => sum + length, 0);
  const at = size([...head, ...packets.slice(0, LIAR)]);
  const liar = packets[LIAR]?.length ?? 0;
  const padded = (datagram(LIAR).length + 3) & ~3;
  const field = (name: string, place: number, width: 2 | 4 = 4): Field => ({ name, at: place, width, little: true });
  return {
    name: 'pcapng',
    bytes: joinAll([...head, ...packets]),
    fields: [
      field('block length', at + 4),
      field('block length at the end', at + liar - 4),
      field('captured length', at + 20),
      field('option length', at + 28 + padded + 2, 2),
      field('interface option length', size(head.slice(0, 1)) + 18, 2),
      field('name record length', size(head.slice(0, 2)) + 10, 2),
      field('secrets length', size(head.slice(0, 3)) + 12),
    ],
  };
}

describe.each([pcap(), pcapng()])('$name', ({ bytes, fields }) => {
  test.each(fields)('$name that lies costs its neighbours at most', async (field) => {
    for (const claim of claims(truthOf(bytes, field), field.width)) {
      const { messages } = await readCapture(write(bytes, field, claim));
      const seen = messages.map(({ callId }) => callId).filter((id) => IDS.includes(id));
      const far = IDS.filter((_, i) => Math.abs(i - LIAR) > 1);
      expect(seen.filter((id) => far.includes(id))).toEqual(far);
    }
  });
});

describe('packed files', () => {
  const plain = inPcap(IDS.map((_, i) => datagram(i)));
  const zip = zipSync({ 'a.pcap': [plain, { level: 0 }] });
  const field = (name: string, at: number, width: 2 | 4): Field => ({ name, at, width, little: true });

  test.each([
    field('compressed size', 18, 4),
    field('size', 22, 4),
    field('length of the name', 26, 2),
    field('length of the extra field', 28, 2),
  ])('$name of a zip entry that lies ends and never throws', async (lie) => {
    for (const claim of claims(truthOf(zip, lie), lie.width)) {
      const { messages } = await readCapture(write(zip, lie, claim));
      expect(messages.length).toBeLessThanOrEqual(COUNT);
    }
  });

  test('the size of a tar entry that lies ends and never throws', async () => {
    const head = new Uint8Array(512);
    head.set(text('a.pcap'));
    head.set(text('ustar'), 257);
    for (const size of ['0', '1', '777', '7777777', '77777777777', '-1', '9', 'xyz', '']) {
      head.fill(0, 124, 136);
      head.set(text(size.padStart(11, '0').slice(0, 11)), 124);
      const { messages } = await readCapture(join(head, plain));
      expect(messages.length).toBeLessThanOrEqual(COUNT);
    }
  });

  test('the size that gzip says at its end is not believed', async () => {
    const packed = gzipSync(plain);
    for (const claim of claims(plain.length, 4)) {
      const lying = write(packed, { name: 'size', at: packed.length - 4, width: 4, little: true }, claim);
      expect((await readCapture(lying)).messages).toHaveLength(COUNT);
    }
  });
});

describe('Content-Length', () => {
  const lengths = ['0', '1', '5', '-1', '99999', '4294967296', '99999999999999999999', '1e9', '0x10', ' 7 ', 'x', ''];

  test('that lies in a datagram harms nothing else', async () => {
    for (const length of lengths) {
      const said = request(`c${LIAR}`, 20).replace(/Content-Length: *\d+/i, `Content-Length: ${length}`);
      const frames = IDS.map((_, i) => (i === LIAR ? ethernet(ip4(ends, udp(ends, text(said)))) : datagram(i)));
      const { messages } = await readCapture(inPcap(frames));
      expect(messages.map(({ callId }) => callId)).toEqual(IDS);
    }
  });

  test('that lies in a stream costs what it claims, and reading goes on', async () => {
    for (const length of lengths) {
      const said = request(`c${LIAR}`, 20).replace(/Content-Length: *\d+/i, `Content-Length: ${length}`);
      const stream = joinAll(IDS.map((_, i) => (i === LIAR ? text(said) : text(request(`c${i}`, 20)))));
      const frame = ethernet(ip4(ends, tcp(ends, { sequence: 1 }, stream), { protocol: 6 }));
      const { messages } = await readCapture(inPcap([frame]));
      const seen = messages.map(({ callId }) => callId);
      expect(seen.slice(0, LIAR + 1)).toEqual(IDS.slice(0, LIAR + 1));
      expect(seen.at(-1)).toBe(IDS.at(-1));
    }
  });
});
