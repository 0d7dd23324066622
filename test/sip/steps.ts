import { Session } from 'node:inspector/promises';

/**
 * Counts how many blocks of the code in src/sip run while some work is done: V8 counts them. Steps instead of seconds, so
 * that a test of growth says the same on a busy machine. Only code that is loaded after the counting began is counted
 * block by block.
 */
export async function countSteps(): Promise<(work: () => unknown) => Promise<number>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return async (work) => {
    await session.post('Profiler.takePreciseCoverage');
    work();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    let steps = 0;
    for (const { url, functions } of result) {
      if (!url.includes('/src/sip/')) continue;
      for (const { ranges } of functions) for (const { count } of ranges) steps += count;
    }
    return steps;
  };
}
