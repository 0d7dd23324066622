import type { CallLeg, Party } from '../call/types.ts';
import type { Finding } from '../diagnose/finding.ts';
import type { EndpointNumbers } from './json-endpoint.ts';
import { jsonEvent, jsonFlow } from './json-media.ts';
import { seconds } from './json-message.ts';
import type { OpenCall } from './open-call.ts';

/** A call as docs/json.md has it. @param rows its messages */
export function jsonCall(
  { detail, story, findings, clock, media }: OpenCall,
  numbers: EndpointNumbers,
  rows: readonly number[],
): object {
  const { summary, legs, dialogs } = detail;
  const timed = clock !== 'none';
  return {
    index: summary.index,
    kind: summary.kind,
    callIds: summary.callIds,
    caller: party(summary.caller, numbers),
    callee: party(summary.callee, numbers),
    state: summary.state,
    outcome: summary.outcome,
    result: summary.result,
    partial: summary.partial,
    endedBy: summary.endedBy,
    start: timed ? seconds(summary.start) : null,
    pddSeconds: timed ? seconds(summary.postDialDelay) : null,
    setupSeconds: timed ? seconds(summary.setup) : null,
    ringSeconds: timed ? seconds(summary.ringing) : null,
    talkSeconds: timed ? seconds(summary.talk) : null,
    messages: rows,
    dialogs: dialogs.map(({ callId, fromTag, toTag, state }) => ({ callId, fromTag, toTag, state })),
    legs: legs.map(jsonLeg),
    story: story.sentences.map((sentence) => sentence.map(({ text, rows }) => ({ text, messages: rows }))),
    findings: findings.map(jsonFinding),
    media: (media?.flows ?? []).map((flow) => jsonFlow(flow, numbers)),
    events: (media?.events ?? []).map((event) => jsonEvent(event, numbers)),
  };
}

function jsonLeg({ summary: { callIds }, links }: CallLeg): object {
  return {
    callIds,
    links: links.map(({ to, evidence, confidence, text }) => ({ leg: to, evidence, confidence, text })),
  };
}

function party({ uri, name, endpoint }: Party, numbers: EndpointNumbers): object {
  return { uri: uri || null, name: name || null, endpoint: numbers.get(endpoint) ?? null };
}

function jsonFinding({ rule, severity, confidence, messages, title, text, nextStep, reference }: Finding): object {
  return { rule, severity, confidence, messages, title, text, nextStep, reference };
}
