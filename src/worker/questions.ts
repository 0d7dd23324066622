import { bytesOf, rejoin, retime, type Trace } from '../analyse.ts';
import { compareHops } from '../export/compare-hops.ts';
import { negotiatedIn } from '../export/negotiated.ts';
import { openTrace } from '../open-trace.ts';
import { copyTable } from './copy-table.ts';
import { foundIn, judgeSome } from './judging.ts';
import { writeCapture, writeExport, writeLink, writeSent, writeSentCapture } from './leaving.ts';
import { listCalls } from './list-calls.ts';
import { openSources } from './opening.ts';
import { proposeFor } from './proposing.ts';
import type { Listed, ListQuestion } from './protocol.ts';
import { readCall, readCalls, readMessage } from './reading.ts';
import { catalogue, linesOf, reread } from './rereading.ts';
import type { Handlers } from './serve.ts';
import { sumUp } from './summing.ts';

/** Every question the page may ask, one line each. What is open is kept between them. */
export function makeQuestions(): Handlers {
  let open: Trace | null = null;
  return {
    open: async (ask, answering) => {
      const glimpsed = (soFar: Trace) => {
        open = soFar;
      };
      const { trace, answer } = await openSources(open, ask, answering, glimpsed);
      // What was open stays open when nothing was recognised in something new.
      open = trace ?? open;
      return answer;
    },
    reread: async (ask, answering) => {
      const { trace, answer } = await reread(open, ask, answering);
      open = trace ?? open;
      return answer;
    },
    lines: (ask) => linesOf(open, ask),
    formats: () => catalogue(),
    join: (legs, { transfer }) => {
      open = open && rejoin(open, legs);
      return open && copyTable(open.calls, transfer);
    },
    retime: (chosen, { transfer }) => {
      open = open && retime(open, chosen);
      return open && { calls: copyTable(open.calls, transfer), clocks: open.clocks };
    },
    list: (ask, { transfer }) => list(open, ask, transfer),
    recount: (ask, { transfer }) => list(open, ask, transfer),
    found: (ask) => judgeSome(open, ask),
    negotiation: ({ call }) => (open ? negotiatedIn(openTrace(open), call) : []),
    summary: () => open && sumUp(open),
    call: ({ call }) => readCall(open, call),
    message: ({ row }) => readMessage(open, row),
    together: (choice) => readCalls(open, choice),
    hops: ({ call, row }) => (open ? compareHops(openTrace(open), call, row) : null),
    bytes: ({ rows }) => Promise.all(rows.map((row) => (open ? bytesOf(open, row) : new Uint8Array(0)))),
    link: (ask) => writeLink(open, ask),
    proposals: ({ calls }) => proposeFor(open, calls),
    export: (ask) => writeExport(open, ask),
    capture: (ask, { transfer }) => writeCapture(open, ask, transfer),
    send: (ask) => writeSent(open, ask),
    sentCapture: (ask, { transfer }) => writeSentCapture(open, ask, transfer),
  };
}

function list(trace: Trace | null, ask: ListQuestion, transfer: Transferable[]): Listed {
  if (!trace) return { order: new Uint32Array(0), counts: new Map() };
  const listed = listCalls(trace.calls, trace.index, ask, foundIn(trace));
  transfer.push(listed.order.buffer);
  return listed;
}
