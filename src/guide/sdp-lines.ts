/** What a line type of SDP holds. */
export interface SdpLineGuide {
  readonly letter: string;
  readonly meaning: string;
  readonly reference: string;
}

// biome-ignore format: one line type, two lines
const ROWS: readonly (readonly [letter: string, reference: string, meaning: string])[] = [
  ['v', 'RFC 8866 §5.1',
    'Version of SDP, always 0; the description starts here.'],
  ['o', 'RFC 8866 §5.2',
    'Who made this description: a session number and a version that must rise by one with every change, then an address.'],
  ['s', 'RFC 8866 §5.3',
    'A title for the session; most devices write a dash or their own name.'],
  ['i', 'RFC 8866 §5.4',
    'Free text about the session or about one stream.'],
  ['u', 'RFC 8866 §5.5',
    'A web address with more about the session.'],
  ['e', 'RFC 8866 §5.6',
    'An e-mail address of the person responsible.'],
  ['p', 'RFC 8866 §5.6',
    'A phone number of the person responsible.'],
  ['c', 'RFC 8866 §5.7',
    'The IP address where media is expected. One under an m= line counts more than the one at the top; 0.0.0.0 is the old way to hold.'],
  ['b', 'RFC 8866 §5.8',
    'How much bandwidth may be used: AS in kbit/s with packet headers, TIAS in bit/s without, RS and RR for RTCP.'],
  ['t', 'RFC 8866 §5.9',
    'Start and end time of the session; in calls 0 0, which means from now on and without end.'],
  ['r', 'RFC 8866 §5.10',
    'When the session repeats; for announced broadcasts.'],
  ['z', 'RFC 8866 §5.11',
    'Clock changes such as summer time that affect repeated sessions.'],
  ['k', 'RFC 8866 §5.12',
    'An encryption key in plain text; obsolete and must not be used.'],
  ['a', 'RFC 8866 §5.13',
    'An attribute: everything else about the session or a stream, such as codec details and direction.'],
  ['m', 'RFC 8866 §5.14',
    'One media stream: its kind, the port where it is expected (0 means refused), the profile, and the payload types in order of preference.'],
];

/** The line types of SDP by letter, in the order in which they may appear. */
export const SDP_LINES: ReadonlyMap<string, SdpLineGuide> = new Map(
  ROWS.map(([letter, reference, meaning]) => [letter, { letter, meaning, reference }]),
);

/** The sentence for an SDP line type. Letters are case-sensitive (RFC 8866 §5). Null for any other letter. */
export function sdpLineGuide(letter: string): SdpLineGuide | null {
  return SDP_LINES.get(letter) ?? null;
}
