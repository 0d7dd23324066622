import { expect, it } from 'vitest';
import { TRAITS, traitBits } from '../../src/diagnose/traits.ts';

it('gives each trait a bit of its own', () => {
  expect(new Set(TRAITS.map((trait) => traitBits([trait]))).size).toBe(TRAITS.length);
});
