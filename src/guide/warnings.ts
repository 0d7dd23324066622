/** What a code in a Warning header says. */
export interface WarningGuide {
  readonly code: number;
  /** The text that the registry recommends. */
  readonly text: string;
  readonly meaning: string;
  readonly reference: string;
}

// biome-ignore format: one code, two lines
const ROWS: readonly (readonly [code: number, reference: string, text: string, meaning: string])[] = [
  [300, 'RFC 3261 §20.43', 'Incompatible network protocol',
    'The SDP asks for a kind of network, such as IPv6, that is not available there.'],
  [301, 'RFC 3261 §20.43', 'Incompatible network address formats',
    'An address in the SDP has a form that the receiver cannot use, for instance IPv6 against IPv4.'],
  [302, 'RFC 3261 §20.43', 'Incompatible transport protocol',
    'The profile in an m= line does not suit: often encrypted (RTP/SAVP) against plain (RTP/AVP).'],
  [303, 'RFC 3261 §20.43', 'Incompatible bandwidth units',
    'A b= line measures in a way that was not understood.'],
  [304, 'RFC 3261 §20.43', 'Media type not available',
    'A kind of stream, such as video or image (fax), is not to be had there.'],
  [305, 'RFC 3261 §20.43', 'Incompatible media format',
    'None of the codecs offered suits: compare both lists and enable a common one.'],
  [306, 'RFC 3261 §20.43', 'Attribute not understood',
    'An a= line was not understood or cannot be met; the text mostly names it.'],
  [307, 'RFC 3261 §20.43', 'Session description parameter not understood',
    'Something else in the SDP could not be read.'],
  [308, 'RFC 8373 §6.2', 'Incompatible language specification',
    'None of the human languages asked for can be offered; the text lists those that can.'],
  [330, 'RFC 3261 §20.43', 'Multicast not available',
    'The network of the callee does not carry group addresses.'],
  [331, 'RFC 3261 §20.43', 'Unicast not available',
    'The network of the callee, mostly its firewall, does not let media in directly.'],
  [370, 'RFC 3261 §20.43', 'Insufficient bandwidth',
    'There is not enough capacity for what was offered: a smaller codec or no video may pass.'],
  [380, 'RFC 5630 §5.1.2', 'SIPS Not Allowed',
    "This destination cannot be called by a sips: address; calling by sip: is left to the user's decision."],
  [381, 'RFC 5630 §5.1.2', 'SIPS Required',
    'This destination only takes calls that are encrypted on every hop (sips:).'],
  [399, 'RFC 3261 §20.43', 'Miscellaneous warning',
    'Anything else; only the text speaks, and devices must not act on it.'],
];

/** Warning codes by number. */
export const WARNINGS: ReadonlyMap<number, WarningGuide> = new Map(
  ROWS.map(([code, reference, text, meaning]) => [code, { code, text, meaning, reference }]),
);

/** What a Warning code says. Null for a code that is not registered. */
export function warningGuide(code: number): WarningGuide | null {
  return WARNINGS.get(code) ?? null;
}
