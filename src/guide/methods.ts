/** What a SIP method does in a call, for people. */
export interface MethodGuide {
  readonly name: string;
  /** One or two sentences. */
  readonly meaning: string;
  readonly reference: string;
}

// biome-ignore format: one method, two lines
const ROWS: readonly (readonly [name: string, reference: string, meaning: string])[] = [
  ['ACK', 'RFC 3261 §13.2.2.4',
    'Confirms that the caller received the final answer to its INVITE. After a 200 it follows the route of the dialog to the far end; nobody answers it.'],
  ['BYE', 'RFC 3261 §15.1.1',
    'Hangs up. Either side sends it to end an answered call, the other confirms with 200, and media stops in both directions.'],
  ['CANCEL', 'RFC 3261 §9.1',
    'Withdraws a request that is still waiting for its final answer, in practice an INVITE that rings. It gets a 200 of its own, and the INVITE then ends with 487.'],
  ['INFO', 'RFC 6086 §4.2.1',
    'Carries application data inside a call, such as DTMF digits, requests for a new video picture or ICE candidates. It never changes the call itself.'],
  ['INVITE', 'RFC 3261 §13.2.1',
    'Asks somebody to start a call and mostly brings an SDP offer: codecs, and the address where audio is expected.'],
  ['re-INVITE', 'RFC 3261 §14.1',
    'A new INVITE inside an answered call: it changes hold, codecs or media addresses, or keeps the session timer alive. If it is refused, the call goes on as before, unless the refusal is 408 or 481.'],
  ['MESSAGE', 'RFC 3428 §4',
    'Delivers one text message in its body, outside of any call. 200 says that a device or its server took it, 202 that it was stored for later.'],
  ['NOTIFY', 'RFC 6665 §3.2',
    'Reports news to a subscriber: a busy lamp, waiting voicemail, presence, the registration state, or how far a call transfer has come.'],
  ['OPTIONS', 'RFC 3261 §11.1',
    'Asks what the other side can do. Mostly used as a heartbeat between trunks: any reply, even a failure, shows that somebody is there.'],
  ['PRACK', 'RFC 3262 §6',
    'Confirms a provisional answer that was sent reliably (100rel), for example a 183 with SDP, so that it cannot get lost unnoticed.'],
  ['PUBLISH', 'RFC 3903 §11.1.1',
    'Hands a state, such as presence or voice quality figures, to a server that passes it on to the subscribers.'],
  ['REFER', 'RFC 3515 §2',
    'Asks the other side to contact a third party. This is how calls are transferred; the progress comes back in NOTIFY messages.'],
  ['REGISTER', 'RFC 3261 §10.2',
    'Tells the registrar at which address a user can be reached now and for how long. Expires 0 removes the entry again.'],
  ['SUBSCRIBE', 'RFC 6665 §3.1',
    'Orders updates about something for a limited time, such as the busy state of a line; the updates arrive as NOTIFY.'],
  ['UPDATE', 'RFC 3311 §5.1',
    'Changes media or refreshes the session timer without a new INVITE. Unlike a re-INVITE it may be used before the call is answered, and it must be answered at once.'],
  // Not registered, but common in traces of Microsoft servers.
  ['BENOTIFY', 'vendor: Microsoft',
    'A NOTIFY that expects no response, used by Microsoft servers to halve the presence traffic.'],
  ['SERVICE', 'vendor: Microsoft',
    'Carries requests to services of a Microsoft server, such as contact lists and presence, as XML in its body.'],
];

/** All methods by name, as they are written on the wire, and `re-INVITE` as an entry of its own. */
export const METHODS: ReadonlyMap<string, MethodGuide> = new Map(
  ROWS.map(([name, reference, meaning]) => [name, { name, meaning, reference }]),
);

/** The sentence for a method. Names are case-sensitive (RFC 3261 §7.1). Null when nobody knows the method. */
export function methodGuide(name: string): MethodGuide | null {
  return METHODS.get(name) ?? null;
}
