import type { Finding } from '../../src/diagnose/finding.ts';
import type { LadderInput } from '../../src/ladder/input.ts';

/** A ladder to look at: a flow, what it shows, and what is changed about its input. */
export interface Golden {
  readonly name: string;
  readonly title: string;
  readonly flow: string;
  readonly changes?: Partial<LadderInput>;
  readonly theme?: 'light' | 'dark';
  readonly selected?: number;
}

function finding(of: Partial<Finding> & Pick<Finding, 'messages' | 'title'>): Finding {
  const rest = { rule: 'test', severity: 'warning', confidence: 'certain', call: 0, text: '', nextStep: '' } as const;
  return { ...rest, reference: 'RFC 3261', ...of };
}

const SBC = `
  start 12:04:02.104
  alice = 192.0.2.10:5060 "Alice Archer" Yealink T54W
  sbc-1 = 198.51.100.5:5060 Asterisk 20
  bob = 203.0.113.20:5060 "Bob Baker" FreeSWITCH 1.10
  alice -> sbc-1 INVITE sdp @a
  sbc-1 -> alice 100 @a +2ms
  sbc-1 -> bob INVITE sdp @b +6ms
  bob -> sbc-1 100 @b +28ms
  bob -> sbc-1 183 sdp @b +981ms
  sbc-1 -> alice 183 sdp @a +3ms
  bob -> sbc-1 200 sdp @b +3.286s
  sbc-1 -> alice 200 sdp @a +4ms
  alice -> sbc-1 ACK @a +37ms
  sbc-1 -> bob ACK @b +4ms
  alice -> sbc-1 INVITE hold secure @a +32.732s
  sbc-1 -> bob INVITE hold secure @b +3ms
  bob -> sbc-1 488 @b +28ms
  sbc-1 -> bob ACK @b +1ms
  sbc-1 -> alice 488 @a +2ms
  alice -> sbc-1 ACK @a +18ms
  bob -> sbc-1 BYE @b +39.621s
  sbc-1 -> alice BYE @a +3ms
  sbc-1 -> bob 200 @b +2ms
  alice -> sbc-1 200 @a +31ms
`;

const LOST_ACK = `
  start 12:04:22.020
  erin = 192.0.2.31:5060 "Erin" Grandstream GXP
  pbx-1 = 198.51.100.9:5060 "" Asterisk 20
  carrier = 203.0.113.50:5060 "" SBC
  private = 10.0.4.7:5060 ""
  erin -> pbx-1 INVITE sdp @a
  pbx-1 -> erin 100 @a +2ms
  pbx-1 -> carrier INVITE sdp @b +9ms
  carrier -> pbx-1 180 @b +740ms
  pbx-1 -> erin 180 @a +3ms
  carrier -> pbx-1 200 sdp @b +5.1s
  pbx-1 -> erin 200 sdp @a +2ms
  erin -> pbx-1 ACK @a +29ms
  pbx-1 -> private ACK @b to carrier +2ms
  carrier -> pbx-1 200 again @b +468ms
  carrier -> pbx-1 200 again @b +1s
  carrier -> pbx-1 200 again @b +2s
  carrier -> pbx-1 200 again @b +4s
  carrier -> pbx-1 200 again @b +4s
  carrier -> pbx-1 200 again @b +4s
  carrier -> pbx-1 200 again @b +4s
  carrier -> pbx-1 200 again @b +4s
  carrier -> pbx-1 200 again @b +4s
  carrier -> pbx-1 BYE @b +1.1s
    Reason: SIP;cause=408;text="ACK timeout"
  pbx-1 -> erin BYE @a +2ms
  pbx-1 -> carrier 200 @b +1ms
  erin -> pbx-1 200 @a +35ms
`;

