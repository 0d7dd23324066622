import type { CallMessage } from '../call/types.ts';
import { socketText } from '../diagnose/party.ts';
import type { Exporter } from './exporter.ts';
import { headingText } from './heading.ts';
import type { OpenTrace } from './open-trace.ts';
import type { Selection, ShownCall } from './selection.ts';
import { PEER, type Side, sippMessage, VARIABLES } from './sipp-message.ts';
import { type Turn, turnsOf } from './sipp-turns.ts';

/** Shorter waits come from the machine and not from a person or a timer, microseconds. */
const LEAST_PAUSE = 50_000;

/** The call as a test that SIPp plays: what the caller sent, with what it has to get in between. */
export const sippCaller: Exporter = scenarioOf('caller');
/** The same of who answered. */
export const sippCallee: Exporter = scenarioOf('callee');

function scenarioOf(side: Side): Exporter {
  return {
    id: `sipp-${side}`,
    label: `SIPp scenario, the ${side}`,
    extension: 'xml',
    mime: 'application/xml',
    write: ({ trace, calls: [call] }: Selection) => (call ? scenario(trace, call, side) : ''),
  };
}

async function scenario(trace: OpenTrace, { detail }: ShownCall, side: Side): Promise<string> {
  const turns = turnsOf(detail.messages, side);
  const [first] = turns;
  if (!first) return `<!-- The trace does not tell what the ${side} sent. -->\n`;
  const steps: string[] = [];
  /** The command that sent an INVITE: CANCEL and the ACK of a refusal have its branch (RFC 3261 §9.1, §17.1.1.3). */
  const sentAt = new Map<Turn, number>();
  for (const [i, turn] of turns.entries()) {
    const { message, invite } = turn;
    if (!turn.isSent) {
      steps.push(receive(turns, i, side));
      continue;
    }
    const pause = message.time - (turns[i - 1]?.message.time ?? message.time);
    if (pause >= LEAST_PAUSE) steps.push(`  <pause milliseconds="${Math.round(pause / 1000)}"/>`);
    sentAt.set(turn, steps.length);
    const branch = steps.length - ((invite && sentAt.get(invite)) ?? steps.length);
    const opens = turn.request?.message.toTag === '';
    const text = sippMessage(await trace.readBytes(message.row), { side, message, branch, late: turn.isLate, opens });
    steps.push(`  <send${repeats(message) ? ' retrans="500"' : ''}>\n    <![CDATA[\n\n${text}\n    ]]>\n  </send>`);
  }
  const self = first.isSent ? first.message.from : first.message.to;
  const who = socketText(trace.index.endpoints.get(self)) || `the ${side}`;
  const how = side === 'caller' ? 'sipp -sf FILE -m 1 HOST:PORT' : 'sipp -sf FILE -m 1 -p PORT';
  const heading = headingText(detail.summary);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE scenario SYSTEM "sipp.dtd">',
    `<!-- ${comment(`${heading}: what ${who} sent. ${how}`)} -->`,
    `<scenario name="${attribute(heading)}">`,
    ...steps,
    '</scenario>',
    '',
  ].join('\n');
}

function receive(turns: readonly Turn[], i: number, side: Side): string {
  const { message, isAnsweredLate } = turns[i] as Turn;
  const { kind, method, status } = message;
  if (kind === 'request') {
    const asks = i === 0 && side === 'callee' && turns.some((one) => one.isSent && one.message.kind === 'request');
    const kept = [...(asks ? [PEER] : []), ...(isAnsweredLate ? VARIABLES : [])];
    const actions = kept.map(
      ([name, header]) => `      <ereg regexp=".*" search_in="hdr" header="${header}:" assign_to="${name}"/>`,
    );
    const open = `  <recv request="${attribute(method)}" rrs="true"`;
    if (actions.length === 0) return `${open}/>`;
    return `${open}>\n    <action>\n${actions.join('\n')}\n    </action>\n  </recv>`;
  }
  const optional = status < 200 && isPassedOver(turns, i) ? ' optional="true"' : '';
  const auth = status === 401 || status === 407 ? ' auth="true"' : '';
  return `  <recv response="${status}"${optional}${auth}${status > 100 ? ' rrs="true"' : ''}/>`;
}

/** SIPp passes over what is optional only on the way to something that has to come in, before anything is sent. */
function isPassedOver(turns: readonly Turn[], i: number): boolean {
  for (let at = i + 1; at < turns.length; at++) {
    const { message, isSent } = turns[at] as Turn;
    if (isSent) return false;
    if (message.kind === 'request' || message.status >= 200) return true;
  }
  return false;
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
