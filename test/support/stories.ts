import { analyse } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { openCall } from '../../src/export/open-call.ts';
import { openTrace } from '../../src/open-trace.ts';

/** What is told of each call in a file: its story, and what else is worth knowing behind a dash each. */
export async function storiesIn(name: string, bytes: Uint8Array): Promise<string[]> {
  const trace = await analyse([bytesSource(name, bytes)]);
  const open = openTrace(trace);
  const told: string[] = [];
  for (let call = 0; call < trace.calls.count; call++) {
    const { story } = await openCall(open, call);
    told.push([story.text, ...story.details.map(({ text }) => `  - ${text}`)].join('\n'));
  }
  return told;
}
