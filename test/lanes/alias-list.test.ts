import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAliases, writeAliasCsv, writeHosts } from '../../src/lanes/alias-list.ts';

const read = (text: string) => [...readAliases(text).aliases];

describe('a list of names', () => {
  test('is read from lines of a hosts file', () => {
    const text = '# boxes\n127.0.0.1\tlocalhost\n192.0.2.1  pbx-1 pbx-1.example.com # first\n\n2001:DB8::1 sbc\n';
    expect(read(text)).toEqual([
      ['127.0.0.1:*', 'localhost'],
      ['192.0.2.1:*', 'pbx-1'],
      ['[2001:db8::1]:*', 'sbc'],
    ]);
  });

  test.each([
    ['comma', 'address,name\r\n192.0.2.1,PBX one\r\n"10.0.0.0/8","Branch, north ""N"""\r\n'],
    ['semicolon', 'IP;Alias\n192.0.2.1;PBX one\n10.0.0.0/8;"Branch, north ""N"""'],
    ['tab', 'host\tname\n"192.0.2.1"\tPBX one\n"10.0.0.0/8"\t"Branch, north ""N"""\n'],
  ])('is read from CSV with %s', (_, text) => {
    expect(read(`\ufeff${text}`)).toEqual([
      ['192.0.2.1:*', 'PBX one'],
      ['10.0.0.0/8:*', 'Branch, north "N"'],
    ]);
  });

  test('names sockets and ranges as well; the first name of each counts', () => {
    expect(read('192.0.2.1:5060,A\n192.0.2.1:5060,B\n[2001:db8::1]:5061,C\n10.0.0.0/24:5060-5070,D')).toEqual([
      ['192.0.2.1:5060', 'A'],
      ['[2001:db8::1]:5061', 'C'],
      ['10.0.0.0/24:5060-5070', 'D'],
    ]);
  });

  test('tells what it passes over, by line', () => {
    const { aliases, passedOver, passedOverCount } = readAliases('192.0.2.1,A\nhello,world\n192.0.2.2\n300.1.1.1 x\n');
    expect(aliases.size).toBe(1);
    expect(passedOver).toEqual([
      { line: 2, text: 'hello,world' },
      { line: 3, text: '192.0.2.2' },
      { line: 4, text: '300.1.1.1 x' },
    ]);
    expect(passedOverCount).toBe(3);
    expect(readAliases('x,y\n'.repeat(50))).toMatchObject({ passedOverCount: 50, passedOver: { length: 5 } });
  });

  test('of any text is read without a throw, and what was read is written and read the same', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
      .filter((text) => /^[^\s\r\n].*[^\s]$/.test(text));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6()), name)),
        fc.string({ maxLength: 300 }),
        (list, any) => {
          readAliases(any);
          const { aliases } = readAliases(
            list.map(([address, text]) => `${address},"${text.replaceAll('"', '""')}"`).join('\n'),
          );
          const safe = new Map([...aliases].filter(([, text]) => !/^['=+\-@\t\r]/.test(text)));
          expect(readAliases(writeAliasCsv(safe)).aliases).toEqual(safe);
        },
      ),
    );
  });

  test('is written for spreadsheets without formulas, and for hosts files without blanks', () => {
    const aliases = new Map([
      ['192.0.2.1:*', 'PBX one #1'],
      ['10.0.0.0/8:*', '=1+1'],
      ['192.0.2.1:5060', 'S'],
      ['[2001:db8::1]:*', 'sbc'],
    ]);
    expect(writeAliasCsv(aliases)).toBe(
      'address,name\r\n"192.0.2.1","PBX one #1"\r\n"10.0.0.0/8","\'=1+1"\r\n"192.0.2.1:5060","S"\r\n"2001:db8::1","sbc"\r\n',
    );
    expect(writeHosts(aliases)).toBe('192.0.2.1\tPBX-one-1\n2001:db8::1\tsbc\n');
  });
});
