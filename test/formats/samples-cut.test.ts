import { describe, expect, test } from 'vitest';
import { cutsOf, wrongCuts } from '../support/cuts.ts';
import { sample, textSamples } from '../support/logs.ts';

describe('cut anywhere', () => {
  test.each(textSamples())('%s throws nothing and holds no other messages than before', async (path) => {
    const bytes = sample(path);
    expect(await wrongCuts(bytes, cutsOf(bytes))).toEqual([]);
  });
});
