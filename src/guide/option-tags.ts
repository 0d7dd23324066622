/** What a feature named in Supported, Require, Proxy-Require or Unsupported does. */
export interface OptionTagGuide {
  readonly tag: string;
  readonly meaning: string;
  readonly reference: string;
}

// biome-ignore format: one option tag, two lines
const ROWS: readonly (readonly [tag: string, reference: string, meaning: string])[] = [
  ['100rel', 'RFC 3262 §3',
    'Provisional answers (180, 183) can be sent reliably and are then confirmed by PRACK.'],
  ['199', 'RFC 6228 §11.2',
    'The sender understands 199, the early notice that one forked branch has ended.'],
  ['answermode', 'RFC 5373 §2',
    'The device can be asked to answer by itself, as an intercom does.'],
  ['early-session', 'RFC 3959 §6',
    'Early media can be described apart from the media of the later call.'],
  ['eventlist', 'RFC 4662 §4.1',
    'One subscription can cover a whole list, such as all lamps of a phone.'],
  ['explicitsub', 'RFC 7614 §6',
    'Progress of a transfer is only reported to those who subscribe to it themselves.'],
  ['from-change', 'RFC 4916 §4.1',
    'The name shown may change during the call, for example after a transfer.'],
  ['geolocation-http', 'RFC 6442 §4.6',
    'A position may be given as a link that is fetched by HTTP.'],
  ['geolocation-sip', 'RFC 6442 §4.6',
    'A position may be given as an address that is subscribed to by SIP.'],
  ['gin', 'RFC 6140 §5.1',
    'A PBX registers all its numbers at once with a single REGISTER.'],
  ['gruu', 'RFC 5627 §11.3',
    'The registrar can hand out an address that reaches exactly this device from anywhere.'],
  ['histinfo', 'RFC 7044 §6.1',
    'The sender would like to see in History-Info how the call was forwarded.'],
  ['ice', 'RFC 5768 §5',
    'Both sides try several addresses for media and use the pair that works, even behind NAT.'],
  ['join', 'RFC 3911 §7.2',
    'A new call can be mixed into an existing one by the Join header.'],
  ['multiple-refer', 'RFC 5368 §4',
    'One REFER may name a whole list of targets.'],
  ['norefersub', 'RFC 4488 §4',
    'Transfers work without the progress reports that a REFER normally triggers.'],
  ['nosub', 'RFC 7614 §6',
    'A transfer is asked for that creates no subscription at all, neither now nor later.'],
  ['outbound', 'RFC 5626 §4.2.1',
    'Calls to the device may reuse the connection that it opened for its registration.'],
  ['path', 'RFC 3327 §5.1',
    'The device accepts proxies between itself and the registrar that enter themselves in Path.'],
  ['policy', 'RFC 6794 §6.4',
    'The device can ask a policy server what its calls may use.'],
  ['precondition', 'RFC 3312 §11',
    'The phone does not ring before network capacity for the media is reserved.'],
  ['pref', 'RFC 3840 §12.3',
    'The sender can describe its abilities or wants a device with certain ones.'],
  ['privacy', 'RFC 3323 §4.3',
    'A privacy service must take part; set in Proxy-Require when hiding the caller is essential.'],
  ['recipient-list-invite', 'RFC 5366 §8',
    'An INVITE to a conference may bring the list of those to be invited.'],
  ['recipient-list-message', 'RFC 5365 §5',
    'A text message may be addressed to a list in its body.'],
  ['recipient-list-subscribe', 'RFC 5367 §9.2',
    'A subscription may bring the list of what it covers.'],
  ['record-aware', 'RFC 7866 §11.1.2',
    'The phone can show that it is being recorded, and can ask not to be.'],
  ['replaces', 'RFC 3891 §6.2',
    'A new call may take the place of an existing one: attended transfer and call pickup.'],
  ['resource-priority', 'RFC 4412 §3.4',
    'Priority marks are understood, as used by emergency and military networks.'],
  ['sdp-anat', 'RFC 4092 §3',
    'Media may be offered over IPv4 and IPv6 as alternatives; ICE has replaced this.'],
  ['sec-agree', 'RFC 3329 §2.3.1',
    'Phone and first proxy agree how their connection is protected.'],
  ['siprec', 'RFC 7866 §11.1.1',
    'This session carries the copy of a call to a recorder.'],
  ['tdialog', 'RFC 4538 §11.3',
    'A request outside of a call may refer to that call by Target-Dialog.'],
  ['timer', 'RFC 4028 §7.1',
    'The session timer is understood: a call is refreshed from time to time, or torn down.'],
  ['trickle-ice', 'RFC 8840 §12.4',
    'Media addresses may be sent one after the other while the call is being set up.'],
  ['uui', 'RFC 7433 §6.6',
    'User-to-User data of applications is understood.'],
  // Not registered, but common in traces.
  ['ms-early-media', 'vendor: Microsoft',
    'The Microsoft client can play sound before the answer.'],
  ['ms-benotify', 'vendor: Microsoft',
    'The Microsoft client takes BENOTIFY, a notification without an answer.'],
  ['X-cisco-srtp-fallback', 'vendor: Cisco',
    'If encrypted audio cannot be agreed on, Cisco devices go on without encryption.'],
];

/** All option tags by name in lower case. */
export const OPTION_TAGS: ReadonlyMap<string, OptionTagGuide> = new Map(
  ROWS.map(([tag, reference, meaning]) => [tag.toLowerCase(), { tag, meaning, reference }]),
);

/** The sentence for an option tag, whatever its case (RFC 3261 §7.3.1). Null when nobody knows the tag. */
export function optionTagGuide(tag: string): OptionTagGuide | null {
  return OPTION_TAGS.get(tag.toLowerCase()) ?? null;
}
