// Holds what Rungs reads of captures against what tshark reads: node test/tools/against-tshark.mjs FILE-OR-FOLDER…
// A key log beside a capture, `call.keys` beside `call.pcap`, decrypts it for both.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

/** Where the two differ and tshark is not the measure: words of the file's path, and why. */
const EXPLAINED = new Map([
  ['.tar.', 'tshark does not look into archives'],
  [
    'exported.',
    'each message over TLS was exported twice and is read once; tshark prints no ports of exported messages',
  ],
  ['truncated.', 'tshark leaves out the packet that the file cuts; it is read as far as it goes'],
  ['snaplen', 'tshark reads no Call-ID of a cut header section, or does not take cut segments apart'],
]);

const CAPTURE = /\.(pcap|pcapng|snoop|gz|zst)$/;
const options = ['-o', 'tcp.reassemble_out_of_order:TRUE', '-o', 'ip.defragment:TRUE'];

/** @param {string} path @returns {string[]} */
function captures(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => {
      const inner = join(path, name);
      return statSync(inner).isDirectory() ? captures(inner) : CAPTURE.test(name) ? [inner] : [];
    });
}

/** @param {string} file */
function keysOf(file) {
  return file.replace(/\.\w+$/, '.keys');
}

/**
 * One line a message: time, ends, what, Call-ID.
 * @param {string} file @returns {string[]}
 */
function byTshark(file) {
  // It says 2 for a file that is cut and prints all the same.
  const keys = keysOf(file);
  const secrets = existsSync(keys) ? ['-o', `tls.keylog_file:${resolve(keys)}`] : [];
  const filter = ['-Y', 'sip && !icmp && !icmpv6', '-T', 'pdml'];
  const { stdout: xml } = spawnSync('tshark', ['-r', file, ...options, ...secrets, ...filter], {
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  });
  return xml
    .split('<packet>')
    .slice(1)
    .flatMap((packet) => messagesOf(packet));
}

/** @param {string} packet one packet as PDML @returns {string[]} */
function messagesOf(packet) {
  const time = toMicros(/name="timestamp"[^>]*value="([\d.]+)"/.exec(packet)?.[1] ?? '0');
  /** @type {string[]} */
  const found = [];
  const now = new Map();
  let open = false;
  for (const [, kind, name = '', rest = ''] of packet.matchAll(/<(proto|field) name="([^"]*)"([^>]*)/g)) {
    const show = plain(/ show="([^"]*)"/.exec(rest)?.[1] ?? '');
    if (kind === 'proto') {
      if (open) found.push(line(time, now));
      open = name === 'sip';
      if (open) for (const key of ['what', 'call']) now.delete(key);
    } else if (/^ip(v6)?\.src$/.test(name)) now.set('from', show);
    else if (/^ip(v6)?\.dst$/.test(name)) now.set('to', show);
    else if (/^(udp|tcp|sctp)\.srcport$/.test(name)) now.set('fromPort', show);
    else if (/^(udp|tcp|sctp)\.dstport$/.test(name)) now.set('toPort', show);
    else if (open && (name === 'sip.Method' || name === 'sip.Status-Code') && !now.has('what')) now.set('what', show);
    else if (open && name === 'sip.Call-ID' && !now.has('call')) now.set('call', show);
  }
  if (open) found.push(line(time, now));
  return found;
}

/** @param {number} time @param {Map<string, string>} now */
function line(time, now) {
  const ends = `${now.get('from')}:${now.get('fromPort')} ${now.get('to')}:${now.get('toPort')}`;
  return `${time} ${ends} ${now.get('what')} ${now.get('call') ?? ''}`;
}

/** @param {string} text seconds with nine digits behind the point */
function toMicros(text) {
  const [seconds = '0', parts = ''] = text.split('.');
  return Number(seconds) * 1e6 + Number(parts.padEnd(6, '0').slice(0, 6));
}

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
]);

/** @param {string} text */
function plain(text) {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => ENTITIES.get(name) ?? '');
}

// Within the project, where the bundle finds the packages it leaves outside.
const folder = 'node_modules/.against-tshark';
const { readCapture } = await import(pathToFileURL(resolve(await bundle('test/support/captures.ts', folder))).href);

/** @param {string} file @returns {Promise<string[]>} */
async function byRungs(file) {
  const keys = existsSync(keysOf(file)) ? readFileSync(keysOf(file), 'utf8') : '';
  const { messages } = await readCapture(new Uint8Array(readFileSync(file)), undefined, keys);
  return messages.map(
    (/** @type {{time: number, from: string, to: string, what: string, callId: string}} */ message) => {
      return `${message.time} ${message.from} ${message.to} ${message.what.split(' ')[0]} ${message.callId}`;
    },
  );
}

/** Lines of `a` that `b` does not have, each as often as it is there more often. @param {string[]} a @param {string[]} b */
function without(a, b) {
  const left = [...b];
  return a.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

let failed = 0;
let compared = 0;
for (const file of process.argv.slice(2).flatMap(captures)) {
  const theirs = byTshark(file);
  const ours = await byRungs(file).catch((/** @type {Error} */ error) => [`error: ${error.message}`]);
  const missing = without(theirs, ours);
  const more = without(ours, theirs);
  compared += theirs.length;
  if (missing.length === 0 && more.length === 0) continue;
  const reason = [...EXPLAINED].find(([word]) => file.includes(word))?.[1];
  console.log(`${file}: ${ours.length} messages, tshark ${theirs.length}${reason ? ` (${reason})` : ''}`);
  if (reason) continue;
  failed++;
  for (const one of missing.slice(0, 5)) console.log(`  only tshark: ${one}`);
  for (const one of more.slice(0, 5)) console.log(`  only Rungs:  ${one}`);
}
console.log(`${compared} messages compared, ${failed} files differ`);
process.exitCode = failed > 0 ? 1 : 0;
