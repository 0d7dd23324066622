import { describe, expect, it } from 'vitest';
import { INFERRED_FROM } from '../../src/base/captured.ts';
import { describeCall } from '../../src/call/describe.ts';
import { joinCalls } from '../../src/call/join-calls.ts';
import { NO_JOIN_DECISIONS } from '../../src/call/link.ts';
import { summarise } from '../../src/call/summarise.ts';
import { saidOf } from '../../src/diagnose/clause.ts';
import { heardFrom } from '../../src/diagnose/heard.ts';
import { type Story, tellStory } from '../../src/diagnose/story.ts';
import { inferenceNotes } from '../../src/diagnose/story-details.ts';
import { laneFacts } from '../../src/ladder/lane-facts.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

function storyOf(flow: string): Story {
  const picture = callFrom(flow);
  const index = indexFrom(picture);
  const detail = describeCall(index, joinCalls(index, summarise(index), NO_JOIN_DECISIONS), 0);
  const heard = heardFrom((row) => picture.messages[row]?.bytes ?? null);
  return tellStory(detail, laneFacts(index, detail), { heard });
}

/** What is told beyond the first sentence. */
const rest = ({ sentence, text }: Story) => text.slice(sentence.length).trim();

const texts = (story: Story) => story.details.map(({ text }) => text);

const NAMES = `alice = 192.0.2.10:5060 "Alice Archer"
  bob = 192.0.2.20:5060 "Bob Baker"
`;
const ANSWERED = `${NAMES}
  alice -> bob INVITE sdp
  bob -> alice 180 +1s
  bob -> alice 200 sdp +3.29s
  alice -> bob ACK`;

/** What a flow calls its first call. */
const CALL_ID = '1-8f1c3d5a7b@example.com';

