/**
 * Reads every trace below a folder and tells where the reading departs from its truth.json:
 * `node test/tools/run.mjs test/tools/truth.ts ../shared/traces`. Ends with 1 when anything departs.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { analyse } from '../../src/analyse.ts';
import { bytesSource } from '../../src/base/source.ts';
import { departures, type Truth } from '../support/truth.ts';

interface Logged extends Truth {
  readonly textLogs?: Readonly<Record<string, number>>;
}

/** Files that do not hold what the truth counts, and why. */
const LEFT_OUT: readonly (readonly [RegExp, string])[] = [
  [/capture-(snaplen200|truncated)/, 'cut on purpose'],
  [/tls-call\/capture\.pcap$/, 'its first hop is encrypted and no key is there'],
  [/tls-call\/capture-with-keys/, 'needs decryption of TLS'],
  [/truth\.json|tls-keys|tshark-sipstat|tshark-fields|pjsip-history|screen/, 'no messages'],
];

/** Logs whose count of announced messages is not their count of messages, and why. */
const COUNTED_OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/render-big\/(ngrep-byline|tcpdump-A)/, 'two of the eight blocks are the second fragments of datagrams'],
  [/render-tcp\/sipgrep/, 'the truth expects nothing of sipgrep over TCP, but the file holds all messages'],
  [/render-tcp\/tcpdump-A/, 'some blocks are segments without a start line'],
  [/update-prack\/uas/, 'the file is empty'],
  [/ws-.*\/kamailio\.sipdump/, 'a message that spirals is logged twice in the same moment: told as one'],
];

async function read(path: string) {
  return analyse([bytesSource(path, new Uint8Array(readFileSync(path)))]);
}

async function check(folder: string, file: string, truth: Logged): Promise<string[]> {
  const trace = await read(join(folder, file));
  if (/\.(pcap|pcapng|snoop|gz)$/.test(file)) return departures(trace, truth);
  const expected = truth.textLogs?.[file];
  const formats = trace.reports[0]?.formats.map((format) => format.id).join('+') || 'nothing recognised';
  const messages = trace.reports[0]?.messages ?? 0;
  if (expected === undefined) return [`? ${formats}: ${messages} messages (no count in the truth)`];
  const known = COUNTED_OTHERWISE.find(([pattern]) => pattern.test(join(folder, file)))?.[1];
  if (known !== undefined && messages !== expected)
    return [`? ${formats}: ${messages} messages, true: ${expected}: ${known}`];
  return messages === expected ? [] : [`${formats}: ${messages} messages, true: ${expected}`];
}

async function main(root: string): Promise<void> {
  let files = 0;
  let departed = 0;
  for (const name of readdirSync(root)) {
    const folder = join(root, name);
    if (!existsSync(join(folder, 'truth.json'))) continue;
    const truth: Logged = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
    for (const file of readdirSync(folder)) {
      const reason = LEFT_OUT.find(([pattern]) => pattern.test(join(name, file)))?.[1];
      if (reason !== undefined) continue;
      files++;
      const found = await check(folder, file, truth);
      if (found.some((line) => !line.startsWith('?'))) departed++;
      for (const line of found) console.log(`${name}/${file}: ${line}`);
    }
  }
  console.log(`${files} files read, ${departed} depart from the truth`);
  process.exitCode = departed > 0 ? 1 : 0;
}

await main(process.argv[2] ?? '../shared/traces');
