import type { Source } from '../base/source.ts';
import { type Arguments, HELP, readArguments } from './arguments.ts';
import { callsNamed } from './choose.ts';
import { findingsText, isFailure, type Judged, judge } from './findings.ts';
import { type Opened, open } from './open.ts';
import { output } from './output.ts';
import { readPassphrase } from './passphrase.ts';
import type { Terminal } from './terminal.ts';
import { movedText, unreadText } from './unread.ts';

/** Exit statuses. */
const READ = 0;
const NOTHING = 1;
const WRONG = 2;
const FOUND = 3;

/** Does what the words behind `rungs` say. Resolves to the exit status; rejects for nothing that input may hold. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  const args = readArguments(words);
  if (typeof args === 'string') return wrong(terminal, `${args}; rungs --help tells more`);
  if (args.help || args.version) {
    await terminal.print(args.help ? HELP : `${terminal.version}\n`);
    return READ;
  }
  const sources: Source[] = [];
  for (const path of args.files) {
    try {
      sources.push(await terminal.open(path));
    } catch (error) {
      return wrong(terminal, `${path} cannot be read: ${reasonOf(error)}`);
    }
  }
  const passphrase = await readPassphrase(args.unlock, terminal);
  if (typeof passphrase === 'object') return wrong(terminal, passphrase.refused);
  const opened = await open(sources, passphrase);
  if (opened.isWrong) return wrong(terminal, 'that is not the passphrase of this link or file');
  const isNothing = opened.trace.index.count === 0;
  for (const report of opened.reports) {
    if (report.messages === 0 && (isNothing || !report.aside)) terminal.warn(unreadText(report));
  }
  for (const [source, clock] of opened.clocks.entries()) {
    if (clock.applied !== 0) terminal.warn(movedText(opened.reports, source, clock));
  }
  return isNothing ? NOTHING : answer(args, opened, terminal);
}

async function answer(args: Arguments, opened: Opened, terminal: Terminal): Promise<number> {
  const { calls } = opened.trace;
  const named = args.calls.map((name) => callsNamed(calls, name));
  const missing = named.findIndex((found) => found.length === 0);
  if (missing >= 0) return wrong(terminal, `there is no call ${args.calls[missing]}; --list tells which there are`);
  const chosen = named.length === 0 ? [...Array(calls.count).keys()] : [...new Set(named.flat())].sort((a, b) => a - b);
  const judged = args.findings || args.failOn.length > 0 ? await judge(opened.trace, chosen) : [];
  const all: (string | Uint8Array)[] = [];
  for await (const piece of args.findings ? [findingsText(judged)] : output(args, opened, chosen, terminal)) {
    if (typeof piece === 'object' && 'refused' in piece) return wrong(terminal, piece.refused);
    if (args.out === null) await terminal.print(piece);
    else all.push(piece);
  }
  const saved = args.out === null ? READ : await save(args.out, whole(all), terminal);
  return saved === READ ? statusOf(args, judged) : saved;
}

function statusOf({ failOn }: Arguments, judged: readonly Judged[]): number {
  return isFailure(judged, failOn) ? FOUND : READ;
}

/** Texts as one text; a file of bytes comes in one piece. */
function whole(pieces: readonly (string | Uint8Array)[]): string | Uint8Array {
  const [first = ''] = pieces;
  return typeof first === 'string' ? pieces.join('') : first;
}

async function save(path: string, content: string | Uint8Array, terminal: Terminal): Promise<number> {
  try {
    await terminal.save(path, content);
    return READ;
  } catch (error) {
    return wrong(terminal, `${path} cannot be written: ${reasonOf(error)}`);
  }
}

function wrong(terminal: Terminal, text: string): number {
  terminal.warn(`rungs: ${text}\n`);
  return WRONG;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
