import { describe, expect, test } from 'vitest';
import { textFormats } from '../../src/formats/text-formats.ts';
import { PRODUCTS } from '../../src/guide/products.ts';

describe('products', () => {
  test('have kebab-case ids of their own', () => {
    const ids = PRODUCTS.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('cover the systems and tools that support desks meet', () => {
    const wanted =
      `asterisk-chan-sip asterisk-pjsip freeswitch drachtio kamailio-xlog kamailio-sipdump kamailio-siptrace
      opensips pjsua microsip linphone twinkle baresip sipp sipsak sip-js jssip ngrep sipgrep sngrep tcpdump wireshark
      homer cisco-ios cisco-cucm cisco-expressway cisco-phone cisco-jabber oracle-acme-packet audiocodes avaya-ip-office
      avaya-session-manager genesys broadworks skype-for-business snom grandstream fortigate yate resiprocate
      jain-sip`.split(/\s+/);
    const ids = new Set(PRODUCTS.map(({ id }) => id));
    expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('name every text format that is read, and none that is not', () => {
    const read = new Set(PRODUCTS.flatMap(({ reads }) => reads));
    const known = new Set([...textFormats.map(({ id }) => id), 'sip']);
    expect([...known].filter((id) => !read.has(id))).toEqual([]);
    expect([...read].filter((id) => !known.has(id))).toEqual([]);
  });

  test('say what to do, and what a trace then knows', () => {
    for (const { commands, output, knows } of PRODUCTS) {
      expect(commands.length).toBeGreaterThan(0);
      expect(commands.every((command) => command.trim() === command && command !== '')).toBe(true);
      expect(output).not.toBe('');
      expect(['both', 'peer', 'none']).toContain(knows.addresses);
      expect(['date', 'time', 'none']).toContain(knows.time);
    }
  });

  test('that watch the network know both addresses and the date', () => {
    for (const id of ['tcpdump', 'wireshark', 'sngrep', 'ngrep', 'sipgrep', 'homer']) {
      expect(PRODUCTS.find((product) => product.id === id)?.knows).toEqual({
        addresses: 'both',
        time: 'date',
        direction: true,
      });
    }
  });

  test('use example addresses only (RFC 5737)', () => {
    const addresses = PRODUCTS.flatMap(({ commands }) => commands.join(' ').match(/\d+\.\d+\.\d+\.\d+/g) ?? []);
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !/^(192\.0\.2|198\.51\.100|203\.0\.113)\./.test(address))).toEqual([]);
  });
});
