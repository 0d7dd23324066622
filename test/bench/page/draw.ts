/** Runs in Chromium: the ladder of one long call as a whole SVG, from messages to serialised text. */
import { describeCall } from '../../../src/call/describe.ts';
import { summarise } from '../../../src/call/summarise.ts';
import { draw } from '../../../src/ladder/draw.ts';
import type { LaneFacts } from '../../../src/ladder/input.ts';
import { layOut } from '../../../src/ladder/layout.ts';
import { EMPTY_LANES } from '../../../src/view/view.ts';
import { callFrom, indexFrom } from '../../support/flow.ts';

const INFO = ['alice -> bob INFO', 'bob -> alice 200'];

/** A call of n messages: setup, then INFO both ways. */
function callOf(n: number) {
  const lines = ['alice -> bob INVITE sdp', 'bob -> alice 180', 'bob -> alice 200 sdp', 'alice -> bob ACK'];
  while (lines.length < n) lines.push(INFO[lines.length % 2] as string);
  const index = indexFrom(callFrom(lines.join('\n')));
  return { detail: describeCall(index, summarise(index), 0), index };
}

function prepare(n: number) {
  const { detail, index } = callOf(n);
  const lanes = new Map<number, LaneFacts>(
    index.endpoints.list().map((endpoint) => [endpoint.id, { endpoint, name: '', product: '', inferred: false }]),
  );
  return () => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const layout = layOut({
      messages: detail.messages,
      lanes,
      phases: detail.phases,
      findings: [],
      decisions: EMPTY_LANES,
      clock: 'absolute',
      zone: 0,
      unfolded: true,
      width: 1000,
    });
    draw(svg, layout, { headless: true });
    return new XMLSerializer().serializeToString(svg).length;
  };
}

Object.assign(globalThis, { prepareRungs: prepare });
