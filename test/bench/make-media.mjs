/**
 * Writes a capture of calls with their media, the same one every time: `node test/bench/make-media.mjs FILE [MEGABYTES] [CALLS]`.
 * 1,000 megabytes and 1,429 calls (10,003 messages) if not said: about fifty calls at once, G.711 both ways, 20 ms a packet.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import process from 'node:process';

const [file, megabytes = '1000', wanted = '1429'] = process.argv.slice(2);
if (!file) {
  console.error('usage: node test/bench/make-media.mjs FILE [MEGABYTES] [CALLS]');
  process.exit(2);
}
const calls = Number(wanted);
/** Record header, Ethernet, IPv4, UDP, RTP, 160 bytes of G.711. */
const PACKET = 16 + 14 + 20 + 8 + 12 + 160;
const ticks = Math.max(1, Math.round((Number(megabytes) * 1e6) / PACKET / 2 / calls));
/** Calls begin so that fifty are up at once. */
const spacing = Math.max(1, Math.round(ticks / 50));
const START = 1_700_000_000_000_000;

const out = openSync(file, 'w');
const buffer = Buffer.alloc(1 << 22);
let used = 0;

function flush() {
  writeSync(out, buffer, 0, used);
  used = 0;
}

/**
 * A UDP frame; returns where its payload begins in the buffer, which is to be filled with `length` bytes.
 * @param {number} time microseconds @param {number[]} from address @param {number} sport
 * @param {number[]} to @param {number} dport @param {number} length
 */
function frame(time, from, sport, to, dport, length) {
  const size = 14 + 20 + 8 + length;
  if (used + 16 + size > buffer.length) flush();
  let at = used;
  buffer.writeUInt32LE(Math.floor(time / 1e6), at);
  buffer.writeUInt32LE(time % 1e6, at + 4);
  buffer.writeUInt32LE(size, at + 8);
  buffer.writeUInt32LE(size, at + 12);
  at += 16;
  buffer.fill(0, at, at + 42);
  buffer.writeUInt16BE(0x0800, at + 12);
  buffer[at + 14] = 0x45;
  buffer.writeUInt16BE(size - 14, at + 16);
  buffer.writeUInt16BE(0x4000, at + 20);
  buffer[at + 22] = 64;
  buffer[at + 23] = 17;
  buffer.set(from, at + 26);
  buffer.set(to, at + 30);
  buffer.writeUInt16BE(sport, at + 34);
  buffer.writeUInt16BE(dport, at + 36);
  buffer.writeUInt16BE(8 + length, at + 38);
  used += 16 + size;
  return at + 42;
}

const A = [10, 0, 0, 1];
const B = [10, 0, 0, 2];

/** @param {number} time @param {boolean} back @param {string} text */
function message(time, back, text) {
  const bytes = Buffer.from(text);
  const at = back ? frame(time, B, 5060, A, 5060, bytes.length) : frame(time, A, 5060, B, 5060, bytes.length);
  bytes.copy(buffer, at);
}

/** @param {number} call */
const portOf = (call) => 10000 + ((call * 2) % 50000);

/** @param {number} call @param {number} cseq @param {string} start @param {string} method @param {boolean} tagged @param {string} body */
function sip(call, cseq, start, method, tagged, body = '') {
  const lines = [
    start,
    `Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK-${call}-${cseq}`,
    `From: <sip:a${call}@example.com>;tag=a${call}`,
    `To: <sip:b${call}@example.com>${tagged ? `;tag=b${call}` : ''}`,
    `Call-ID: ${call}@example.com`,
    `CSeq: ${cseq} ${method}`,
    'Contact: <sip:10.0.0.1:5060>',
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${body.length}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** @param {number} call @param {string} address */
function sdp(call, address) {
  return `v=0\r\no=- ${call} 1 IN IP4 ${address}\r\ns=-\r\nc=IN IP4 ${address}\r\nt=0 0\r\nm=audio ${portOf(call)} RTP/AVP 8\r\n`;
}

/** @param {number} call @param {number} time */
function begin(call, time) {
  message(time, false, sip(call, 1, `INVITE sip:b${call}@example.com SIP/2.0`, 'INVITE', false, sdp(call, '10.0.0.1')));
  message(time + 1000, true, sip(call, 1, 'SIP/2.0 100 Trying', 'INVITE', false));
  message(time + 2000, true, sip(call, 1, 'SIP/2.0 180 Ringing', 'INVITE', true));
  message(time + 3000, true, sip(call, 1, 'SIP/2.0 200 OK', 'INVITE', true, sdp(call, '10.0.0.2')));
  message(time + 4000, false, sip(call, 1, `ACK sip:b${call}@example.com SIP/2.0`, 'ACK', true));
}

/** @param {number} call @param {number} time */
function end(call, time) {
  message(time, false, sip(call, 2, `BYE sip:b${call}@example.com SIP/2.0`, 'BYE', true));
  message(time + 1000, true, sip(call, 2, 'SIP/2.0 200 OK', 'BYE', true));
}

/** @param {number} call @param {number} tick @param {number} time @param {boolean} back */
function media(call, tick, time, back) {
  const port = portOf(call);
  const at = back ? frame(time, B, port, A, port, 172) : frame(time, A, port, B, port, 172);
  buffer[at] = 0x80;
  buffer[at + 1] = tick === 0 ? 0x88 : 8;
  buffer.writeUInt16BE((call + tick) & 0xffff, at + 2);
  buffer.writeUInt32BE((tick * 160) >>> 0, at + 4);
  buffer.writeUInt32BE(call * 2 + (back ? 1 : 0) + 1, at + 8);
  buffer.fill(0xd5, at + 12, at + 172);
}

buffer.writeUInt32LE(0xa1b2c3d4, 0);
buffer.writeUInt16LE(2, 4);
buffer.writeUInt16LE(4, 6);
buffer.writeUInt32LE(262144, 16);
buffer.writeUInt32LE(1, 20);
used = 24;

for (let tick = 0; tick < (calls - 1) * spacing + ticks + 1; tick += 1) {
  const time = START + tick * 20_000;
  const last = Math.min(calls - 1, Math.floor(tick / spacing));
  for (let call = Math.max(0, Math.ceil((tick - ticks) / spacing)); call <= last; call += 1) {
    const own = tick - call * spacing;
    if (own === 0) begin(call, time);
    if (own === ticks) end(call, time);
    else {
      media(call, own, time + 5000, false);
      media(call, own, time + 6000, true);
    }
  }
}
flush();
closeSync(out);
