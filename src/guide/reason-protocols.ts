/** How the cause in a Reason header is to be read. */
export interface ReasonProtocolGuide {
  readonly protocol: string;
  readonly meaning: string;
  readonly reference: string;
}

// biome-ignore format: one protocol, two lines
const ROWS: readonly (readonly [protocol: string, reference: string, meaning: string])[] = [
  ['SIP', 'RFC 3326 §2',
    'The number is a SIP response code: 200 means that another device answered, 487 or 603 how the other branch ended.'],
  ['Q.850', 'RFC 3326 §2',
    'The number is a cause of the telephone network (ISDN, ISUP).'],
  ['Preemption', 'RFC 4411 §5',
    'The call had to give way to a more important one; the number says at the phone, in the network or elsewhere.'],
  ['STIR', 'RFC 9410 §3',
    "The number says what was wrong with the caller's signature, even if the call went on."],
  ['RELEASE_CAUSE', '3GPP TS 24.229',
    'Why a mobile phone ended the call: 1 its user, 2 no more audio packets, 3 the radio bearer was lost.'],
  ['FAILURE_CAUSE', '3GPP TS 24.229',
    'Why a mobile network ended the call: 1 means that it lost the media bearer.'],
  ['FreeSWITCH', 'vendor: FreeSWITCH',
    'A FreeSWITCH cause of its own that the telephone network does not know; the text names it.'],
];

/** Protocols of the Reason header by name in lower case. */
export const REASON_PROTOCOLS: ReadonlyMap<string, ReasonProtocolGuide> = new Map(
  ROWS.map(([protocol, reference, meaning]) => [protocol.toLowerCase(), { protocol, meaning, reference }]),
);

/** How to read the cause of a Reason header with this protocol, whatever its case. Null when nobody knows it. */
export function reasonProtocolGuide(protocol: string): ReasonProtocolGuide | null {
  return REASON_PROTOCOLS.get(protocol.toLowerCase()) ?? null;
}