/** What happened, and the sentence that says so. */
const SENTENCES: readonly (readonly [string, string, string])[] = [
  [
    'an answered call, and who hung up',
    `${ANSWERED}
     … 72s
     bob -> alice BYE
     alice -> bob 200`,
    'Alice Archer called Bob Baker; answered after 4.29 s, talked 1 min 12 s, Bob Baker hung up.',
  ],
  [
    'an answer that only the ACK shows',
    `${NAMES}
     alice -> bob INVITE sdp
     bob x> alice 200 sdp
     alice -> bob ACK`,
    'Alice Archer called Bob Baker; answered (as the ACK shows); the capture ends before anybody hung up.',
  ],
  [
    'a failure that only the ACK shows',
    `${NAMES}
     alice -> bob INVITE sdp
     bob x> alice 486
     alice -> bob ACK`,
    'Alice Archer called Bob Baker; it failed, as the ACK shows, but the response that says why is not in the trace.',
  ],
  [
    'a caller who gives up while it rings',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 180
     alice -> bob CANCEL +18.2s
     bob -> alice 200 CANCEL
     bob -> alice 487 INVITE
     alice -> bob ACK`,
    'Alice Archer called Bob Baker; it rang for 18.2 s, then Alice Archer gave up.',
  ],
  [
    'busy',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 486
     alice -> bob ACK`,
    'Alice Archer called Bob Baker, who was busy (486 Busy Here).',
  ],
  [
    'declined',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 603
     alice -> bob ACK`,
    'Alice Archer called Bob Baker, who declined the call (603 Decline).',
  ],
  [
    'media that was not accepted',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 488
     alice -> bob ACK`,
    'Alice Archer called Bob Baker, but Bob Baker did not accept the media offered (488 Not Acceptable Here).',
  ],
  [
    'nobody answers at all',
    `${NAMES}
     alice -> bob INVITE sdp
     alice -> bob INVITE again +500ms
     alice -> bob INVITE again +1s
     … 40s
     alice -> carol OPTIONS @other`,
    'Alice Archer called Bob Baker, but nothing ever answered the INVITE (sent 3 times within 1.50 s).',
  ],
  [
    'a capture that ends too early',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 180`,
    'Alice Archer called Bob Baker; the capture ends while it is still ringing.',
  ],
  [
    'a capture that starts too late',
    `${ANSWERED.replace(/->/g, 'x>')}
     alice -> bob INFO
     bob -> alice 200
     alice -> bob BYE
     bob -> alice 200`,
    'The capture starts after the call between Alice Archer and Bob Baker was set up; Alice Archer hung up.',
  ],
  [
    'no ACK: dropped, whatever the words in BYE say',
    `${NAMES}
     alice -> bob INVITE sdp
     bob -> alice 200 sdp
     bob -> alice 200 again +500ms
     bob -> alice 200 again +1s
     … 30s
     bob -> alice BYE
     alice -> bob 200`,
    'Alice Archer called Bob Baker; it dropped 31.5 s after the answer because no ACK arrived.',
  ],
  [
    'a log without times claims none',
    `clock none
     ${ANSWERED}
     bob -> alice BYE
     alice -> bob 200`,
    'Alice Archer called Bob Baker; answered, Bob Baker hung up.',
  ],
];

describe('the sentence of a story', () => {
  it.each(SENTENCES)('%s', (_, flow, said) => {
    expect(storyOf(flow).sentence).toBe(said);
  });

  it('names the registrar by its host, since the user stands on both sides', () => {
    const story = storyOf(`alice -> pbx REGISTER
      pbx -> alice 401
      alice -> pbx REGISTER
      pbx -> alice 200 +5ms`);
    expect(story.sentence).toMatch(/^Alice registered at example\.com; accepted after \d+ ms\.$/);
    expect(texts(story)[0]).toMatch(/^example\.com asked for credentials \(401 Unauthorized\)/);
  });

  it('tells who registered and unregistered', () => {
    const story = storyOf(`alice -> pbx REGISTER expires 60
      pbx -> alice 200
      alice -> pbx REGISTER expires 0 +5s
      pbx -> alice 200`);
    expect(story.text).toMatch(/^Alice registered at example\.com and unregistered 5\.\d+ s later\.$/);
  });

  it('tells the cause that the BYE names, unless it is that somebody hung up', () => {
    const bye = (reason: string) =>
      `${ANSWERED}
      alice -> bob BYE
        Reason: ${reason}
      bob -> alice 200`;
    const told = (flow: string) => {
      const index = indexFrom(callFrom(flow));
      const detail = describeCall(index, summarise(index), 0);
      const cause = index.columns.cause[4] ?? -1;
      const reasons = new Map([[4, cause < 0 ? '' : index.texts.text(cause)]]);
      return tellStory(detail, laneFacts(index, detail), { reasons }).sentence;
    };
    expect(told(bye('Q.850;cause=31'))).toMatch(/Alice Archer hung up \(Q\.850 cause 31 \(Normal, unspecified\)\)\.$/);
    expect(told(bye('Q.850;cause=16;text="Normal call clearing"'))).toMatch(/Alice Archer hung up\.$/);
  });

  it('claims nothing where a log prints no Call-ID', () => {
    const flow = `alice -> bob INVITE sdp
        Call-ID:
      bob -> alice 200
        Call-ID:`;
    expect(storyOf(flow).text).toBe(
      'Alice sent Bob the request INVITE; the log holds no Call-ID of it, so what came of it cannot be told.',
    );
  });

  it('says where it knows nothing of the first half of a call that failed', () => {
    const story = storyOf(`alice x> bob INVITE sdp
      bob -> alice 180
      bob -> alice 480 +20s
      alice -> bob ACK`);
    expect(story.sentence).toMatch(/^The capture starts after Alice had called Bob; it rang for 20\.0 s/);
  });
});

describe('how a call got there', () => {
  const PROXIED = `proxy p1
    alice -> bob INVITE sdp via p1
    bob -> alice 180 via p1
    bob -> alice 200 sdp +3s via p1
    alice -> bob ACK`;

  it('tells through what, and how long it rang', () => {
    expect(rest(storyOf(PROXIED))).toMatch(/^The call went through 192\.0\.2\.10 and rang for 3\.0\d s\.$/);
  });

  it('goes across a box that joins two legs', () => {
    const story = storyOf(`alice -> pbx INVITE sdp
        To: <sip:bob@example.com>
      pbx -> bob INVITE sdp @b
        +P-Asserted-Identity: "Alice" <sip:alice@example.com>
      bob -> pbx 180 @b
      pbx -> alice 180
      bob -> pbx 200 sdp @b +4s
      pbx -> bob ACK @b
      pbx -> alice 200 sdp
      alice -> pbx ACK`);
    expect(rest(story)).toMatch(/^The call went through 192\.0\.2\.11 and rang for 4\.\d+ s\.$/);
  });

  it('tells of early media only that its way was open', () => {
    const story = storyOf(`alice -> bob INVITE sdp
      bob -> alice 183 sdp
      bob -> alice 200 sdp +2s
      alice -> bob ACK`);
    expect(rest(story)).toMatch(/^Early media from Bob was open for 2\.\d+ s \(183 Session Progress\)\.$/);
  });

  it('counts the hops that the trace does not hold', () => {
    const story = storyOf(`proxy p1
      proxy p2
      alice x> p1 INVITE sdp to bob
      p1 x> p2 INVITE sdp
      p2 -> bob INVITE sdp
      bob -> p2 486
      p2 -> bob ACK`);
    expect(rest(story)).toMatch(/^2 earlier hops of the call are not in the trace\.$/);
  });

  it('tells a fork: who answered, who was cancelled, who refused', () => {
    const story = storyOf(`proxy p1
      alice -> p1 INVITE sdp to bob
      p1 -> bob INVITE sdp
      p1 -> carol INVITE sdp
      p1 -> dave INVITE sdp
      bob -> p1 180
      carol -> p1 180
      dave -> p1 486
      p1 -> dave ACK
      bob -> p1 200 sdp
      p1 -> alice 200 sdp
      p1 -> carol CANCEL
      carol -> p1 200 CANCEL
      carol -> p1 487 INVITE
      p1 -> carol ACK`);
    expect(rest(story)).toContain(
      '192.0.2.10 tried 3 destinations: Bob answered, 192.0.2.13 was cancelled and 192.0.2.14 said 486 Busy Here',
    );
  });

  it('tells a redirect that was followed', () => {
    const story = storyOf(`alice -> pbx INVITE sdp to bob
      pbx -> alice 302 to carol
      alice -> pbx ACK
      alice -> carol INVITE sdp
      carol -> alice 200 sdp
      alice -> carol ACK`);
    expect(rest(story)).toMatch(/redirected the call \(302 Moved Temporarily\) and it was tried again/);
  });
});

describe('what happened inside a call', () => {
  it('tells a refused re-INVITE, and that the call went on, at the refusal', () => {
    const story = storyOf(`${ANSWERED}
      alice -> bob INVITE hold
      bob -> alice 488
      alice -> bob ACK
      alice -> bob BYE +9s
      bob -> alice 200`);
    expect(rest(story)).toContain(
      'An attempt to hold by Alice Archer was refused with 488 Not Acceptable Here, and the call went on (RFC 3261 §14.1).',
    );
    expect(saidOf(story, 5)).toEqual([
      'An attempt to hold by Alice Archer was refused with 488 Not Acceptable Here.',
      'The call went on (RFC 3261 §14.1).',
    ]);
  });

  it('tells that somebody hung up over a refusal that asks for nothing', () => {
    const story = storyOf(`${ANSWERED}
      alice -> bob INVITE hold
      bob -> alice 488
      alice -> bob ACK
      alice -> bob BYE
      bob -> alice 200`);
    expect(rest(story)).toContain('and Alice Archer ended the call at once, although it could have gone on');
  });

  it('tells that 481 to a re-INVITE ends the dialog', () => {
    const story = storyOf(`${ANSWERED}
      alice -> bob INVITE sdp
      bob -> alice 481
      alice -> bob ACK
      alice -> bob BYE
      bob -> alice 481`);
    expect(rest(story)).toContain('481 Call/Transaction Does Not Exist, which ends the dialog');
  });

  it('tells a hold with its length, and does not count the resume as another change', () => {
    const story = storyOf(`${ANSWERED}
      alice -> bob INVITE hold
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob INVITE sdp +5s
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob BYE
      bob -> alice 200`);
    expect(rest(story)).toMatch(/ Alice Archer put the call on hold for 5\.0\d s\.$/);
    expect(texts(story)).toEqual([]);
  });

  it('counts changes beyond the fourth', () => {
    const hold = (by: string, other: string) => `${by} -> ${other} INVITE hold
      ${other} -> ${by} 488
      ${by} -> ${other} ACK`;
    const story = storyOf(`${ANSWERED}
      ${Array.from({ length: 6 }, () => hold('alice', 'bob')).join('\n')}`);
    expect(rest(story)).toMatch(/; 2 more changes followed\.$/);
  });
});

describe('a subscription', () => {
  const subscribe = (expires: number, more = '') => `alice -> bob SUBSCRIBE${more}
      Expires: ${expires}
    bob -> alice 202`;
  const NEWS = 'bob -> alice NOTIFY\nalice -> bob 200';

  it.each([
    [`${subscribe(600)}\n${NEWS}`, 'Alice subscribed to news about Bob; accepted, 1 notification followed.'],
    [
      `${subscribe(600)}\n${NEWS}\n${subscribe(0, ' +5s')}\n${NEWS}`,
      'Alice subscribed to news about Bob and unsubscribed 5.03 s later; accepted, 2 notifications followed.',
    ],
    [`${subscribe(0)}\n${NEWS}`, 'Alice asked once for news about Bob; accepted, 1 notification followed.'],
  ])('%#', (flow, said) => {
    expect(storyOf(flow).text).toBe(said);
  });
});

describe('parties', () => {
  const called = (from: string, to: string) =>
    storyOf(`alice -> bob INVITE sdp
        From: "Test" <${from}>;tag=a
        To: "Test" <${to}>
      bob -> alice 486`).sentence;

  it('of one name are told apart by address, and by port only where nothing else does', () => {
    expect(called('sip:alice@a.example:5060', 'sip:bob@b.example:5070')).toMatch(
      /^alice@a\.example called bob@b\.example, who/,
    );
    expect(called('sip:test@a.example:5060', 'sip:test@a.example:5070')).toMatch(
      /^test@a\.example:5060 called test@a\.example:5070, who/,
    );
  });

  it('that share a socket repeat no answers to their own requests', () => {
    const story = storyOf(`page = 192.0.2.10:5060
      page -> p1 INVITE sdp
        From: "Anna" <sip:anna@example.com>;tag=a
        To: "Ben" <sip:ben@example.com>
      p1 -> page 100
      p1 -> page INVITE sdp
        From: "Anna" <sip:anna@example.com>;tag=a
        To: "Ben" <sip:ben@example.com>
      page -> p1 200 sdp
      page -> p1 200 again +500ms
      p1 -> page 200`);
    expect(texts(story)).toContain('The 200 OK was sent twice.');
  });
});

describe('a transfer', () => {
  const BLIND = `alice -> bob INVITE sdp
    bob -> alice 200 sdp
    alice -> bob ACK
    bob -> alice REFER refer-to carol +5s
    alice -> bob 202
    alice -> carol INVITE sdp @c
    alice -> bob NOTIFY sipfrag 100
    bob -> alice 200`;

  it('has three parties: who was transferred, from whom, to whom', () => {
    const story = storyOf(`${BLIND}
      carol -> alice 200 sdp @c +2s
      alice -> carol ACK @c
      alice -> bob NOTIFY sipfrag 200
      bob -> alice 200
      bob -> alice BYE
      alice -> bob 200
      carol -> alice BYE @c +9s
      alice -> carol 200 @c`);
    expect(story.sentence).toMatch(
      /^Alice called Bob; answered after 10 ms, talked 7\.\d+ s, then Alice was transferred from Bob to Carol\.$/,
    );
    expect(rest(story)).toMatch(
      /^The transfer was blind \(REFER accepted with 202\); Carol answered after 2\.\d+ s, they talked 9\.\d+ s, Carol hung up\.$/,
    );
  });

  it('tells what NOTIFY reported on the way', () => {
    const story = storyOf(`${BLIND}
      carol -> alice 200 sdp @c +2s
      alice -> bob NOTIFY sipfrag 200
      bob -> alice 200`);
    expect(texts(story)).toContain('NOTIFY reported how the transfer to Carol went: 100, 200.');
  });

  it('may follow another one: each names its three parties', () => {
    const story = storyOf(`${BLIND}
      carol -> alice 200 sdp @c +2s
      alice -> carol ACK @c
      bob -> alice BYE
      alice -> bob 200
      carol -> alice REFER refer-to dave @c +5s
      alice -> carol 202 @c
      alice -> dave INVITE sdp @d
      dave -> alice 200 sdp @d
      alice -> dave ACK @d`);
    expect(story.sentence).toMatch(/then Alice was transferred from Bob to Carol\.$/);
    expect(rest(story)).toContain(
      '; Alice was transferred from Carol to Dave (blind transfer, REFER accepted with 202)',
    );
  });

  it('that was asked for outside the dialog is tied to it by Target-Dialog', () => {
    const story = storyOf(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      control -> bob REFER refer-to carol @x +5s
        Target-Dialog: ${CALL_ID};local-tag=b;remote-tag=a
      bob -> control 202 @x
      bob -> carol INVITE sdp @c
      carol -> bob 200 sdp @c
      bob -> carol ACK @c
      alice -> bob BYE
      bob -> alice 200`);
    expect(story.sentence).toMatch(/then Bob was transferred from Alice to Carol\.$/);
    expect(rest(story)).toMatch(/^The transfer was blind \(REFER by Control accepted with 202\); Carol answered/);
  });

  it('that is refused leaves the call as it was', () => {
    const story = storyOf(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      bob -> alice REFER refer-to carol
      alice -> bob 603
      alice -> bob BYE +5s
      bob -> alice 200`);
    expect(story.sentence).toMatch(/Alice hung up\.$/);
    expect(rest(story)).toBe(
      'Bob asked Alice to call carol (REFER, blind transfer), which was refused with 603 Decline.',
    );
  });

  it('that fails says why, from the new call or from NOTIFY', () => {
    const busy = storyOf(`${BLIND}
      carol -> alice 486 @c
      alice -> carol ACK @c`);
    expect(rest(busy)).toContain(
      'Bob tried to transfer Alice to Carol (REFER, blind transfer), but the line was busy (486 Busy Here)',
    );
    const reported = storyOf(`${BLIND.replace('alice -> carol INVITE sdp @c', 'alice x> carol INVITE sdp @c')}
      alice -> bob NOTIFY sipfrag 486
      bob -> alice 200`);
    expect(rest(reported)).toContain(
      'Bob tried to transfer Alice to carol (REFER, blind transfer), but NOTIFY reports 486',
    );
  });

  it('of two in one dialog has its own reports, in whatever order they come (RFC 3515 §2.4.6)', () => {
    const reported = (id: string, status: number) => `alice -> bob NOTIFY sipfrag ${status}
        Event: refer${id}
        Subscription-State: terminated;reason=noresource
      bob -> alice 200`;
    const story = (...reports: string[]) =>
      storyOf(`alice -> bob INVITE sdp
        bob -> alice 200 sdp
        alice -> bob ACK
        bob -> alice REFER refer-to carol +5s
        alice -> bob 202
        bob -> alice REFER refer-to dave +5s
        alice -> bob 202
        ${reports.join('\n')}`);
    const first = 'Bob tried to transfer Alice to carol (REFER, blind transfer), but NOTIFY reports 486';
    for (const id of [';id=1', '']) {
      const told = story(reported(';id=2', 200), reported(id, 486));
      expect(told.sentence).toContain('then Alice was transferred from Bob to dave');
      expect(rest(told)).toContain(first);
      expect(texts(told)).toEqual([
        'NOTIFY reported how the transfer to carol went: 486.',
        'NOTIFY reported how the transfer to dave went: 200.',
      ]);
    }
  });

  it('of which nothing more is seen claims nothing', () => {
    const story = storyOf(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      bob -> alice REFER refer-to carol
      alice -> bob 202`);
    expect(rest(story)).toBe(
      'Bob asked Alice to call carol (REFER, blind transfer); what came of it is not in the trace.',
    );
  });

  it('by a PBX keeps the caller, whose call goes on with somebody else', () => {
    const story = storyOf(`alice -> pbx INVITE sdp
        To: <sip:bob@example.com>
      pbx -> bob INVITE sdp @b
        +P-Asserted-Identity: "Alice" <sip:alice@example.com>
        From: "Alice" <sip:alice@example.com>;tag=pb
      bob -> pbx 200 sdp @b
      pbx -> bob ACK @b
      pbx -> alice 200 sdp
      alice -> pbx ACK
      bob -> pbx REFER refer-to carol @b +5s
      pbx -> bob 202 @b
      pbx -> carol INVITE sdp @c
        From: "Alice" <sip:alice@example.com>;tag=pc
      carol -> pbx 200 sdp @c +1s
      pbx -> carol ACK @c
      bob -> pbx BYE @b
      pbx -> bob 200 @b
      alice -> pbx BYE +20s
      pbx -> alice 200
      pbx -> carol BYE @c
      carol -> pbx 200 @c`);
    expect(story.sentence).toMatch(/then Alice was transferred from Bob to Carol\.$/);
    expect(rest(story)).toMatch(/^The call went through 192\.0\.2\.11\. .* they talked 20\.\d s, Alice hung up\.$/);
  });

  it('attended: the call beside it and the new one are told as one story', () => {
    const story = storyOf(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob INVITE hold +5s
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> carol INVITE sdp @c +1s
      carol -> alice 200 sdp @c
      alice -> carol ACK @c
      alice -> carol REFER @c +2s
        Refer-To: <sip:bob@example.com?Replaces=${encodeURIComponent(CALL_ID)}%3Bto-tag%3Db%3Bfrom-tag%3Da>
      carol -> alice 202 @c
      carol -> bob INVITE sdp @r
        Replaces: ${CALL_ID};to-tag=b;from-tag=a
      bob -> carol 200 sdp @r
      carol -> bob ACK @r
      bob -> alice BYE
      alice -> bob 200
      carol -> bob BYE @r +6s
      bob -> carol 200 @r`);
    expect(story.sentence).toMatch(/then Carol was transferred from Alice to Bob\.$/);
    expect(rest(story)).toMatch(
      /^Alice put the call on hold and did not take it back; Alice also called Carol and handed the call over \(REFER accepted with 202\); Bob answered after 10 ms, they talked 6\.\d+ s, Carol hung up\.$/,
    );
  });

  it('of which only the taking over is seen names who takes whose place', () => {
    const story = storyOf(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      carol -> bob INVITE sdp @r +5s
        Replaces: ${CALL_ID};to-tag=b;from-tag=a
      bob -> carol 200 sdp @r
      carol -> bob ACK @r
      bob -> alice BYE
      alice -> bob 200`);
    expect(rest(story)).toContain('Carol took the place of Alice in the call with Bob (INVITE with Replaces)');
  });

  it('is no pickup, and a Join is neither', () => {
    const pickup = storyOf(`alice -> bob INVITE sdp
      bob -> alice 180
      carol -> alice INVITE sdp @r +2s
        Replaces: ${CALL_ID};to-tag=b;from-tag=a
      alice -> carol 200 sdp @r
      carol -> alice ACK @r`);
    expect(rest(pickup)).toContain('Carol picked the ringing call up (INVITE with Replaces)');
    const joined = storyOf(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      carol -> bob INVITE sdp @r +2s
        Join: ${CALL_ID};to-tag=b;from-tag=a
      bob -> carol 200 sdp @r
      carol -> bob ACK @r`);
    expect(rest(joined)).toContain('Carol joined the call (INVITE with Join)');
  });
});

describe('calls that a third party makes', () => {
  const MEDIA = (who: string, address: string, direction = 'sendrecv') => `
        Content-Type: application/sdp
        | v=0
        | o=${who} 4711 1 IN IP4 ${address}
        | s=-
        | c=IN IP4 ${address}
        | t=0 0
        | m=audio 40000 RTP/AVP 0
        | a=${direction}`;

  it('are told as such where the offer of one goes out to the other', () => {
    const story = storyOf(`control -> alice INVITE
        From: <sip:control@example.com>;tag=c1
      alice -> control 200 +2s${MEDIA('alice', '192.0.2.11')}
      control -> bob INVITE @b${MEDIA('alice', '192.0.2.11')}
        From: <sip:control@example.com>;tag=c2
      bob -> control 200 sdp @b +3s
      control -> bob ACK @b
      control -> alice ACK${MEDIA('bob', '192.0.2.12')}
      bob -> control BYE @b +9s
      control -> bob 200 @b
      control -> alice BYE
      alice -> control 200`);
    expect(story.sentence).toMatch(
      /^control called Alice and Bob to connect them \(third-party call control\); Alice answered after 2\.\d+ s, talked \d+\.\d+ s, Bob hung up\.$/,
    );
    expect(rest(story)).toMatch(/^Bob answered after 3\.\d+ s\.$/);
  });

  it('are two calls where nothing is passed on', () => {
    const story = storyOf(`control -> alice INVITE
      alice -> control 200 +2s${MEDIA('alice', '192.0.2.11')}
      control -> alice ACK sdp
      control -> bob INVITE sdp @b
      bob -> control 200 sdp @b +3s
      control -> bob ACK @b`);
    expect(story.sentence).toMatch(/^Control called Alice; answered/);
  });

  it('to a server of music are part of the hold', () => {
    const story = storyOf(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      bob -> music INVITE @m +5s
      music -> bob 200 @m${MEDIA('music', '192.0.2.50', 'sendonly')}
      bob -> alice INVITE${MEDIA('bob', '192.0.2.50', 'sendonly')}
      alice -> bob 200 recvonly
      bob -> alice ACK
      bob -> music ACK recvonly @m
      bob -> alice INVITE sdp +4s
      alice -> bob 200 sdp
      bob -> alice ACK
      bob -> music BYE @m
      music -> bob 200 @m
      alice -> bob BYE +5s
      bob -> alice 200`);
    expect(story.sentence).toMatch(/^Alice called Bob; answered after 10 ms, talked 1\d\.\d s, Alice hung up\.$/);
    expect(rest(story)).toMatch(/^Bob put the call on hold with music from Music for 4\.\d+ s\.$/);
  });

  it('need not be seen: a hold that moves the media elsewhere says where', () => {
    const story = storyOf(`alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      bob -> alice INVITE +5s${MEDIA('bob', '192.0.2.50', 'sendonly')}
      alice -> bob 200 recvonly
      bob -> alice ACK`);
    expect(rest(story)).toBe('Bob put the call on hold with media from 192.0.2.50 and did not take it back.');
  });
});

