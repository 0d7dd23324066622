import type { RtpFlow } from '../../../src/media/flow.ts';
import { B2BUA } from '../../support/b2bua.ts';
import type { RuleCases } from '../../support/diagnose.ts';
import { sdp } from '../../support/sdp.ts';

const A = '192.0.2.10';
const B = '192.0.2.11';
const UP = 'alice -> bob INVITE sdp\nbob -> alice 180\nbob -> alice 200 sdp +1s\nalice -> bob ACK';
const call = (seconds: number, by = 'alice', other = 'bob') =>
  `${UP}\n${by} -> ${other} BYE +${seconds}s\n${other} -> ${by} 200`;
const HELD = `${UP}\nalice -> bob INVITE hold +1s\nbob -> alice 200 recvonly\nalice -> bob ACK\nalice -> bob BYE +30s\nbob -> alice 200`;

/** The answer names a relay of which the capture hears nothing. */
const FAR = call(30).replace(
  '200 sdp +1s',
  `200 ${sdp('audio PCMA', { address: '198.51.100.7' })}`.replace('200 ', '200 +1s '),
);

/** RTP from one socket to another, from and to a second of the call; 50 packets a second. */
function rtp(from: string, to: string, first: number, last: number, rest: Partial<RtpFlow> = {}): RtpFlow {
  const [fromAddress = '', fromPort = ''] = from.split(':');
  const [toAddress = '', toPort = ''] = to.split(':');
  const packets = Math.round((last - first) * 50);
  return {
    ssrc: 1,
    fromAddress,
    fromPort: Number(fromPort),
    toAddress,
    toPort: Number(toPort),
    first: first * 1e6,
    last: last * 1e6,
    packets,
    payloadTypes: new Map([[8, packets]]),
    lost: 0,
    longestLoss: 0,
    jitter: 1000,
    ...rest,
  };
}

const forth = (last: number, rest: Partial<RtpFlow> = {}) => rtp(`${A}:40000`, `${B}:40000`, 1.1, last, rest);
const back = (last: number, rest: Partial<RtpFlow> = {}) => rtp(`${B}:40000`, `${A}:40000`, 1.1, last, rest);
/** Another call, all well at first, with RTP that is its own matter. */
const AND_ANOTHER = `${call(30)}
  carol -> dave INVITE sdp @2
  dave -> carol 200 sdp @2
  carol -> dave ACK @2
  carol -> dave BYE @2 +30s
  dave -> carol 200 @2`;
