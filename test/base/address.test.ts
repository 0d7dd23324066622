import { expect, it } from 'vitest';
import { canonicalHost, isSameHost } from '../../src/base/address.ts';

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '[2001:DB8:0::1]'],
  ['2001:db8::1', '2001:0db8:0000:0000:0000:0000:0000:0001'],
  ['192.0.2.1', '::ffff:192.0.2.1'],
  ['192.0.2.1', '[::FFFF:C000:201]'],
  ['pbx.example.com', 'PBX.Example.COM'],
  ['pbx.example.com', 'pbx.example.com.'],
])('%s and %s are one host', (a, b) => {
  expect(isSameHost(a, b)).toBe(true);
  expect(isSameHost(b, a)).toBe(true);
  expect(canonicalHost(b)).toBe(a);
});

it.each([
  ['192.0.2.1', '192.0.2.10'],
  ['2001:db8::1', '2001:db8::2'],
  ['192.0.2.1', '::192.0.2.1'],
  ['pbx.example.com', 'pbx.example.org'],
  ['pbx', 'pbx.example.com'],
])('%s and %s are two', (a, b) => {
  expect(isSameHost(a, b)).toBe(false);
});
