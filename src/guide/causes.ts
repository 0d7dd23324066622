/** What a cause of the telephone network (ISDN, ISUP) says. */
export interface CauseGuide {
  readonly cause: number;
  /** The name of the cause in Q.850. */
  readonly text: string;
  readonly meaning: string;
  /**
   * The SIP response into which a gateway turns it (RFC 3398 §7.2.4.1); null when it is no failure of a call setup or
   * has no translation. Causes that the table does not list become 500.
   */
  readonly sip: number | null;
  readonly reference: string;
}

type Row = readonly [cause: number, sip: number | null, text: string, meaning: string];

// RFC 3398 §7.2.4.1: what its table does not list becomes 500.
const DEFAULT = 500;

// biome-ignore format: one cause, two lines
const ROWS: readonly Row[] = [
  [1, 404, 'Unallocated (unassigned) number',
    'Nobody can be reached under these digits: no subscriber has them at present.'],
  [2, 404, 'No route to specified transit network',
    'The carrier asked for is not known at this exchange.'],
  [3, 404, 'No route to destination',
    'The number is valid, but this network knows no way to it.'],
  [4, DEFAULT, 'Send special information tone',
    'The call cannot be completed for a lasting reason; the caller should hear the three rising tones.'],
  [5, DEFAULT, 'Misdialled trunk prefix',
    'A prefix such as the leading zero was dialled where none belongs, or left out.'],
  [6, DEFAULT, 'Channel unacceptable',
    "The caller's side cannot use the timeslot that was chosen."],
  [7, DEFAULT, 'Call awarded and being delivered in an established channel',
    'The call is put onto a channel that is already open for such calls.'],
  [8, DEFAULT, 'Preemption',
    'A more important call took the line away.'],
  [9, DEFAULT, 'Preemption - circuit reserved for reuse',
    'A more important call took the line and keeps it.'],
  [14, DEFAULT, 'QoR: ported number',
    'The number has moved to another network; the exchange should look it up and try again.'],
  [16, null, 'Normal call clearing',
    'Somebody hung up. As the reason of a BYE or CANCEL it is the healthy case.'],
  [17, 486, 'User busy',
    'The line of the person called is in use.'],
  [18, 408, 'No user responding',
    'The device did not react at all: switched off, out of coverage or unplugged.'],
  [19, 480, 'No answer from user (user alerted)',
    'It rang, and nobody picked up in time.'],
  [20, 480, 'Subscriber absent',
    'The mobile phone or account is not logged in to its network.'],
  [21, 403, 'Call rejected',
    'The destination could take the call but does not want it; given by a user it may become 603.'],
  [22, 410, 'Number changed',
    'The person has another number now; if the network names it, the gateway answers 301 instead.'],
  [23, 410, 'Redirection to new destination',
    'The call has to be set up again towards another number.'],
  [24, DEFAULT, 'Call rejected due to feature at the destination',
    'A service such as anonymous call rejection refused the call.'],
  [25, DEFAULT, 'Exchange routing error',
    'The call runs in a circle or passed through too many exchanges.'],
  [26, 404, 'Non-selected user clearing',
    'Several devices were offered the call, and another one got it: answered elsewhere.'],
  [27, 502, 'Destination out of order',
    'The line to the destination is faulty or its equipment is down.'],
  [28, 484, 'Invalid number format (address incomplete)',
    'Digits are missing, or the number has a form that does not exist.'],
  [29, 501, 'Facility rejected',
    'A supplementary service that was asked for cannot be provided.'],
  [30, DEFAULT, 'Response to STATUS ENQUIRY',
    'Not a failure: the reply to a question about the state of the call.'],
  [31, 480, 'Normal, unspecified',
    'The call ended in an ordinary way that no other cause describes; gateways use it for want of a better one.'],
  [33, DEFAULT, 'Circuit out of order',
    'The trunk circuit itself is faulty.'],
  [34, 503, 'No circuit/channel available',
    'All lines towards the destination are taken.'],
  [38, 503, 'Network out of order',
    'The network is broken and will stay so for a while.'],
  [39, DEFAULT, 'Permanent frame mode connection out of service',
    'A fixed data connection is down.'],
  [40, DEFAULT, 'Permanent frame mode connection operational',
    'A fixed data connection is up again.'],
  [41, 503, 'Temporary failure',
    'Something broke that should soon work again; trying again at once may help.'],
  [42, 503, 'Switching equipment congestion',
    'An exchange has more calls than it can handle.'],
  [43, DEFAULT, 'Access information discarded',
    'The network could not pass on extra data such as a subaddress or user-to-user text.'],
  [44, null, 'Requested circuit/channel not available',
    'Both exchanges picked the same circuit; the gateway should take another one by itself, so SIP never sees it.'],
  [46, DEFAULT, 'Precedence call blocked',
    'Only more important calls get through at the moment.'],
  [47, 503, 'Resource unavailable, unspecified',
    'Something the call needs is used up; gateways report exhausted channels, licences or transcoders this way.'],
  [49, DEFAULT, 'Quality of service unavailable',
    'The throughput or delay asked for cannot be promised.'],
  [50, DEFAULT, 'Requested facility not subscribed',
    'The subscriber has not ordered this service.'],
  [53, DEFAULT, 'Outgoing calls barred within CUG',
    'Members of this closed user group may not call out.'],
  [55, 403, 'Incoming calls barred within CUG',
    'Members of this closed user group may not be called from outside.'],
  [56, DEFAULT, 'Call waiting not subscribed',
    'Call waiting was asked for but is not part of the subscription.'],
  [57, 403, 'Bearer capability not authorized',
    'The line may not be used for this kind of call, for instance data instead of speech.'],
  [58, 503, 'Bearer capability not presently available',
    'This kind of call is possible here, but not now.'],
  [62, DEFAULT, 'Inconsistency in designated outgoing access information and subscriber class',
    'The extras that the call asks for are not part of what this line may use.'],
  [63, DEFAULT, 'Service or option not available, unspecified',
    'A service is not available, and no other cause says why.'],
  [65, 488, 'Bearer capability not implemented',
    'The equipment cannot carry this kind of call at all, for example 64 kbit/s data or video.'],
  [66, DEFAULT, 'Channel type not implemented',
    'The equipment does not know this kind of channel.'],
  [69, DEFAULT, 'Requested facility not implemented',
    'The exchange does not have this supplementary service.'],
  [70, 488, 'Only restricted digital information bearer capability is available',
    'The line can carry data, but not all 64 kbit/s of it as the call demands.'],
  [79, 501, 'Service or option not implemented, unspecified',
    'Something was asked for that the equipment lacks; on SIP gateways often a codec or method.'],
  [81, DEFAULT, 'Invalid call reference value',
    'The message belongs to a call that this interface does not know.'],
  [82, DEFAULT, 'Identified channel does not exist',
    'The message names a channel that is not set up on this interface.'],
  [83, DEFAULT, 'A suspended call exists, but this call identity does not',
    'A parked call was asked for under the wrong number.'],
  [84, DEFAULT, 'Call identity in use',
    'Another parked call already has this number.'],
  [85, DEFAULT, 'No call suspended',
    'There is no parked call to take back.'],
  [86, DEFAULT, 'Call having the requested call identity has been cleared',
    'The parked call has been hung up meanwhile.'],
  [87, 403, 'User not member of CUG',
    'The person called is not in the closed user group of the caller.'],
  [88, 503, 'Incompatible destination',
    'The other end cannot do this kind of call: speech against data or fax, or no codec in common.'],
  [90, DEFAULT, 'Non-existing CUG',
    'The closed user group named in the call does not exist.'],
  [91, DEFAULT, 'Invalid transit network selection',
    'The carrier code has a form that does not exist.'],
  [95, DEFAULT, 'Invalid message, unspecified',
    'A signalling message was wrong in a way that no other cause describes.'],
  [96, DEFAULT, 'Mandatory information element is missing',
    'A signalling message lacks a part that must be there, often the called number or the bearer.'],
  [97, DEFAULT, 'Message type non-existent or not implemented',
    'The other switch sent a kind of message that this one does not know.'],
  [98, DEFAULT, 'Message not compatible with call state or message type non-existent',
    'A message came that does not belong to this stage of the call, or is not known.'],
  [99, DEFAULT, 'Information element non-existent or not implemented',
    'A message holds a part that this side does not know; mostly harmless.'],
  [100, DEFAULT, 'Invalid information element contents',
    'A part of a message has a value that is not allowed, often a wrong type of number.'],
  [101, DEFAULT, 'Message not compatible with call state',
    'A message came at the wrong stage of the call; both switches disagree about its state.'],
  [102, 504, 'Recovery on timer expiry',
    'An expected reply did not come in time, and the call was given up.'],
  [103, DEFAULT, 'Parameter non-existent or not implemented, passed on',
    'An unknown part of a message was handed on unchanged.'],
  [110, DEFAULT, 'Message with unrecognized parameter, discarded',
    'A message was thrown away because one part of it was unknown.'],
  [111, 500, 'Protocol error, unspecified',
    'One switch broke the rules of the signalling in a way that no other cause describes.'],
  [127, 500, 'Interworking, unspecified',
    'The call crossed into a network that gives no precise reason; look for the true one behind the gateway.'],
];

