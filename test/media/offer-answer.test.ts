import { describe, expect, it } from 'vitest';
import { describeCall } from '../../src/call/describe.ts';
import { summarise } from '../../src/call/summarise.ts';
import { holdsOf, switchesOf } from '../../src/media/holds.ts';
import { mediaInput } from '../../src/media/input.ts';
import { type MediaSession, mediaSessions } from '../../src/media/sessions.ts';
import { mediaTable } from '../../src/media/table.ts';
import { callFrom, indexFrom } from '../support/flow.ts';
import { sdp } from '../support/sdp.ts';

function sessionsIn(text: string): MediaSession[] {
  const flow = callFrom(text);
  const index = indexFrom(flow);
  const call = describeCall(index, summarise(index), 0);
  return mediaSessions(mediaInput(index, call, (row) => flow.messages[row]?.bytes ?? null));
}

/** Method, row of offer and answer, state: one line for each negotiation. */
function told({ negotiations }: MediaSession): string[] {
  return negotiations.map(
    ({ method, offer, answer, state }) =>
      `${method} ${offer?.message.row ?? '-'} ${answer?.message.row ?? '-'} ${state}`,
  );
}

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'offer in INVITE, answer in 200',
    'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp\nalice -> bob ACK',
    ['INVITE 0 2 committed'],
  ],
  [
    'offer in 200, answer in ACK (RFC 3261 §13.2.1)',
    'alice -> bob INVITE\nbob -> alice 200 sdp\nalice -> bob ACK sdp',
    ['INVITE 1 2 committed'],
  ],
  [
    'offer in a reliable 183, answer in PRACK (RFC 3262 §5)',
    `alice -> bob INVITE
     bob -> alice 183 sdp rel
     alice -> bob PRACK sdp
     bob -> alice 200 PRACK
     bob -> alice 200 INVITE
     alice -> bob ACK`,
    ['INVITE 1 2 committed'],
  ],
  ['an unreliable 183 is a foretaste', 'alice -> bob INVITE sdp\nbob -> alice 183 sdp', ['INVITE 0 - pending']],
  [
    'UPDATE before the answer',
    `alice -> bob INVITE sdp
     bob -> alice 183 sdp rel
     alice -> bob PRACK
     bob -> alice 200 PRACK
     alice -> bob UPDATE sdp
     bob -> alice 200 UPDATE sdp
     bob -> alice 200 INVITE
     alice -> bob ACK`,
    ['INVITE 0 1 committed', 'UPDATE 4 5 committed'],
  ],
  [
    'a refused re-INVITE is rolled back',
    `alice -> bob INVITE sdp
     bob -> alice 200 sdp
     alice -> bob ACK
     bob -> alice INVITE hold
     alice -> bob 488
     bob -> alice ACK`,
    ['INVITE 0 1 committed', 'INVITE 3 - rejected'],
  ],
  [
    'a 200 without SDP after an offer',
    'alice -> bob INVITE sdp\nbob -> alice 200\nalice -> bob ACK',
    ['INVITE 0 - unanswered'],
  ],
];

describe('offers and answers', () => {
  for (const [title, flow, expected] of CASES) {
    it(title, () => {
      const [session, ...more] = sessionsIn(flow);
      expect(more).toEqual([]);
      expect(session && told(session)).toEqual(expected);
    });
  }

  it('each branch of a fork has a session of its own', () => {
    const sessions = sessionsIn(`proxy p1
      alice -> p1 INVITE sdp to bob
      p1 -> bob INVITE sdp
      p1 -> carol INVITE sdp
      bob -> p1 183 sdp
      p1 -> alice 183 sdp
      carol -> p1 200 sdp
      p1 -> alice 200 sdp
      alice -> carol ACK`);
    expect(sessions.map((session) => [session.calleeTag, ...told(session)])).toEqual([
      ['bob-tag-1', 'INVITE 0 - pending'],
      ['carol-tag-1', 'INVITE 0 6 committed'],
    ]);
  });

  it('what a proxy changed is told for the callee’s side too', () => {
    const sessions = sessionsIn(`proxy p1 record-route
      alice -> p1 INVITE ${sdp('audio PCMA', { address: '10.0.0.1' })}
      p1 -> bob INVITE ${sdp('audio PCMA', { address: '198.51.100.1' })}
      bob -> p1 200 sdp
      p1 -> alice 200 sdp
      alice -> bob ACK via p1`);
    expect(sessions.map(({ view, negotiations }) => [view, negotiations[0]?.offer?.message.row])).toEqual([
      ['caller', 0],
      ['callee', 1],
    ]);
  });
});

