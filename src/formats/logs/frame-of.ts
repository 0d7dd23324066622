import { type Frame, socket } from '../text/frame.ts';
import { findStamp } from '../text/stamp.ts';

/**
 * A frame from the named groups of an expression that matched a framing line: `received` or `sent` (whichever took part
 * tells the direction), `ip` and `port` of the far end, `src`, `sp`, `dst`, `dp` where both ends are named, `tp` transport,
 * `len` bytes, `ts` time. Without `ts` the time is looked for before the match.
 */
export function frameOf(found: RegExpExecArray | null): Frame | null {
  if (!found) return null;
  const { received, sent, ip, port, src, sp, dst, dp, tp, len, ts } = found.groups ?? {};
  return {
    direction: received !== undefined ? 'received' : sent !== undefined ? 'sent' : undefined,
    peer: socket(ip, port),
    from: socket(src, sp),
    to: socket(dst, dp),
    transport: tp,
    length: len === undefined ? undefined : Number(len),
    stamp: findStamp(ts ?? found.input.slice(0, found.index)),
    column: found.index,
  };
}
