import { type Frame, socket } from '../text/frame.ts';
import { textBytes } from '../text/line-text.ts';
import { epochStamp, findStamp, type Stamp } from '../text/stamp.ts';

/** What a dissection says of a packet, gathered while its lines are read. */
export class DissectedPacket {
  stamp: Stamp | null = null;
  source: string | undefined;
  destination: string | undefined;
  sourcePort: string | undefined;
  destinationPort: string | undefined;
  transport: string | undefined;

  /** A time: seconds since the epoch, or a date. */
  setTime(text: string): void {
    this.stamp = epochStamp(text) ?? findStamp(text);
  }

  /** An IP header; the innermost one counts. */
  setHosts(source: string | undefined, destination: string | undefined): void {
    this.source = source ?? this.source;
    this.destination = destination ?? this.destination;
  }

  frame(): Frame {
    return {
      from: socket(this.source, this.sourcePort),
      to: socket(this.destination, this.destinationPort),
      transport: this.transport,
      stamp: this.stamp,
    };
  }
}

/** Bytes of a message: its start line, its headers with the empty line, its body. */
export function joinMessage(startLine: string, rest: string): Uint8Array {
  return textBytes(`${startLine}\r\n${rest}`);
}