const EIGHT = `
  proxy edge-1 record-route
  proxy edge-2 record-route
  proxy core
  alice = [2001:db8:10::a1]:5060 "Alice Archer-Montgomery" Linphone Desktop/5.2.4
  edge-1 = [2001:db8:10::1]:5060 "" Kamailio 5.8
  core = 198.51.100.1:5060 "" OpenSIPS 3.4
  edge-2 = 198.51.100.2:5060 "" Kamailio 5.8
  bob = 203.0.113.20:5060 "Bob Baker" Zoiper
  carol = 203.0.113.21:5060 "Carol" Snom D785
  dave = 203.0.113.22:5060 "Dave" Yealink
  box = 203.0.113.200:15060 "Voicemail" Asterisk
  alice -> edge-1 INVITE sdp
  edge-1 -> alice 100
  edge-1 -> core INVITE
  core -> edge-1 100
  core -> edge-2 INVITE
  edge-2 -> bob INVITE
  edge-2 -> carol INVITE
  edge-2 -> dave INVITE
  bob -> edge-2 180
  edge-2 -> core 180
  core -> edge-1 180
  edge-1 -> alice 180
  carol -> edge-2 486
  edge-2 -> carol ACK
  dave -> edge-2 480
  edge-2 -> dave ACK
  edge-2 -> bob CANCEL +20s
  bob -> edge-2 200 CANCEL
  bob -> edge-2 487
  edge-2 -> bob ACK
  edge-2 -> box INVITE
  box -> edge-2 200 sdp
  edge-2 -> core 200
  core -> edge-1 200
  edge-1 -> alice 200
  alice -> edge-1 ACK
  edge-1 -> edge-2 ACK
  edge-2 -> box ACK
  alice -> box BYE +15s
  box -> alice 200
`;

