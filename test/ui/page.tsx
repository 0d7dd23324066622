import { configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type App, makeApp } from '../../src/state/app.ts';
import { Page } from '../../src/ui/app.tsx';
import { AppContext } from '../../src/ui/app-context.ts';
import type { Client } from '../../src/worker/client.ts';
import type { QuestionKind, Questions, SourceInput } from '../../src/worker/protocol.ts';
import { makeQuestions } from '../../src/worker/questions.ts';
import type { Answering } from '../../src/worker/serve.ts';

// Parts of the page load when they are needed; that takes a while beside a busy build.
configure({ asyncUtilTimeout: 15_000 });

// jsdom knows these elements and not their methods.
Element.prototype.scrollIntoView = () => undefined;
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};

/** A client that asks without a wire: jsdom's Blobs cannot cross one. */
function directClient(): Client {
  const handlers = makeQuestions();
  return {
    async ask<K extends QuestionKind>(kind: K, ask: Questions[K]['ask']) {
      const answering: Answering = { signal: new AbortController().signal, progress: () => undefined, transfer: [] };
      const handler = handlers[kind] as (
        ask: Questions[K]['ask'],
        answering: Answering,
      ) => Promise<Questions[K]['answer']>;
      return await handler(ask, answering);
    },
  };
}

/** The whole page in jsdom, and a person in front of it. */
export function openPage(): { app: App; user: ReturnType<typeof userEvent.setup> } {
  const app = makeApp(directClient());
  render(
    <AppContext value={app}>
      <Page />
    </AppContext>,
  );
  return { app, user: userEvent.setup() };
}

export const pasted = (text: string, name = 'pasted'): SourceInput => ({ name, blob: new Blob([text]) });

/** A call of four messages as sngrep saves it; `alice` and `bob` are the texts of From and To. */
export function callText({ from = '"Alice" <sip:alice@192.0.2.1>', final = '200 OK', extra = '' } = {}): string {
  const message = (time: string, way: string, start: string, cseq: string, toTag: string) =>
    [
      `2026/03/04 12:00:0${time} ${way}`,
      start,
      `Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-${cseq}`,
      `From: ${from};tag=a1`,
      `To: <sip:bob@192.0.2.2>${toTag}`,
      'Call-ID: call-1@192.0.2.1',
      `CSeq: 1 ${cseq}`,
      ...(extra === '' ? [] : [extra]),
      'Content-Length: 0',
      '',
      '',
      '',
    ].join('\r\n');
  const there = '192.0.2.1:5060 -> 192.0.2.2:5060';
  const back = '192.0.2.2:5060 -> 192.0.2.1:5060';
  return [
    message('0.000000', there, 'INVITE sip:bob@192.0.2.2 SIP/2.0', 'INVITE', ''),
    message('1.000000', back, 'SIP/2.0 180 Ringing', 'INVITE', ';tag=b1'),
    message('3.000000', back, `SIP/2.0 ${final}`, 'INVITE', ';tag=b1'),
    message('3.100000', there, 'ACK sip:bob@192.0.2.2 SIP/2.0', 'ACK', ';tag=b1'),
  ].join('');
}
