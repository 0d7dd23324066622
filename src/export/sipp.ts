import type { CallMessage } from '../call/types.ts';
import { socketText } from '../diagnose/party.ts';
import type { Exporter } from './exporter.ts';
import { headingText } from './heading.ts';
import type { Selection, ShownCall } from './selection.ts';
import { PEER, type Side, sippMessage, VARIABLES } from './sipp-message.ts';

/** Shorter waits come from the machine and not from a person or a timer, microseconds. */
const LEAST_PAUSE = 50_000;

/** The call as a test that SIPp plays: what the caller sent, with what it has to get in between. */
export const sippCaller: Exporter = exporterOf('caller', 'sipp-caller', 'SIPp scenario, the caller');
/** The same of who answered. */
export const sippCallee: Exporter = exporterOf('callee', 'sipp-callee', 'SIPp scenario, the callee');

function exporterOf(side: Side, id: string, label: string): Exporter {
  return {
    id,
    label,
    extension: 'xml',
    mime: 'application/xml',
    async write({ trace, calls: [call] }: Selection) {
      return call
        ? scenario(
            call,
            side,
            (row) => trace.readBytes(row),
            (id) => socketText(trace.index.endpoints.get(id)),
          )
        : '';
    },
  };
}

async function scenario(
  { detail }: ShownCall,
  side: Side,
  readBytes: (row: number) => Promise<Uint8Array>,
  nameOf: (endpoint: number) => string,
): Promise<string> {
  const messages = messagesAt(detail.messages, side);
  const [first] = messages;
  const self = (side === 'caller' ? first?.from : first?.to) ?? -1;
  const steps: string[] = [];
  /** By CSeq of an INVITE, the command that sent it: CANCEL and the ACK of a refusal have its branch (RFC 3261 §9.1, §17.1.1.3). */
  const sentAt = new Map<number, number>();
  let before: CallMessage | null = null;
  for (const [i, message] of messages.entries()) {
    const isSent = message.from === self;
    if (!isSent) steps.push(receive(messages, i, side));
    else {
      const pause = before ? message.time - before.time : 0;
      if (pause >= LEAST_PAUSE) steps.push(`  <pause milliseconds="${Math.round(pause / 1000)}"/>`);
      if (message.kind === 'request' && message.method === 'INVITE') sentAt.set(message.cseq, steps.length);
      const branch = ofInvite(messages, i) ? steps.length - (sentAt.get(message.cseq) ?? steps.length) : 0;
      const opens = messages.some((one) => answers(message, one) && one.toTag === '');
      const place = { side, message, branch, late: isLate(messages, i), opens };
      const text = sippMessage(await readBytes(message.row), place);
      steps.push(`  <send${repeats(message) ? ' retrans="500"' : ''}>\n    <![CDATA[\n\n${text}\n    ]]>\n  </send>`);
    }
    before = message;
  }
  if (steps.length === 0) return `<!-- The trace does not tell what the ${side} sent. -->\n`;
  const how = side === 'caller' ? 'sipp -sf FILE -m 1 HOST:PORT' : 'sipp -sf FILE -m 1 -p PORT';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE scenario SYSTEM "sipp.dtd">',
    `<!-- ${comment(`${headingText(detail.summary)}: what ${nameOf(self) || `the ${side}`} sent. ${how}`)} -->`,
    `<scenario name="${attribute(headingText(detail.summary))}">`,
    ...steps,
    '</scenario>',
    '',
  ].join('\n');
}

/** The messages that the caller of the first leg, or the callee of the last, sent and got, each once. */
function messagesAt(all: readonly CallMessage[], side: Side): CallMessage[] {
  const leg = side === 'caller' ? 0 : Math.max(...all.map((message) => message.leg));
  const own = all.filter((message) => message.leg === leg && (message.copy === null || message.copy === 'hop'));
  const request = own.find(({ kind }) => kind === 'request');
  if (!request) return [];
  const answers = own.filter(
    ({ kind, status, cseqMethod }) => kind === 'response' && status > 100 && cseqMethod === request.method,
  );
  // A proxy passes on what others answer: a response that is no copy of another one is of who answered, of several branches
  // the one that took the call.
  const genuine = answers.filter(({ copy }) => copy === null);
  const callee = (genuine.find(({ status }) => status < 300 && status >= 200) ?? genuine.at(-1) ?? answers[0])?.from;
  const self = side === 'caller' ? request.from : (callee ?? own.findLast(({ kind }) => kind === 'request')?.to ?? -1);
  // Who sent what is not known: neither part can be played.
  if (self < 0) return [];
  const at = own.filter(({ from, to }) => (from === self) !== (to === self));
  const begins = at.findIndex(({ kind, from }) => kind === 'request' && (from === self) === (side === 'caller'));
  return begins < 0 ? [] : at.slice(begins);
}