describe('holds and switches', () => {
  const UP = 'alice -> bob INVITE sdp\nbob -> alice 200 sdp\nalice -> bob ACK';
  const hold = (side: string, other: string, words: string, answer: string) =>
    `${side} -> ${other} INVITE ${words}\n${other} -> ${side} 200 ${answer}\n${side} -> ${other} ACK`;

  it('both sides hold, each by itself (RFC 3264 §8.4)', () => {
    const [session] = sessionsIn(
      [
        UP,
        hold('alice', 'bob', 'hold', 'recvonly'),
        hold('bob', 'alice', 'inactive', 'inactive'),
        hold('alice', 'bob', 'recvonly', 'hold'),
        hold('bob', 'alice', 'sdp', 'sdp'),
      ].join('\n'),
    );
    const holds = session ? holdsOf(session) : [];
    expect(holds.map(({ by, from, to }) => [by, from.request.row, to?.request.row])).toEqual([
      ['alice-tag-1', 3, 9],
      ['bob-tag-1', 6, 12],
    ]);
  });

  it('a refused hold is none; c=0.0.0.0 is one', () => {
    const [refused] = sessionsIn(`${UP}\nalice -> bob INVITE hold\nbob -> alice 491\nalice -> bob ACK`);
    expect(refused && holdsOf(refused)).toEqual([]);
    const [old] = sessionsIn(`${UP}\n${hold('alice', 'bob', 'zero', 'sdp')}`);
    expect(old && holdsOf(old).map(({ by, to }) => [by, to])).toEqual([['alice-tag-1', null]]);
  });

  it('fax and video are seen, accepted or not', () => {
    const [session] = sessionsIn(`${UP}
      ${hold('alice', 'bob', 'sdp video', 'sdp video')}
      ${hold('bob', 'alice', 'sdp', 'sdp')}
      bob -> alice INVITE fax
      alice -> bob 488
      bob -> alice ACK`);
    expect(session && switchesOf(session).map(({ kind, state }) => [kind, state])).toEqual([
      ['video-on', 'committed'],
      ['video-off', 'committed'],
      ['fax', 'rejected'],
    ]);
  });
});

it('the table says what was offered, answered and is in use', () => {
  const sessions = sessionsIn(`alice -> bob INVITE ${sdp(['audio PCMA opus dtmf', 'a=sendonly'])}
    bob -> alice 200 ${sdp(['m=audio 6000 RTP/AVP 111 96', 'a=rtpmap:111 opus/48000/2', 'a=rtpmap:96 telephone-event/8000', 'a=recvonly'], { address: '192.0.2.11' })}
    alice -> bob ACK`);
  expect(mediaTable(sessions)).toEqual([
    {
      view: 'caller',
      dialog: 0,
      exchange: 0,
      line: 0,
      kind: 'audio',
      method: 'INVITE',
      state: 'committed',
      offerer: 'caller',
      offer: {
        row: 0,
        codecs: ['PCMA', 'opus 48 kHz stereo'],
        direction: 'sendonly',
        address: '192.0.2.10',
        port: 40000,
        protocol: 'RTP/AVP',
        dtmf: ['101/8000'],
        crypto: [],
        ice: 'none',
        candidates: 0,
      },
      answer: {
        row: 1,
        codecs: ['opus 48 kHz stereo'],
        direction: 'recvonly',
        address: '192.0.2.11',
        port: 6000,
        protocol: 'RTP/AVP',
        dtmf: ['96/8000'],
        crypto: [],
        ice: 'none',
        candidates: 0,
      },
      inUse: 'opus 48 kHz stereo',
      fromCaller: true,
      fromCallee: false,
    },
  ]);
});