export const goldens: readonly Golden[] = [
  {
    name: 'basic',
    title: 'Alice called Bob; answered after 4.0 s, Bob hung up.',
    flow: `
      alice = 192.0.2.10:5060 "Alice Archer" Yealink T54W
      bob = 192.0.2.20:5060 "Bob Baker" Zoiper 5
      start 12:04:02.104
      alice -> bob INVITE sdp
      bob -> alice 100 +2ms
      bob -> alice 180 +740ms
      bob -> alice 200 sdp +3.29s
      alice -> bob ACK +28ms
      bob -> alice BYE +32.7s
      alice -> bob 200 +0.4ms
    `,
  },
  {
    name: 'early-media',
    title: 'Early media, then busy',
    flow: `
      alice -> bob INVITE sdp
      bob -> alice 100
      bob -> alice 183 sdp rel +800ms
      alice -> bob PRACK
      bob -> alice 200
      bob -> alice 486 +7.4s "Busy Here"
      alice -> bob ACK`,
  },
  {
    name: 'cancel',
    title: 'Cancelled while it rang',
    flow: `
      alice -> bob INVITE sdp
      bob -> alice 100
      bob -> alice 180 +900ms
      alice -> bob CANCEL +18.2s
      bob -> alice 200 CANCEL
      bob -> alice 487
      alice -> bob ACK`,
  },
  {
    name: 'auth',
    title: 'Challenged by the proxy, then ringing for ever',
    flow: `
      proxy p1 record-route
      p1 = 198.51.100.1:5060 "" Kamailio
      alice -> p1 INVITE sdp
      p1 -> alice 407
      alice -> p1 ACK
      alice -> bob INVITE sdp via p1
      p1 -> alice 100
      bob -> alice 180 via p1 +300ms`,
  },
  {
    name: 'redirect',
    title: 'Redirected to Carol',
    flow: `
      alice -> bob INVITE sdp
      bob -> alice 302 to carol
      alice -> bob ACK
      alice -> carol INVITE sdp
      carol -> alice 200 sdp +2.5s
      alice -> carol ACK
      carol -> alice BYE +4s
      alice -> carol 200`,
  },
  {
    name: 'hold',
    title: 'Held and resumed by re-INVITE',
    flow: `
      alice -> bob INVITE sdp
      bob -> alice 180 +500ms
      bob -> alice 200 sdp +2s
      alice -> bob ACK
      alice -> bob INVITE hold +21s
      bob -> alice 200 recvonly
      alice -> bob ACK
      alice -> bob INVITE sdp +61s
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob UPDATE sdp video +6s
      bob -> alice 200 sdp
      alice -> bob BYE +12min
      bob -> alice 200`,
  },
  {
    name: 'hold-refused',
    title: 'Alice Archer called Bob Baker; answered after 4.31 s, talked 1 min 12 s, Bob hung up.',
    flow: SBC,
    selected: 12,
    changes: {
      width: 740,
      findings: [
        finding({
          messages: [12, 14, 15],
          severity: 'warning',
          title: 'Hold refused; session unchanged, both sides keep talking',
        }),
      ],
    },
  },
  {
    name: 'hold-refused-dark',
    title: 'Alice Archer called Bob Baker; answered after 4.31 s, talked 1 min 12 s, Bob hung up.',
    flow: SBC,
    selected: 12,
    theme: 'dark',
    changes: {
      width: 740,
      findings: [
        finding({
          messages: [12, 14, 15],
          severity: 'warning',
          title: 'Hold refused; session unchanged, both sides keep talking',
        }),
      ],
    },
  },
  {
    name: 'transfer',
    title: 'Bob transferred Alice to Carol',
    flow: `
      alice -> bob INVITE sdp
      bob -> alice 200 sdp +1s
      alice -> bob ACK
      bob -> alice REFER refer-to carol +9s
      alice -> bob 202
      alice -> bob NOTIFY sipfrag 100
      bob -> alice 200
      alice -> carol INVITE sdp @c
      carol -> alice 180 @c
      carol -> alice 200 sdp @c +3s
      alice -> carol ACK @c
      alice -> bob NOTIFY sipfrag 200
      bob -> alice 200
      bob -> alice BYE
      alice -> bob 200
      carol -> alice BYE @c +40s
      alice -> carol 200 @c`,
  },
  {
    name: 'fork',
    title: 'Forked to Bob and Carol; Carol answered',
    flow: `
      proxy p1
      alice -> p1 INVITE sdp
      p1 -> alice 100
      p1 -> bob INVITE
      p1 -> carol INVITE
      bob -> p1 180
      p1 -> alice 180
      carol -> p1 200 sdp +2s
      p1 -> alice 200
      p1 -> bob CANCEL
      bob -> p1 200
      bob -> p1 487
      p1 -> bob ACK
      alice -> carol ACK
      carol -> alice BYE +11s
      alice -> carol 200`,
  },
  {
    name: 'lost-ack',
    title: 'Erin called 5550137 through pbx-1; it dropped 32 s after answer because no ACK reached the carrier.',
    flow: LOST_ACK,
    selected: 8,
    changes: {
      width: 740,
      capture: { start: 0, end: 0 },
      findings: [
        finding({
          messages: [9],
          title: 'The 200 is repeated because its ACK never arrives',
          ghost: { after: 8, from: 1, to: 2, label: 'ACK' },
        }),
        finding({ messages: [18], severity: 'error', title: 'Dropped 32 s after answer: no ACK' }),
      ],
    },
  },
  {
    name: 'long-label',
    title: 'Labels longer than their rung',
    flow: `
      alice = 192.0.2.10:5060 "Alexandrina Victoria von Hohenlohe-Schillingsfürst" Very Long Product Name With Modules/12.4.5-rc1
      bob = long-host-name.customer-7.example.net:5060
      alice -> bob INVITE sdp video tcp
      alice -> bob INVITE again
      alice -> bob INVITE again
      bob -> alice 183 "Session Progress while the subscriber is being located in the visited network" sdp
      bob -> alice 480 "Temporarily Unavailable: no route to the destination was found by any of the gateways" truncated
      alice -> bob ACK tls`,
    changes: { width: 390 },
  },
  {
    name: 'no-clock',
    title: 'A log without times and addresses',
    flow: `
      clock none
      addresses none
      alice -> bob INVITE sdp
      bob -> alice 180
      bob -> alice 200 sdp
      alice -> bob ACK
      bob -> alice INFO
      alice -> bob 200
      bob -> alice BYE`,
  },
  { name: 'eight-lanes', title: 'Alice reached the voicemail through three proxies after a fork', flow: EIGHT },
  { name: 'narrow', title: 'Hold refused, on a telephone', flow: SBC, changes: { width: 390 } },
  {
    name: 'middle',
    title: 'A capture that starts and ends in the middle',
    flow: `
      alice -> bob INVITE sdp
      bob -> alice 200 sdp
      alice -> bob ACK
      alice -> bob MESSAGE
        | hello
      bob -> alice 200
      bob -> bob OPTIONS
      bob -> bob 200
      alice -> bob INVITE hold +2h
      bob -> alice 491
      alice -> bob ACK
      alice -> bob INVITE hold +1.4s
      bob -> alice 200 inactive
      alice -> bob ACK`,
    changes: { clock: 'time-of-day' },
  },
];
