import { formatAddress, parseAddress } from '../../base/address.ts';
import { type Counting, Series } from './series.ts';

/** RFC 5737: TEST-NET-1 to 3. */
const TEST_NETS = ['192.0.2', '198.51.100', '203.0.113'];

/** Networks of 256 public addresses: the TEST-NETs, then the benchmark network 198.18.0.0/15 (RFC 2544), then 240.0.0.0/4. */
const PUBLIC_NETS: Counting = {
  write: (n) => {
    const more = n - TEST_NETS.length - 1;
    if (more < 0) return TEST_NETS[n - 1] ?? '';
    if (more < 512) return `198.${18 + (more >> 8)}.${more & 255}`;
    return `${240 + (((more - 512) >> 16) & 15)}.${((more - 512) >> 8) & 255}.${(more - 512) & 255}`;
  },
  read: (text) => {
    const test = TEST_NETS.indexOf(text);
    if (test >= 0) return test + 1;
    const [a, b = 0, c = 0] = text.split('.').map(Number);
    return a === 198 && (b === 18 || b === 19) ? TEST_NETS.length + 1 + (b - 18) * 256 + c : -1;
  },
};

/** Last numbers of addresses, from `first` on. */
function hostNumbers(first: number): Counting {
  return {
    write: (n) => String(first + n - 1),
    read: (text) => Number(text) - first + 1,
    cap: 255 - first,
    tight: true,
    full: (n) => String(n),
  };
}

/** Groups of an IPv6 address. */
const HEX: Counting = {
  write: (n) => n.toString(16),
  read: (text) => (/^[0-9a-f]{1,4}$/.test(text) ? Number.parseInt(text, 16) : -1),
  cap: 65535,
  tight: true,
};

/** Pseudonyms of addresses: class and network kept, so that what is near stays near. */
export class Addresses {
  readonly #series = new Map<string, Series>();

  /** How an address in any notation is called; asked once all are known. Null when the text is none or names nobody. */
  pseudonym(text: string): (() => string) | null {
    const bytes = parseAddress(text);
    if (!bytes) return null;
    return bytes.length === 4 ? this.#v4(bytes) : this.#v6(bytes);
  }

  #v4(bytes: Uint8Array): (() => string) | null {
    const [a = 0, b = 0, c = 0, d = 0] = bytes;
    if (a === 0 || bytes.join('.') === '127.0.0.1') return null;
    const net = `${a}.${b}.${c}`;
    // Number of a network and broadcast address: nobody's.
    const last = d === 0 || d === 255 ? () => String(d) : null;
    if (keepsNet(a, b)) {
      const host = last ?? this.#in(`host ${net}`, hostNumbers(31), String(d));
      return () => `${net}.${host()}`;
    }
    const host = last ?? this.#in(`host ${net}`, hostNumbers(1), String(d));
    const network = this.#in('net', PUBLIC_NETS, net);
    return () => `${network()}.${host()}`;
  }

  #v6(bytes: Uint8Array): (() => string) | null {
    const words = Array.from({ length: 8 }, (_, i) =>
      (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
    );
    // Loopback, no address, and what stands right beside them: nobody's.
    if (bytes.subarray(0, 15).every((byte) => byte === 0)) return null;
    if (words.slice(0, 6).join(':') === '0:0:0:0:0:ffff') {
      const v4 = this.#v4(bytes.subarray(12));
      return v4 && (() => `::ffff:${v4()}`);
    }
    const first = Number.parseInt(words[0] ?? '', 16);
    const tail = words.slice(4).join(':');
    // Link-local and multicast: no prefix to hide, RFC 4291 §2.5.6 and §2.7.
    if ((first & 0xffc0) === 0xfe80 || first >= 0xff00) {
      const host = this.#in(
        `host6 ${words[0]}`,
        HEX,
        words
          .slice(1)
          .join(':')
          .replace(/^(0:)+/, ''),
      );
      return () => canonical(`${words[0]}::${host()}`);
    }
    const local = (first & 0xfe00) === 0xfc00;
    const site = words.slice(0, 3).join(':');
    const siteOf = this.#in(local ? 'site local' : 'site', local ? LOCAL_SITES : GLOBAL_SITES, site);
    const subnet = this.#in(`subnet ${site}`, HEX, words[3] ?? '0');
    const host = this.#in(`host6 ${site}:${words[3]}`, HEX, tail.replace(/^(0:)+/, ''));
    return () => canonical(`${siteOf()}:${subnet()}::${host()}`);
  }

  /** Adds the value to a series. */
  #in(name: string, counting: Counting, value: string): () => string {
    const series = this.#series.get(name) ?? new Series(counting);
    this.#series.set(name, series);
    series.add(value);
    return () => series.get(value);
  }
}

/** Private (RFC 1918), carrier-grade NAT (RFC 6598), loopback, link-local, multicast and what is not in use. */
function keepsNet(a: number, b: number): boolean {
  return (
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128)
  );
}

/** RFC 3849: 2001:db8::/32. */
const GLOBAL_SITES: Counting = {
  write: (n) => `2001:db8:${n.toString(16)}`,
  read: (text) => (/^2001:db8:[0-9a-f]{1,4}$/.test(text) ? Number.parseInt(text.slice(9), 16) : -1),
};
const LOCAL_SITES: Counting = {
  write: (n) => `fd00:0:${n.toString(16)}`,
  read: (text) => (/^fd00:0:[0-9a-f]{1,4}$/.test(text) ? Number.parseInt(text.slice(7), 16) : -1),
};

function canonical(text: string): string {
  const bytes = parseAddress(text);
  return bytes ? formatAddress(bytes) : text;
}