/** Causes by number. */
export const CAUSES: ReadonlyMap<number, CauseGuide> = new Map(
  ROWS.map(([cause, sip, text, meaning]) => [cause, { cause, text, meaning, sip, reference: 'ITU-T Q.850' }]),
);

/** What a Q.850 cause says. Null for a number that Q.850 does not define. */
export function q850Guide(cause: number): CauseGuide | null {
  return CAUSES.get(cause) ?? null;
}

// RFC 3398 §8.2.6.1. 487 has no cause; 488 and 606 depend on the Warning header.
// biome-ignore format: one line a cause
const CAUSE_OF_RESPONSE: ReadonlyMap<number, number> = new Map([
  [404, 1], [485, 1], [604, 1],
  [486, 17], [600, 17],
  [480, 18],
  [401, 21], [402, 21], [403, 21], [407, 21], [603, 21],
  [410, 22],
  [482, 25], [483, 25],
  [484, 28],
  [502, 38],
  [400, 41], [481, 41], [500, 41], [503, 41],
  [405, 63],
  [406, 79], [415, 79], [501, 79],
  [408, 102], [504, 102],
  [413, 127], [414, 127], [416, 127], [420, 127], [421, 127], [423, 127], [505, 127], [513, 127],
]);

/** The cause with which a gateway tells the telephone network of a SIP failure (RFC 3398 §8.2.6.1), or null. */
export function causeOfResponse(code: number): number | null {
  return CAUSE_OF_RESPONSE.get(code) ?? null;
}
