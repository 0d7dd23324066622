import { type Frame, socket } from './frame.ts';
import { epochStamp, findStamp, type Stamp } from './stamp.ts';

const SOURCE = /"_?(?:src|source|from)[_-]?(?:ip|addr|address|host)"\s*:\s*"([^"]{2,80})"/gi;
const DESTINATION = /"_?(?:dst|dest|destination|to)[_-]?(?:ip|addr|address|host)"\s*:\s*"([^"]{2,80})"/gi;
const SOURCE_PORT = /"_?(?:src|source|from)[_-]?port"\s*:\s*"?(\d{1,5})/gi;
const DESTINATION_PORT = /"_?(?:dst|dest|destination|to)[_-]?port"\s*:\s*"?(\d{1,5})/gi;
const SOURCE_NAME = /"(?:alias[_-]?(?:src|source)|(?:src|source)[_-]?alias)"\s*:\s*"([^"\\]{1,80})"/gi;
const DESTINATION_NAME = /"(?:alias[_-]?(?:dst|destination)|(?:dst|destination)[_-]?alias)"\s*:\s*"([^"\\]{1,80})"/gi;
const SECONDS = /"time_?seconds"\s*:\s*"?(\d{9,10})/gi;
const MICROSECONDS = /"time_?u?seconds"\s*:\s*"?(\d{1,6})(?!\d)/gi;
const TIME = /"(?:@?timestamp|_?time|date|create_?date|ts|dt)"\s*:\s*"?([^",}]{8,40})/gi;
const TRANSPORT = /"(?:transport|proto|protocol)"\s*:\s*"?(udp|tcp|tls|wss?|sctp|17|6)\b/gi;

/** Ends, time and transport that the fields of a JSON object say; null when they name no ends. The last of a kind counts. */
export function readJsonFields(text: string): Frame | null {
  const from = socket(last(text, SOURCE), last(text, SOURCE_PORT));
  const to = socket(last(text, DESTINATION), last(text, DESTINATION_PORT));
  if (from === undefined || to === undefined) return null;
  const transport = last(text, TRANSPORT);
  return {
    from,
    to,
    fromName: last(text, SOURCE_NAME),
    toName: last(text, DESTINATION_NAME),
    transport: transport === '17' ? 'udp' : transport === '6' ? 'tcp' : transport,
    stamp: readJsonTime(text),
  };
}

/** The time that the fields of a JSON object say. */
export function readJsonTime(text: string): Stamp | null {
  const seconds = last(text, SECONDS);
  if (seconds !== undefined) {
    const us = last(text, MICROSECONDS) ?? '0';
    return { kind: 'date', us: Number(seconds) * 1e6 + Number(us), fine: true, zoned: true };
  }
  const time = last(text, TIME);
  return time === undefined ? null : (epochStamp(time) ?? findStamp(time));
}

function last(text: string, field: RegExp): string | undefined {
  let value: string | undefined;
  for (const found of text.matchAll(field)) value = found[1];
  return value;
}