const CAROL = '192.0.2.12:40000';
const DAVE = '192.0.2.13:40000';
const OTHERS = rtp(`${A}:50000`, `${B}:50000`, 0, 100);
const ELSEWHERE = rtp('198.51.100.1:5000', '198.51.100.2:5000', 0, 100);
const ICE = sdp(['audio PCMA', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx'], { address: B });
const WITH_ICE = `alice -> bob INVITE sdp\nbob -> alice 200 ${ICE} +1s\nalice -> bob ACK\nalice -> bob BYE +30s\nbob -> alice 200`;

/** What goes one way between two IPv6 addresses. */
const v6 = (fromAddress: string, toAddress: string) => forth(30, { fromAddress, toAddress });

/** A call through a B2BUA, which has a port for each leg. */
const TWO_LEGS = B2BUA.replace('INVITE sdp @b', 'INVITE @b').replace(
  '"Alice" <sip:alice@example.com>',
  `$&${sdp(['m=audio 42000 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000'], { address: B })}`,
);
/** The media of its second leg, both ways. */
const SECOND_LEG = [rtp(`${B}:42000`, CAROL, 4, 24), rtp(CAROL, `${B}:42000`, 4, 24)];

export const RTP_CASES: readonly RuleCases[] = [
  {
    rule: 'M01',
    fires: [
      {
        shows: 'nothing comes back',
        flow: call(30),
        traffic: { flows: [forth(30), rtp(`${B}:50000`, '192.0.2.50:5000', 0, 30)] },
        says: /Alice .* sent 1445 RTP packets, and none came back from Bob/,
        finding: { severity: 'error', confidence: 'certain' },
      },
      {
        shows: 'nothing comes back, of addresses that the SDP writes in another way',
        flow: `alice = [2001:db8::10]
          bob = [2001:db8::11]
          alice -> bob INVITE ${sdp('audio PCMA', { address: '2001:DB8:0::10' })}
          bob -> alice 200 +1s ${sdp('audio PCMA', { address: '2001:DB8:0::11' })}
          alice -> bob ACK
          alice -> bob BYE +30s
          bob -> alice 200`,
        traffic: { flows: [v6('2001:db8::10', '2001:db8::11')] },
        says: /Alice .* sent 1445 RTP packets, and none came back from Bob/,
        finding: { severity: 'error', confidence: 'certain' },
      },
      {
        shows: 'nothing comes back, and the other side was never seen',
        flow: FAR,
        traffic: { flows: [rtp(`${A}:40000`, '198.51.100.7:40000', 1, 30)] },
        finding: { severity: 'warning', confidence: 'likely' },
      },
      {
        shows: 'next to nothing comes from the caller',
        flow: FAR,
        traffic: {
          flows: [
            rtp(`${A}:40000`, '198.51.100.7:40000', 1, 30, { packets: 5 }),
            rtp('198.51.100.7:40000', `${A}:40000`, 1, 30),
          ],
        },
        finding: { severity: 'error', confidence: 'certain' },
        says: /sent 1450 RTP packets, and only 5 came back from Alice/,
      },
      {
        shows: 'a few packets come back, from another address than announced',
        flow: FAR,
        traffic: {
          flows: [rtp(`${A}:40000`, '198.51.100.7:40000', 1, 30), rtp('198.51.100.8:40000', `${A}:40000`, 1, 1.1)],
        },
        finding: { severity: 'error', confidence: 'certain' },
      },
      {
        shows: 'one of two calls',
        flow: AND_ANOTHER,
        traffic: { flows: [forth(30), rtp(CAROL, DAVE, 32, 60), rtp(DAVE, CAROL, 32, 60)] },
        times: 1,
      },
    ],
    near: [
      { trap: 'the call is on hold', flow: HELD, traffic: { flows: [forth(30)] } },
      { trap: 'the call is too short to tell', flow: call(3), traffic: { flows: [forth(4)] } },
      {
        trap: 'the capture does not stand where the other side can be seen',
        flow: FAR,
        traffic: { flows: [rtp(`${A}:40000`, '198.51.100.7:40000', 1, 30)] },
        atMost: 'warning',
      },
      {
        trap: 'the call is too short to tell',
        flow: call(30),
        traffic: { flows: [forth(30, { packets: 40 })] },
      },
    ],
  },
  {
    rule: 'M02',
    fires: [
      {
        shows: 'the old port',
        flow: call(30),
        traffic: { flows: [rtp(`${A}:40000`, `${B}:6666`, 1, 30), back(30)] },
        finding: { headline: true },
        says: /sends audio to 192\.0\.2\.11:6666 \(1450 packets\), but Bob .* asked for 192\.0\.2\.11:40000/,
      },
      {
        shows: 'another host, and the same port',
        flow: call(30),
        traffic: { flows: [rtp(`${A}:40000`, '198.51.100.9:40000', 1, 30), back(30)] },
        says: /sends audio to 198\.51\.100\.9:40000/,
      },
    ],
    near: [
      {
        trap: 'it sends to where the RTP of the other side comes from (symmetric RTP)',
        flow: call(30),
        traffic: {
          flows: [rtp(`${A}:40000`, '198.51.100.7:4000', 1, 30), rtp('198.51.100.7:4000', `${A}:40000`, 1, 30)],
        },
      },
      {
        trap: 'ICE chose another candidate',
        flow: WITH_ICE,
        traffic: { flows: [rtp(`${A}:40000`, `${B}:6666`, 1, 30)] },
      },
      {
        trap: 'a few packets only, right after a change',
        flow: call(30),
        traffic: { flows: [rtp(`${A}:40000`, `${B}:6666`, 1, 1.5), forth(30)] },
      },
      {
        trap: 'it sends to where the RTP of the other side comes from (symmetric RTP)',
        flow: call(30),
        traffic: {
          flows: [
            rtp(`${A}:40000`, '198.51.100.7:4000', 1, 30),
            rtp('198.51.100.7:4000', `${A}:40000`, 1, 30),
            forth(30),
            back(30),
          ],
        },
      },
    ],
  },
  {
    rule: 'M03',
    fires: [
      {
        shows: 'a NAT',
        flow: call(30),
        traffic: { flows: [forth(30), rtp('198.51.100.7:4000', `${A}:40000`, 1, 30)] },
        says: /comes from 198\.51\.100\.7:4000, not from 192\.0\.2\.11:40000/,
      },
      {
        shows: 'one of two calls: of the other only a few packets come from elsewhere',
        flow: AND_ANOTHER,
        traffic: {
          flows: [forth(30), rtp('198.51.100.7:4000', `${A}:40000`, 1, 30), rtp('198.51.100.7:4000', CAROL, 32, 32.1)],
        },
        times: 1,
      },
    ],
    near: [
      { trap: 'it comes from where it was announced', flow: call(30), traffic: { flows: [forth(30), back(30)] } },
      {
        trap: 'ICE chose the address',
        flow: WITH_ICE,
        traffic: { flows: [rtp('198.51.100.7:4000', `${A}:40000`, 1, 30)] },
      },
      {
        trap: 'it comes from where it was announced',
        flow: call(30),
        traffic: { flows: [rtp('198.51.100.7:4000', `${A}:40000`, 1, 2), back(30)] },
      },
    ],
  },
  {
    rule: 'M04',
    fires: [
      {
        shows: 'other calls have media',
        flow: call(30),
        traffic: { flows: [OTHERS] },
        says: /up for 30\.0 s, and not one audio packet was captured/,
      },
      {
        shows: 'the media of one of its hosts is seen',
        flow: call(30),
        traffic: { flows: [rtp(`${A}:50000`, '198.51.100.2:5000', 0, 100)] },
      },
      {
        shows: 'the media of the other of its hosts is seen',
        flow: call(30),
        traffic: { flows: [rtp('198.51.100.2:5000', `${B}:50000`, 0, 100)] },
      },
      {
        shows: 'one of two calls',
        flow: AND_ANOTHER,
        traffic: { flows: [OTHERS, rtp(CAROL, DAVE, 32, 60)] },
        times: 1,
      },
      {
        shows: 'one leg of a call, of which the other has media',
        flow: TWO_LEGS,
        traffic: { flows: [OTHERS, ...SECOND_LEG] },
        finding: { title: 'No RTP on one leg', severity: 'error', confidence: 'certain' },
        says: /not one audio packet between Alice .* and .*192\.0\.2\.11.* was captured, while another leg/,
        times: 1,
      },
      {
        shows: 'one leg of a call, with no media of its hosts but that of the other leg',
        flow: TWO_LEGS,
        traffic: { flows: SECOND_LEG },
        finding: { title: 'No RTP on one leg', severity: 'warning', confidence: 'likely' },
        times: 1,
      },
      {
        shows: 'both legs of a call, beside an older one on the same port',
        flow: TWO_LEGS,
        traffic: { flows: [rtp(`${B}:42000`, CAROL, -60, -30)] },
        finding: { title: 'No RTP at all', severity: 'error' },
        times: 2,
      },
    ],
    near: [
      { trap: 'the capture has no media of any call: its filter kept it out', flow: call(30) },
      { trap: 'its media runs where this capture does not stand', flow: call(30), traffic: { flows: [ELSEWHERE] } },
      {
        trap: 'nothing but another leg of the call shows media of its hosts: this one may run where the capture does not stand',
        flow: TWO_LEGS,
        traffic: { flows: SECOND_LEG },
        atMost: 'warning',
      },
      {
        trap: 'its media runs where this capture does not stand',
        flow: TWO_LEGS.replaceAll(B, '198.51.100.9'),
        traffic: { flows: [rtp('198.51.100.9:42000', CAROL, 4, 24), rtp(CAROL, '198.51.100.9:42000', 4, 24)] },
      },
      { trap: 'the call is on hold, or too short', flow: HELD, traffic: { flows: [OTHERS] } },
      { trap: 'the call is on hold, or too short', flow: call(3), traffic: { flows: [OTHERS] } },
    ],
  },
  {
    rule: 'M05',
    fires: [
      {
        shows: 'payload type 96',
        flow: call(30),
        traffic: { flows: [forth(30, { payloadTypes: new Map([[96, 1400]]) }), back(30)] },
        says: /sends payload type 96 \(1400 packets\)/,
      },
      {
        shows: 'a codec that was not agreed on, and what goes to nobody',
        flow: AND_ANOTHER,
        traffic: {
          flows: [
            forth(30, { payloadTypes: new Map([[18, 1400]]) }),
            rtp(CAROL, '198.51.100.1:5000', 32, 60, { payloadTypes: new Map([[96, 1400]]) }),
          ],
        },
        says: /sends payload type 18 \(1400 packets\)/,
        times: 1,
      },
    ],
    near: [
      {
        trap: '13 is comfort noise',
        flow: call(30),
        traffic: { flows: [forth(30, { payloadTypes: new Map([[13, 100]]) })] },
      },
      {
        trap: 'a few packets only, right after a change',
        flow: call(30),
        traffic: {
          flows: [
            forth(30, {
              payloadTypes: new Map([
                [8, 1400],
                [96, 5],
              ]),
            }),
          ],
        },
      },
      {
        trap: 'RTCP on the same port (72 to 76)',
        flow: call(30),
        traffic: {
          flows: [
            forth(30, {
              payloadTypes: new Map([
                [8, 1400],
                [72, 40],
              ]),
            }),
          ],
        },
      },
      {
        trap: 'RTCP on the same port (72 to 76)',
        flow: call(30),
        traffic: { flows: [forth(30), back(30, { payloadTypes: new Map([[76, 40]]) })] },
      },
    ],
  },
  {
    rule: 'M06',
    fires: [
      {
        shows: '5 % lost',
        flow: call(30),
        traffic: { flows: [forth(30, { packets: 950, lost: 50, longestLoss: 7 }), back(30)] },
        says: /Of the audio of Alice .* 5\.0 % \(50 packets, at most 7 in a row\) were lost\.$/,
        finding: { confidence: 'certain' },
      },
      {
        shows: 'jitter',
        flow: call(30),
        traffic: { flows: [forth(30, { jitter: 80_000 }), back(30)] },
        times: 1,
        says: /jitter reached 80 ms\.$/,
      },
      {
        shows: 'both directions lose alike, and one of them shakes too',
        flow: call(30),
        traffic: {
          flows: [forth(30, { packets: 950, lost: 50 }), back(30, { packets: 950, lost: 50, jitter: 80_000 })],
        },
        finding: { severity: 'info', confidence: 'hint' },
        says: /Both directions lose alike: perhaps the capture did\.$/,
        times: 2,
      },
      {
        shows: 'loss in one direction and jitter in the other',
        flow: call(30),
        traffic: { flows: [forth(30, { packets: 950, lost: 50 }), back(30, { jitter: 80_000 })] },
        finding: { severity: 'warning', confidence: 'certain' },
        times: 2,
      },
      {
        shows: 'both directions lose, and one of them shook before its sender began anew',
        flow: call(30),
        traffic: {
          flows: [
            forth(15, { jitter: 80_000 }),
            rtp(`${A}:40000`, `${B}:40000`, 15, 30, { ssrc: 2, lost: 50 }),
            back(30, { lost: 50 }),
          ],
        },
        finding: { severity: 'warning', confidence: 'certain' },
        says: /jitter reached 80 ms\.$/,
      },
    ],
    near: [
      { trap: 'too few packets to tell', flow: call(30), traffic: { flows: [forth(30, { packets: 50, lost: 10 })] } },
      {
        trap: 'both directions lose alike: perhaps the capture lost them',
        flow: call(30),
        traffic: { flows: [forth(30, { packets: 950, lost: 50 }), back(30, { packets: 950, lost: 50 })] },
        atMost: 'info',
      },
      {
        trap: 'too few packets to tell',
        flow: call(30),
        traffic: { flows: [forth(30, { packets: 50, jitter: 80_000 })] },
      },
    ],
  },
  {
    rule: 'M07',
    fires: [
      {
        shows: 'nothing for 14 s',
        flow: call(30),
        traffic: { flows: [forth(31), back(17)] },
        says: /Bob .* stopped sending audio 14\.0 s before the hang-up/,
      },
      {
        shows: 'the caller stops; in another call somebody stops just before the end',
        flow: AND_ANOTHER,
        traffic: { flows: [forth(17), back(31), rtp(CAROL, DAVE, 32, 61), rtp(DAVE, CAROL, 32, 59)] },
        says: /Alice .* stopped sending audio 14\.0 s before the hang-up/,
        times: 1,
      },
      {
        shows: 'one of two calls: in the other one side says next to nothing',
        flow: AND_ANOTHER,
        traffic: { flows: [forth(31), back(17), rtp(CAROL, DAVE, 31, 61), rtp(DAVE, CAROL, 32, 32.5)] },
        times: 1,
      },
    ],
    near: [
      { trap: 'the call is on hold', flow: HELD, traffic: { flows: [forth(30), back(17)] } },
      {
        trap: 'the RTP of all calls ends there: the capture did',
        flow: call(30),
        traffic: { flows: [forth(16.5), back(16)] },
      },
      {
        trap: 'the other side stopped at the same moment',
        flow: call(30),
        traffic: { flows: [forth(16.5), back(16), OTHERS] },
      },
    ],
  },
  {
    rule: 'M08',
    fires: [
      {
        shows: 'a second of silence',
        flow: call(30),
        traffic: { flows: [forth(30), rtp(`${B}:40000`, `${A}:40000`, 2.01, 30)] },
        says: /The first 1\.00 s after the answer of Bob .* were silent/,
      },
      {
        shows: 'one of two calls: in the other a few packets come late',
        flow: AND_ANOTHER,
        traffic: { flows: [rtp(`${B}:40000`, `${A}:40000`, 2.01, 30), rtp(DAVE, CAROL, 40, 40.2)] },
        times: 1,
      },
      {
        shows: 'one of two calls: the other is on hold, and music begins late',
        flow: AND_ANOTHER.replace(
          'carol -> dave BYE',
          'carol -> dave INVITE hold @2 +1s\ndave -> carol 200 recvonly @2\ncarol -> dave ACK @2\ncarol -> dave BYE',
        ),
        traffic: { flows: [rtp(`${B}:40000`, `${A}:40000`, 2.01, 30), rtp(DAVE, CAROL, 40, 60)] },
        times: 1,
      },
    ],
    near: [
      { trap: 'it begins at once', flow: call(30), traffic: { flows: [forth(30), back(30)] } },
      {
        trap: 'it begins at once',
        flow: call(30),
        traffic: { flows: [forth(30), rtp(`${B}:40000`, `${A}:40000`, 1.2, 30)] },
      },
    ],
  },
  {
    rule: 'C14',
    fires: [
      {
        shows: 'BYE 30 s after the last packet of the other side',
        flow: call(60, 'bob', 'alice'),
        traffic: { flows: [forth(31), back(61)] },
        finding: { confidence: 'likely', headline: true },
        says: /Bob .* hung up 30\.0 s after the last audio of Alice .* timer for missing media \(30 s\)/,
      },
      {
        shows: 'the caller hangs up',
        flow: call(60),
        traffic: { flows: [forth(61), back(31)] },
        says: /Alice .* hung up 30\.0 s after the last audio of Bob/,
      },
    ],
    near: [
      {
        trap: 'the call is on hold',
        flow: HELD.replace('alice -> bob BYE', 'bob -> alice BYE').replace(/bob -> alice 200$/, 'alice -> bob 200'),
        traffic: { flows: [forth(2), back(31)] },
      },
      {
        trap: 'the RTP stopped at another time before the BYE',
        flow: call(60, 'bob', 'alice'),
        traffic: { flows: [forth(44), back(61)] },
      },
      {
        trap: 'both sides stopped sending at once',
        flow: call(60, 'bob', 'alice'),
        traffic: { flows: [forth(31), back(31), OTHERS] },
      },
    ],
  },
];
