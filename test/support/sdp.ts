/** What an SDP of a flow says beside its media lines. */
interface SdpOptions {
  readonly address?: string;
  readonly version?: number;
  readonly id?: number;
}

/**
 * Lines for a message of a flow that give it this session description: `m=` and `a=` lines as they stand,
 * `audio PCMA PCMU` for an ordinary audio line.
 */
export function sdp(
  lines: string | readonly string[],
  { address = '192.0.2.10', version = 1, id = 7 }: SdpOptions = {},
): string {
  const media = (typeof lines === 'string' ? [lines] : lines).flatMap((line) => mediaLines(line));
  const family = address.includes(':') ? 'IP6' : 'IP4';
  const all = [
    'v=0',
    `o=x ${id} ${version} IN ${family} ${address}`,
    's=-',
    `c=IN ${family} ${address}`,
    't=0 0',
    ...media,
  ];
  return `\n  Content-Type: application/sdp\n${all.map((line) => `  | ${line}`).join('\n')}`;
}

const PAYLOADS = new Map([
  ['PCMU', '0 PCMU/8000'],
  ['PCMA', '8 PCMA/8000'],
  ['G722', '9 G722/8000'],
  ['G729', '18 G729/8000'],
  ['opus', '111 opus/48000/2'],
  ['dtmf', '101 telephone-event/8000'],
  ['dtmf96', '96 telephone-event/8000'],
  ['dtmf48', '110 telephone-event/48000'],
]);

function mediaLines(line: string): string[] {
  if (line.includes('=')) return [line];
  const [kind = '', ...names] = line.split(' ');
  const maps = names.map((name) => PAYLOADS.get(name) ?? '');
  const types = maps.map((map) => map.split(' ')[0]).join(' ');
  return [`m=${kind} 40000 RTP/AVP ${types}`, ...maps.map((map) => `a=rtpmap:${map}`)];
}
