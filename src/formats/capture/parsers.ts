import { PcapParser } from './pcap.ts';
import { pcapName } from './pcap-layout.ts';
import { PcapngParser } from './pcapng.ts';
import { sectionOrder } from './pcapng-block.ts';
import type { RecordParser, Session } from './session.ts';
import { isSnoop, SnoopParser } from './snoop.ts';

/** A kind of capture that may be packed into another file. */
interface Inner {
  readonly name: string;
  recognise(head: Uint8Array): boolean;
  open(session: Session): RecordParser;
}

const inners: readonly Inner[] = [
  { name: 'pcap', recognise: (head) => pcapName(head, 0) !== null, open: (session) => new PcapParser(session) },
  { name: 'pcapng', recognise: (head) => sectionOrder(head, 0) !== null, open: (session) => new PcapngParser(session) },
  { name: 'snoop', recognise: isSnoop, open: (session) => new SnoopParser(session) },
];

/** The kind of capture that begins with these bytes, undefined when none does. */
export function innerOf(head: Uint8Array): Inner | undefined {
  return inners.find((inner) => inner.recognise(head));
}