describe('the clauses of a story', () => {
  it('name the messages that show them, and read on as the story', () => {
    const story = storyOf(`${ANSWERED}
      alice -> bob INVITE hold
      bob -> alice 488
      alice -> bob ACK
      bob -> alice BYE +9s
      alice -> bob 200`);
    expect(story.sentences.map((sentence) => sentence.map(({ text }) => text).join('')).join(' ')).toBe(story.text);
    expect(story.sentences.map((sentence) => sentence.map(({ rows }) => rows))).toEqual([
      [[0], [2], [2, 7], [7]],
      [[1, 2]],
      [[4, 5], [5]],
    ]);
  });

  it('are one to three sentences, and point only at messages of the call', () => {
    const story = storyOf(`${ANSWERED}
      alice -> bob INVITE hold
      bob -> alice 491
      alice -> bob ACK
      bob -> alice UPDATE sdp
      alice -> bob 200 sdp
      alice -> bob REFER refer-to carol
      bob -> alice 202
      bob -> alice NOTIFY sipfrag 200
      alice -> bob 200
      alice -> bob BYE
      bob -> alice 481`);
    expect(story.sentences).toHaveLength(3);
    const rows = [...story.sentences.flat().flatMap((clause) => clause.rows), ...story.details.map(({ row }) => row)];
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect(row).toBeLessThan(15);
  });
});