function receive(messages: readonly CallMessage[], i: number, side: Side): string {
  const received = messages[i] as CallMessage;
  const { kind, method, status } = received;
  if (kind === 'request') {
    const asks = side === 'callee' && messages.some((one) => one.kind === 'request' && isFrom(one, received));
    const kept = [...(i === 0 && asks ? [PEER] : []), ...(isAnsweredLate(messages, received) ? VARIABLES : [])];
    const actions = kept.map(
      ([name, header]) => `      <ereg regexp=".*" search_in="hdr" header="${header}:" assign_to="${name}"/>`,
    );
    const open = `  <recv request="${attribute(method)}" rrs="true"`;
    if (actions.length === 0) return `${open}/>`;
    return `${open}>\n    <action>\n${actions.join('\n')}\n    </action>\n  </recv>`;
  }
  // SIPp passes over what is optional only on the way to something that has to come.
  const next = messages
    .slice(i + 1)
    .find((one) => isFrom(one, received) || one.kind === 'request' || one.status >= 200);
  const optional = status < 200 && next !== undefined && !isFrom(next, received) ? ' optional="true"' : '';
  const auth = status === 401 || status === 407 ? ' auth="true"' : '';
  return `  <recv response="${status}"${optional}${auth}${status > 100 ? ' rrs="true"' : ''}/>`;
}

/** Sent by who got `received`. */
function isFrom(message: CallMessage, received: CallMessage | undefined): boolean {
  return message.from === received?.to;
}

/** Other messages come in between a request and a response to it. */
function isAnsweredLate(messages: readonly CallMessage[], request: CallMessage): boolean {
  return messages.some((one, k) => answers(one, request) && isFrom(one, request) && isLate(messages, k));
}

/** A response to a request that is not the last message that came in. */
function isLate(messages: readonly CallMessage[], i: number): boolean {
  const response = messages[i] as CallMessage;
  if (response.kind === 'request') return false;
  const last = messages.slice(0, i).findLast(({ from }) => from !== response.from);
  return last !== undefined && !answers(response, last);
}

function answers(response: CallMessage, request: CallMessage): boolean {
  return (
    response.kind === 'response' &&
    request.kind === 'request' &&
    response.cseq === request.cseq &&
    response.cseqMethod === request.method
  );
}

/** CANCEL, and ACK of a final response that is no 2xx: they belong to the transaction of their INVITE. */
function ofInvite(messages: readonly CallMessage[], i: number): boolean {
  const { kind, method, cseq } = messages[i] as CallMessage;
  if (kind !== 'request') return false;
  if (method === 'CANCEL') return true;
  const final = messages
    .slice(0, i)
    .findLast(
      (one) => one.kind === 'response' && one.status >= 200 && one.cseq === cseq && one.cseqMethod === 'INVITE',
    );
  return method === 'ACK' && (final?.status ?? 200) >= 300;
}

/** Requests but ACK, and the final response to an INVITE, are sent again until they are answered (RFC 3261 §17, §13.3.1.4). */
function repeats({ kind, method, status, cseqMethod }: CallMessage): boolean {
  return kind === 'request' ? method !== 'ACK' : status >= 200 && cseqMethod === 'INVITE';
}

function attribute(text: string): string {
  return text.replace(/[&<>"\u0000-\u001f]/g, (mark) => `&#${mark.charCodeAt(0) < 32 ? 32 : mark.charCodeAt(0)};`);
}

function comment(text: string): string {
  return text.replace(/-(?=-)/g, '- ').replace(/[\u0000-\u001f]/g, ' ');
}
