import type { ProductGuide } from './product-guide.ts';

/** Tools that watch the network. They see everything but encrypted connections. */
export const CAPTURE_PRODUCTS: readonly ProductGuide[] = [
  {
    id: 'sngrep',
    product: 'sngrep',
    commands: ['sngrep -d any -O calls.pcap', 'In the call list: F2 to save the calls that are marked'],
    output: 'The file named with -O or in the save dialog; choose pcap, text loses packets of other kinds.',
    knows: { addresses: 'both', time: 'date', direction: true },
    note: 'Do not copy its screen: there the messages stand beside a frame, and lines are cut.',
  },
  {
    id: 'tcpdump',
    product: 'tcpdump',
    commands: [
      "tcpdump -i any -s 0 -w sip.pcap 'port 5060 or port 5061 or (ip[6:2] & 0x1fff != 0)'",
      'tcpdump -i any -s 0 -w all.pcap udp',
      'Ctrl+C to stop',
    ],
    output: 'The file named with -w. Prefer it to printed text.',
    knows: { addresses: 'both', time: 'date', direction: true },
    note: 'The last part of the filter keeps the fragments of large messages; the second command also takes the audio.',
  },
  {
    id: 'wireshark',
    product: 'Wireshark and tshark',
    commands: ["tshark -i any -w sip.pcapng -f 'port 5060 or port 5061'", 'Wireshark: File > Save As'],
    output: 'A pcapng file. Text made from it loses detail.',
    knows: { addresses: 'both', time: 'date', direction: true },
    note: 'Follow Stream drops the times, and copied from its window the directions as well.',
  },
  {
    id: 'ngrep',
    product: 'ngrep',
    commands: ['ngrep -d any -t -q -W byline port 5060', 'ngrep -d any -O sip.pcap port 5060'],
    output: 'The terminal, or the pcap file named with -O.',
    knows: { addresses: 'both', time: 'date', direction: true },
    note: 'Without -t there is no time. TCP is printed by segment, not put together.',
  },
  {
    id: 'sipgrep',
    product: 'sipgrep',
    commands: ['sipgrep -d any'],
    output: 'The terminal, in colour.',
    knows: { addresses: 'both', time: 'date', direction: true },
  },
  {
    id: 'homer',
    product: 'HOMER',
    commands: ['heplify -i any -hs 192.0.2.50:9060 -m SIP', 'In the call search open the transaction and export it'],
    output: 'The exported text or pcap file.',
    knows: { addresses: 'both', time: 'date', direction: true },
  },
];
