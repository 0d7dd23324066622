import type { RuleCases } from '../../support/diagnose.ts';
import { sdp } from '../../support/sdp.ts';

const LOG = [{ lossy: true, clock: true }];
const TAKEN = 'its receiver took the message all the same: worth a note';
const UP = 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +3s\nalice -> bob ACK';

export const HYGIENE_CASES: readonly RuleCases[] = [
  {
    rule: 'H01',
    fires: [
      {
        shows: 'no CSeq',
        flow: 'alice -> bob OPTIONS\n  CSeq:',
        says: /OPTIONS of .*: The message has no CSeq header/,
      },
      { shows: 'no To', flow: 'alice -> bob OPTIONS\n  To:' },
    ],
    near: [
      { trap: TAKEN, flow: 'alice -> bob OPTIONS\n  From:\nbob -> alice 200', atMost: 'info' },
      { trap: 'the log leaves out headers', flow: 'alice -> bob OPTIONS\n  CSeq:', sources: LOG },
      { trap: 'the capture cut the message', flow: 'alice -> bob OPTIONS truncated' },
      {
        trap: 'only Max-Forwards is missing: it is let pass',
        flow: 'alice -> bob OPTIONS\n  Max-Forwards:',
        atMost: 'info',
      },
    ],
  },
  {
    rule: 'H02',
    fires: [
      {
        shows: 'INVITE against OPTIONS',
        flow: 'alice -> bob OPTIONS\n  CSeq: 1 INVITE',
        says: /The request is OPTIONS, but its CSeq says INVITE/,
      },
    ],
    near: [
      {
        trap: TAKEN,
        flow: 'alice -> bob OPTIONS\n  CSeq: 1 INFO\nbob -> alice 200\n  CSeq: 1 OPTIONS',
        atMost: 'info',
      },
      {
        trap: 'ACK and CANCEL have the number of the INVITE, but their own method',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nalice -> bob CANCEL\nbob -> alice 200\nbob -> alice 487\nalice -> bob ACK',
      },
    ],
  },
  {
    rule: 'H03',
    fires: [
      {
        shows: 'back to 1',
        flow: `${UP}\nalice -> bob INFO cseq 5\nbob -> alice 200\nalice -> bob BYE cseq 2 +5s\nbob -> alice 500`,
        says: /went from 5 \(INFO\) to 2 \(BYE\)/,
      },
      {
        shows: 'back, with the same method',
        flow: `${UP}\nalice -> bob INFO cseq 5\nbob -> alice 200\nalice -> bob INFO cseq 2 +5s\nbob -> alice 500`,
        says: /went from 5 \(INFO\) to 2 \(INFO\)/,
      },
      {
        shows: 'the same number for something else',
        flow: `${UP}\nalice -> bob INFO cseq 5\nbob -> alice 200\nalice -> bob BYE cseq 5 +5s\nbob -> alice 500`,
        says: /went from 5 \(INFO\) to 5 \(BYE\)/,
      },
    ],
    near: [
      {
        trap: 'ACK and CANCEL repeat the number of the INVITE',
        flow: `${UP}\nalice -> bob INVITE hold +5s\nbob -> alice 200 recvonly +100ms\nalice -> bob ACK\nalice -> bob BYE +5s`,
      },
      {
        trap: 'ACK and CANCEL repeat the number of the INVITE',
        flow: `${UP}\nalice -> bob INVITE sdp video +5s\nbob -> alice 100\nalice -> bob CANCEL +9s\nbob -> alice 200\nbob -> alice 487\nalice -> bob ACK`,
      },
      {
        trap: 'a retransmission or the next hop of the same request, or the same request sent anew',
        flow: `proxy p1 record-route\nalice -> bob INVITE sdp via p1\nbob -> alice 200 sdp via p1\nalice -> bob ACK via p1\nalice -> bob BYE via p1 +9s\nalice -> p1 BYE again +500ms`,
      },
      {
        trap: 'each side and each dialog counts for itself',
        flow: `${UP}\nalice -> bob INFO cseq 5 +1s\nbob -> alice 200\nbob -> alice BYE cseq 1 +1s\nalice -> bob 200`,
      },
      {
        trap: 'the capture has the two out of order',
        flow: `${UP}\nalice -> bob INFO cseq 3\nalice -> bob INFO cseq 2 +1ms`,
      },
      {
        trap: 'a retransmission or the next hop of the same request, or the same request sent anew',
        flow: `${UP}\nalice -> bob BYE cseq 2 +9s\nalice -> bob BYE cseq 2 +5s\nbob -> alice 200`,
      },
    ],
  },
  {
    rule: 'H04',
    fires: [
      {
        shows: 'too many',
        flow: `alice -> bob INVITE\n  Content-Length: 999${sdp('audio PCMA')}`,
        says: /Content-Length says 999 bytes, but only \d+ follow/,
      },
      {
        shows: 'too few',
        flow: `alice -> bob INVITE\n  Content-Length: 20${sdp('audio PCMA')}`,
        finding: { severity: 'warning' },
      },
    ],
    near: [
      {
        trap: TAKEN,
        flow: `alice -> bob INVITE\n  Content-Length: 999${sdp('audio PCMA')}\nbob -> alice 180`,
        atMost: 'info',
      },
      {
        trap: 'the log turned CRLF into LF: the length falls short by the number of lines',
        flow: `alice -> bob INVITE\n  Content-Length: 999${sdp('audio PCMA')}`,
        sources: LOG,
      },
      { trap: 'the capture cut the message', flow: 'alice -> bob INVITE sdp truncated' },
      {
        trap: 'only line ends follow the body',
        flow: `alice -> bob INVITE\n  Content-Length: 100${sdp('audio PCMA')}`.replace(
          /Content-Length.*/,
          'Subject: x',
        ),
      },
    ],
  },
  {
    rule: 'H05',
    fires: [
      {
        shows: 'no From tag',
        flow: 'alice -> bob INVITE sdp\n  From: <sip:alice@example.com>',
        says: /The From header has no tag/,
      },
      {
        shows: 'no To tag in a 200',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 200 sdp untagged',
        says: /The 200 OK of Bob .* has no To tag/,
      },
      {
        shows: 'a BYE with foreign tags',
        flow: `${UP}\nalice -> bob BYE\n  To: <sip:bob@example.com>;tag=other\nbob -> alice 481\n  To: <sip:bob@example.com>;tag=other\n  From: <sip:x@y>;tag=z`,
        says: /has tags that do not belong to any dialog/,
      },
    ],
    near: [
      {
        trap: TAKEN,
        flow: `${UP}\nalice -> bob INFO\n  To: <sip:bob@example.com>\nbob -> alice 200 untagged`,
        atMost: 'info',
      },
      { trap: '100 needs no To tag', flow: 'alice -> bob INVITE sdp\nbob -> alice 100' },
      {
        trap: 'the trace starts in the middle of the call',
        flow: 'alice x> bob INVITE sdp\nbob x> alice 200 sdp\nalice x> bob ACK\nalice -> bob BYE\nbob -> alice 200',
      },
      {
        trap: 'a peer of RFC 2543 (no z9hG4bK) knows no tags',
        flow: 'alice -> bob INVITE sdp\n  From: <sip:alice@example.com>\n  Via: SIP/2.0/UDP 192.0.2.10;branch=1',
      },
      {
        trap: 'the 2xx that made the dialog is not in the trace',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 180\nbob x> alice 200 sdp\nalice -> bob ACK\nalice -> bob BYE\n  To: <sip:bob@example.com>;tag=other',
      },
      {
        trap: 'a peer of RFC 2543 (no z9hG4bK) knows no tags',
        flow: 'alice -> bob INVITE sdp\n  Via: SIP/2.0/UDP 192.0.2.10;branch=1\nbob -> alice 200 sdp untagged',
      },
      {
        trap: 'the 2xx that made the dialog is not in the trace',
        flow: 'alice -> bob INVITE sdp\nbob -> alice 183 sdp rel\nalice -> bob PRACK\nbob -> alice 200\nbob x> alice 200 INVITE\nalice -> bob ACK\nalice -> bob BYE\n  To: <sip:bob@example.com>;tag=other',
      },
    ],
  },
  {
    rule: 'H06',
    fires: [
      {
        shows: 'a quote that never closes',
        flow: 'alice -> bob INVITE sdp\n  From: "Alice <sip:alice@example.com>;tag=1',
      },
      {
        shows: 'a comma in an unquoted name',
        flow: 'alice -> bob INVITE sdp\n  Contact: Archer, Alice <sip:alice@192.0.2.10>',
      },
    ],
    near: [
      {
        trap: TAKEN,
        flow: 'alice -> bob OPTIONS\n  From: "Alice <sip:alice@example.com>;tag=1\nbob -> alice 200\n  From: <sip:a@b>;tag=1',
        atMost: 'info',
      },
      {
        trap: 'folded header lines are legal (RFC 3261 §7.3.1)',
        flow: 'alice -> bob INVITE sdp\n  Subject: a\\\r\\\n b'.replace('\\\r\\\n', ' '),
      },
      {
        trap: 'the log may have changed the line',
        flow: 'alice -> bob INVITE sdp\n  From: "Alice <sip:alice@example.com>;tag=1',
        sources: LOG,
      },
      {
        trap: 'compact header names, any case and extra blanks are legal',
        flow: 'alice -> bob INVITE sdp\n  Subject:\n  +s: hello\n  +sUpPoRtEd:   timer',
      },
    ],
  },
  {
    rule: 'H07',
    fires: [
      {
        shows: 'two Call-IDs',
        flow: 'alice -> bob INVITE sdp\n  +Call-ID: other@example.com',
        says: /Call-ID is given twice, with different values/,
      },
    ],
    near: [
      { trap: TAKEN, flow: 'alice -> bob OPTIONS\n  +Call-ID: other@example.com\nbob -> alice 200', atMost: 'info' },
      { trap: 'both have the same value', flow: 'alice -> bob INVITE sdp\n  +Max-Forwards: 70' },
      {
        trap: 'headers that are lists may be repeated',
        flow: 'alice -> bob INVITE sdp\n  Allow: INVITE\n  +Allow: ACK',
      },
    ],
  },
  {
    rule: 'H08',
    fires: [
      {
        shows: 'a control character',
        flow: 'alice -> bob INVITE sdp\n  Subject: a\u0007b',
        says: /control character 0x07/,
      },
      {
        shows: 'a name that turns',
        flow: 'alice -> bob INVITE sdp\n  From: "a\u202Eecila" <sip:alice@example.com>;tag=1',
        says: /turn the direction of writing/,
      },
    ],
    near: [
      {
        trap: 'letters of any script in a display name are legal',
        flow: 'alice -> bob INVITE sdp\n  From: "Алиса" <sip:alice@example.com>;tag=1',
      },
      { trap: 'the log changed the line ends', flow: 'alice -> bob INVITE sdp\n  Subject: a\u0007b', sources: LOG },
    ],
  },
];
