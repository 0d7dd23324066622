import { expect, test } from 'vitest';
import { countSteps } from '../support/steps.ts';
import { SHAPES } from './shapes.ts';

const stepsOf = await countSteps();
// Loaded once the counting runs.
const { bytesSource } = await import('../../src/base/source.ts');
const { open } = await import('../../src/cli/open.ts');
const { exporterOf } = await import('../../src/export/exporters.ts');
const { paper } = await import('../../src/export/paper.ts');
const { select } = await import('../../src/export/selection.ts');

/** The whole road: read, judged, and one call described, diagnosed and drawn. */
async function road(bytes: Uint8Array): Promise<void> {
  const { trace } = await open([bytesSource('input', bytes)]);
  if (trace.calls.count > 0) {
    const selection = await select(trace, [0], {});
    for (const id of ['text', 'svg', 'json']) await exporterOf(id)?.write(selection, paper());
  }
}

test.each(SHAPES)(
  '$name: twice as much is at most 2.3 times the work',
  { timeout: 120_000 },
  async ({ size, make }) => {
    const [once, twice] = [make(size), make(2 * size)];
    await road(make(8));
    const before = await stepsOf(() => road(once));
    const after = await stepsOf(() => road(twice));
    expect(before).toBeGreaterThan(size / 40);
    expect(after / before).toBeLessThan(2.3);
  },
);
