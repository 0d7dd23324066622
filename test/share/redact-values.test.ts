import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressClass } from '../../src/diagnose/address-class.ts';
import { Book } from '../../src/share/redaction/book.ts';
import { HIDE_ALL } from '../../src/share/redaction/options.ts';

type Kind = 'address' | 'number' | 'host' | 'user' | 'callId' | 'tag' | 'branch';

/** Pseudonyms of values that appear in that order. */
function pseudonyms(kind: Kind, values: readonly string[]): string[] {
  const book = new Book(HIDE_ALL);
  return values.map((value) => book[kind](value)).map((later) => later());
}

describe('addresses', () => {
  test('public networks become TEST-NETs, then the benchmark network; neighbours stay neighbours', () => {
    const given = ['8.8.8.8', '8.8.8.4', '9.9.9.9', '1.1.1.1', '7.7.7.7', '7.7.7.1', '8.8.8.8'];
    expect(pseudonyms('address', given)).toEqual(
      '192.0.2.1 192.0.2.2 198.51.100.1 203.0.113.1 198.18.0.2 198.18.0.3 192.0.2.1'.split(' '),
    );
  });

  test('private networks keep their number, hosts in them do not', () => {
    expect(
      pseudonyms('address', ['10.0.0.9', '10.0.0.31', '10.0.1.9', '100.64.3.3', '169.254.1.1', '224.0.1.75']),
    ).toEqual([...['10.0.0.32', '10.0.0.33', '10.0.1.31', '100.64.3.31', '169.254.1.31', '224.0.1.31']]);
  });

  test('IPv6 keeps which networks are the same', () => {
    const given = [
      '2a00:1:2:33::9',
      '2a00:1:2:44::9',
      '2a00:1:9:33::9',
      'fd12:3456:789a:77::7',
      'fe80::a00:27ff:fe4e:66a1',
      '::ffff:8.8.8.8',
    ];
    expect(pseudonyms('address', given)).toEqual(
      '2001:db8:1:1::1 2001:db8:1:2::1 2001:db8:2:1::1 fd00:0:1:1::1 fe80::1 ::ffff:192.0.2.1'.split(' '),
    );
  });

  test.each(['0.0.0.0', '127.0.0.1', '::1', '::'])('%s is nobody’s', (address) => {
    expect(pseudonyms('address', [address])).toEqual([address]);
  });

  test('any addresses: the class stays, equal is equal, different is different, again changes nothing', () => {
    const v4 = fc
      .tuple(
        fc.constantFrom(10, 172, 192, 100, 169, 224, 127, 8, 198, 203),
        fc.nat(255),
        fc.nat(3),
        fc.integer({ min: 1, max: 254 }),
      )
      .map((parts) => parts.join('.'));
    fc.assert(
      fc.property(fc.array(fc.oneof(v4, fc.ipV6()), { maxLength: 60 }), (given) => {
        const once = pseudonyms('address', given);
        expect(once.map(addressClass)).toEqual(given.map(addressClass));
        expect(pseudonyms('address', once)).toEqual(once);
      }),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.uniqueArray(v4, { maxLength: 200 }), (given) => {
        expect(new Set(pseudonyms('address', given)).size).toBe(given.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('numbers', () => {
  test('plus, zeros, country code and length stay; all notations of one number stay one', () => {
    const given = ['+49301234567', '0049301234567', '0301234567', '49301234567', '+49-30-123.4567', '1234567'];
    const [first = '', ...rest] = pseudonyms('number', given);
    expect(first).toMatch(/^\+49\d{9}$/);
    const own = first.slice(3);
    expect(rest).toEqual([
      `0049${own}`,
      `0${own}`,
      `49${own}`,
      `+49-${own.slice(0, 2)}-${own.slice(2, 5)}.${own.slice(5)}`,
      own.slice(2),
    ]);
    expect(own).not.toContain('1234567');
  });

  test.each([
    '12125550123',
    '+12125550123',
    '00442079460123',
    '015112345678',
    '81234',
    '1001',
    '911',
    '12345678901234567890',
  ])('%s keeps its length', (number) => {
    const [after = ''] = pseudonyms('number', [number]);
    expect(after).toHaveLength(number.length);
    expect(after).not.toBe(number);
  });

  test('any numbers: equal last digits stay equal, others do not become so, again changes nothing', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 7, maxLength: 12 });
    const number = fc
      .tuple(fc.constantFrom('', '+', '00', '0', '+49', '0049', '+1'), digits)
      .map((parts) => parts.join(''));
    const last = (text: string) => text.slice(-7);
    fc.assert(
      fc.property(fc.uniqueArray(number, { maxLength: 30 }), (given) => {
        const once = pseudonyms('number', given);
        expect(pseudonyms('number', once)).toEqual(once);
        for (const [i, one] of given.entries()) {
          expect(once[i]).toHaveLength(one.length);
          expect(/^\+?0*/.exec(once[i] ?? '')?.[0]).toBe(/^\+?0*/.exec(one)?.[0]);
        }
        // Where prefix and country code leave seven digits.
        const long = given
          .map((one, i) => [one.replace(/^\+?0*/, ''), once[i] ?? ''] as const)
          .filter(([own]) => own.length > 10);
        for (const [a, x] of long) for (const [b, y] of long) expect(last(x) === last(y)).toBe(last(a) === last(b));
      }),
      { numRuns: 150 },
    );
  });

  test('a number that was dialled on goes on from what was refused', () => {
    const book = new Book(HIDE_ALL);
    const later = ['030987', '0309871', '03098712'].map((number) => book.number(number));
    book.incomplete('030987');
    book.incomplete('0309871');
    const [first = '', second = '', third = ''] = later.map((one) => one());
    expect(second.startsWith(first)).toBe(true);
    expect(third.startsWith(second)).toBe(true);
    expect(first).not.toContain('987');
  });
});

test('names of hosts of one domain stay together', () => {
  expect(
    pseudonyms('host', [
      'acme.com',
      'pbx.acme.com',
      'PBX.Acme.com',
      'a.b.acme.com',
      'other.de',
      'zoe-pc',
      'x.invalid',
      'localhost',
    ]),
  ).toEqual([
    ...['d1.example', 'h1.d1.example', 'h1.d1.example', 'h2.d1.example', 'd2.example', 's1', 'd1.invalid', 'localhost'],
  ]);
});

test('an address that was written twice stays written twice', () => {
  expect(pseudonyms('host', ['8.8.8.88.8.8.8'])).toEqual(['192.0.2.1192.0.2.1']);
});

test('Call-IDs keep what a B2BUA put around them, tags and branches their length class', () => {
  expect(
    pseudonyms('callId', ['8f1c3d5a7b@acme', '8f1c3d5a7b@acme_b2b-1', 'B2B.8f1c3d5a7b@acme', 'short', 'XXXX@XXX']),
  ).toEqual([...['call-00001', 'call-00001_b2b-1', 'B2B.call-00001', 'c1', 'XXXX@XXX']]);
  expect(pseudonyms('tag', ['9fb7c1d2e3', '77'])).toEqual(['tag-0001', 't1']);
  expect(pseudonyms('branch', ['z9hG4bKabcdef', 'old', 'z9hG4bK'])).toEqual(['z9hG4bK-b1', 'b1', 'z9hG4bK']);
});

test('no pseudonym is a value of the trace', () => {
  const users = fc.uniqueArray(fc.constantFrom('u1', 'u2', 'u3', 'u4', 'u9', 'zoe', 'bob', 'eve'), { maxLength: 8 });
  fc.assert(
    fc.property(users, (given) => {
      const once = pseudonyms('user', given);
      expect(new Set(once).size).toBe(given.length);
      expect(pseudonyms('user', once)).toEqual(once);
      if (once.join() !== given.join()) for (const name of once) expect(given).not.toContain(name);
    }),
  );
});
