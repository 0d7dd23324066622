import { expect, it } from 'vitest';
import { KnownBytes } from '../../src/sip/known-bytes.ts';

const encoder = new TextEncoder();

it('finds what was made of the same bytes, wherever they stand', () => {
  const known = new KnownBytes<string>(4);
  known.keep(encoder.encode('To: <sip:a@b>'), 0, 13, 'made');
  expect(known.find(encoder.encode('.. To: <sip:a@b> ..'), 3, 16)).toBe('made');
});

it('tells bytes apart that differ before those by which they are looked up', () => {
  const known = new KnownBytes<string>(4);
  const [one, other] = [encoder.encode('To: <sip:a@b>;tag=1'), encoder.encode('To: <sip:c@b>;tag=1')];
  known.keep(one, 0, one.length, 'one');
  expect(known.find(other, 0, other.length)).toBeNull();
  known.keep(other, 0, other.length, 'other');
  expect(known.find(other, 0, other.length)).toBe('other');
  expect(known.find(one, 0, one.length)).not.toBe('other');
});

it('finds nothing in bytes that only begin or end alike', () => {
  const known = new KnownBytes<string>(4);
  const text = encoder.encode('Max-Forwards: 70');
  known.keep(text, 0, text.length, 'made');
  expect([known.find(text, 0, 15), known.find(text, 1, 16), known.find(text, 0, 0)]).toEqual([null, null, null]);
});
