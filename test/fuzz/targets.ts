import { captured } from '../../src/base/captured.ts';
import type { Source } from '../../src/base/source.ts';
import { decodeCapsule } from '../../src/capsule/decode.ts';
import { encodeCapsule } from '../../src/capsule/encode.ts';
import { STORED, writeEnvelope } from '../../src/capsule/envelope.ts';
import { writeFile } from '../../src/capsule/file.ts';
import { writeFragment } from '../../src/capsule/fragment.ts';
import { readCapsule } from '../../src/capsule/read.ts';
import { writeSections } from '../../src/capsule/sections/sections.ts';
import { open } from '../../src/cli/open.ts';
import { exporterOf } from '../../src/export/exporters.ts';
import { paper } from '../../src/export/paper.ts';
import { select } from '../../src/export/selection.ts';
import { redact } from '../../src/share/redact.ts';
import { bodiesOfType } from '../../src/sip/body.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { parseMessage } from '../../src/sip/parse.ts';
import { parseSdp } from '../../src/sip/sdp.ts';
import { highlight } from '../../src/sip/tokens.ts';
import { capsuleOf, INVITE, must } from '../capsule/capsules.ts';
import { SDP } from './sdp-seeds.ts';
import { captureSeeds, messageSeeds, textSeeds } from './seeds.ts';
import { type Behaviour, type Target, trait } from './target.ts';

const encoder = new TextEncoder();

function sourceOf(bytes: Uint8Array): Source {
  return { name: 'input', size: bytes.length, read: (start, end) => Promise.resolve(bytes.slice(start, end)) };
}

/** The whole road of the page: recognised, read, judged, and now and then drawn, told and redacted. */
async function wholeRoad(bytes: Uint8Array): Promise<Behaviour> {
  const { trace, reports } = await open([sourceOf(bytes)]);
  const { index, calls } = trace;
  const traits = reports.flatMap(({ formats, problems, skipped, clock }) => [
    ...formats.map(({ id }) => `format ${id}`),
    ...problems.map(({ code }) => code),
    ...skipped.map(({ reason }) => trait(reason)),
    clock,
  ]);
  for (let i = 0; i < calls.count; i++) traits.push(`call ${calls.kind[i]} ${calls.state[i]} ${calls.outcome[i]}`);
  for (let row = 0; row < index.count; row++) traits.push(`flags ${index.columns.flags[row]}`);
  if (calls.count > 0 && bytes.length % 16 === 0) {
    const selection = await select(trace, [...Array(Math.min(calls.count, 20)).keys()], {});
    for (const id of ['svg', 'text', 'json']) await exporterOf(id)?.write(selection, paper());
  }
  return { reached: reports.some(({ formats, messages }) => formats.length > 0 || messages > 0), traits };
}

function oneMessage(bytes: Uint8Array): Behaviour {
  const index = new MessageIndex();
  index.add(bytes, 0, bytes.length, captured(0));
  const message = parseMessage(bytes);
  highlight(message);
  const traits = message.problems.map(({ code }) => code);
  for (const { span } of bodiesOfType(message.body, 'application/sdp')) {
    traits.push(...parseSdp(bytes, span).problems.map(({ code }) => code));
  }
  if (bytes.length % 16 === 0) redact(capsuleOf(new TextDecoder('latin1').decode(bytes)));
  return { reached: message.startLine !== null, traits: [String(message.startLine?.kind), ...traits] };
}

function oneSession(bytes: Uint8Array): Behaviour {
  const { problems, media } = parseSdp(bytes, { start: 0, end: bytes.length });
  const traits = problems.map(({ code }) => code);
  return { reached: media.length > 0, traits: [...traits, `media ${Math.min(media.length, 8)}`] };
}

const wordOf = (outcome: { ok: true } | { ok: false; problem: string; text: string }) =>
  outcome.ok ? 'opened' : `${outcome.problem} ${trait(outcome.text)}`;

async function link(bytes: Uint8Array): Promise<Behaviour> {
  const outcome = await readCapsule(bytes);
  return { reached: outcome.ok || outcome.problem !== 'no-capsule', traits: [wordOf(outcome)] };
}

/** Sections whose check sum fits, so that what they hold is looked at. */
async function sections(bytes: Uint8Array): Promise<Behaviour> {
  const plain = { encrypted: false, redacted: false, hasView: false, codec: STORED, dictionary: 0 };
  const outcome = await decodeCapsule(writeEnvelope(plain, bytes, bytes), 'file');
  return { reached: true, traits: [wordOf(outcome)] };
}

/** Everything that reads what a stranger wrote. */
export async function targets(): Promise<Target[]> {
  const two = capsuleOf(INVITE, INVITE.replace('INVITE', 'BYE'), 'x');
  const short = must(await encodeCapsule(capsuleOf(INVITE)));
  const plain = must(await encodeCapsule(two, 'plain'));
  const links = [short, plain].map((bytes) => encoder.encode(writeFragment(bytes)));
  return [
    { name: 'text', share: 3500, seeds: textSeeds(), run: wholeRoad },
    { name: 'message', share: 6000, seeds: messageSeeds(), run: oneMessage },
    { name: 'sdp', share: 4000, seeds: SDP.map((text) => encoder.encode(text)), run: oneSession },
    { name: 'capture', share: 3500, seeds: captureSeeds(), run: wholeRoad },
    { name: 'link', share: 500, seeds: links, run: link },
    { name: 'file', share: 500, seeds: [writeFile(short), writeFile(plain)], run: link },
    { name: 'sections', share: 2000, seeds: [writeSections(two)], run: sections },
  ];
}