describe('the details of a story', () => {
  it('tell what was repeated, most often first', () => {
    const story = storyOf(`${NAMES}
      alice -> bob INVITE sdp
      alice -> bob INVITE again +500ms
      alice -> bob INVITE again +1s
      bob -> alice 200 sdp
      alice -> bob ACK`);
    expect(texts(story)).toContain('Alice Archer sent the INVITE 3 times.');
  });

  it('admit inferred addresses', () => {
    const story = storyOf(`addresses none
      ${ANSWERED}`);
    expect(texts(story).at(-1)).toMatch(/inferred from the messages/);
  });

  it('call no address inferred that another capture of the packet prints', () => {
    const message = { row: 0, flags: INFERRED_FROM, copy: null, of: -1 };
    const captured = { row: 1, flags: 0, copy: 'duplicate', of: 0 };
    const notesOn = (messages: readonly object[]) =>
      inferenceNotes({ detail: { messages } } as unknown as Parameters<typeof inferenceNotes>[0]).length;
    expect(notesOn([message])).toBe(1);
    expect(notesOn([message, captured])).toBe(0);
    expect(
      notesOn([
        { ...message, flags: 0 },
        { ...captured, flags: INFERRED_FROM },
      ]),
    ).toBe(0);
  });

  it('keep quiet about a plain call', () => {
    expect(
      texts(
        storyOf(`${ANSWERED}
      alice -> bob BYE
      bob -> alice 200`),
      ),
    ).toEqual([]);
  });
});
