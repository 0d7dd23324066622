/** What a clause of a standard asks for, in one sentence. */
type Row = readonly [reference: string, says: string];

// biome-ignore format: one clause, one line
const ROWS: readonly Row[] = [
  ['RFC 3261 §7.3.1', 'A header may stand more than once only where its value is a comma-separated list; names compare in any case.'],
  ['RFC 3261 §8.1.1', 'Every request has To, From, CSeq, Call-ID, Max-Forwards and Via.'],
  ['RFC 3261 §8.1.1.3, §8.2.6.2', 'From always has a tag, and every response but 100 has a To tag that stays the same.'],
  ['RFC 3261 §8.1.1.5', 'CSeq has a sequence number and the method of the request itself.'],
  ['RFC 3261 §8.1.1.7, §17.2.3', 'The branch of a Via begins with z9hG4bK and is unique, because transactions are told apart by it.'],
  ['RFC 3261 §8.1.1.8', 'Contact gives the address at which its sender can be reached for later requests.'],
  ['RFC 3261 §8.1.1.8, §12.1.1', 'A request that makes a dialog has exactly one Contact, and so has the response that accepts it.'],
  ['RFC 3261 §8.1.3', 'A client takes what a response says and acts on it by its class.'],
  ['RFC 3261 §8.1.3.4', 'A client that is redirected should try the addresses in the Contact of the 3xx.'],
  ['RFC 3261 §9.1', 'A CANCEL has the Request-URI, Call-ID, To, From, CSeq number and top Via of what it cancels, and waits for a provisional response.'],
  ['RFC 3261 §10.2', 'A binding is kept by registering again before it expires, with the same Call-ID and a rising CSeq.'],
  ['RFC 3261 §10.2.4', 'The 200 to a REGISTER lists every binding with the time that it still has.'],
  ['RFC 3261 §10.3', 'A registrar checks who asks, and refuses with 403, 404 or 423 what it does not take.'],
  ['RFC 3261 §11.2', 'A user agent answers OPTIONS as it would answer an INVITE: silence means that it cannot be reached.'],
  ['RFC 3261 §12.1.2', 'The caller takes its route from the Record-Route of the response, in reverse order.'],
  ['RFC 3261 §12.1.2, §12.2.1.1', 'Requests inside a dialog follow the Record-Route of the answer in reverse order.'],
  ['RFC 3261 §12.2', 'Requests inside a dialog go to the Contact of the other side, over the route that was recorded.'],
  ['RFC 3261 §12.2.1.1', 'A request inside a dialog takes the Contact of the other side as its target and the recorded route as its Route.'],
  ['RFC 3261 §12.2.1.2, §14.1', 'Only 481 and 408 to a request inside a dialog end it; any other failure leaves it as it was.'],
  ['RFC 3261 §12.2.2', 'A request inside a dialog with a lower CSeq number than before is out of order and refused with 500.'],
  ['RFC 3261 §13.2.1', 'The answer stands in the 2xx, or in a reliable provisional response before it; an earlier preview says the same.'],
  ['RFC 3261 §13.2.2.4', 'A caller acknowledges each 2xx to its INVITE; the dialogs that it does not want, it ends with BYE.'],
  ['RFC 3261 §13.3.1', 'A callee that has not made up its mind answers with 180 or another provisional response.'],
  ['RFC 3261 §13.3.1.1', 'A callee that rings longer than a minute repeats its provisional response, so that proxies do not give up.'],
  ['RFC 3261 §13.3.1.4', 'A callee repeats its 2xx until the ACK comes, and ends the call after 64 × T1 (32 s) without one.'],
  ['RFC 3261 §14.1', 'A re-INVITE that fails leaves the session as it was; on 491 both sides wait a random time and try again.'],
  ['RFC 3261 §15', 'Once a call is up it ends by a BYE from either side; before that, by CANCEL.'],
  ['RFC 3261 §15.1', 'A user agent ends its session when it sends BYE, whatever comes back.'],
  ['RFC 3261 §15.1.2', 'Whoever gets a BYE for a dialog that it does not know answers 481.'],
  ['RFC 3261 §16.3, §8.1.1.6', 'Max-Forwards counts down at each hop, and at zero the request is refused with 483.'],
  ['RFC 3261 §16.3, §8.2.2.2', 'A proxy that sees its own Via in a request it would forward unchanged refuses it with 482: it runs in a circle.'],
  ['RFC 3261 §16.6', 'A proxy that forwards an INVITE sets timer C, longer than three minutes, to end attempts that never finish.'],
  ['RFC 3261 §16.12.1', 'The parameter lr in a Route tells that a proxy routes loosely: it leaves the Request-URI alone.'],
  ['RFC 3261 §17', 'A transaction is a request and all responses to it on one hop; a message sent again belongs to the same one.'],
  ['RFC 3261 §17.1.1.2', 'Over UDP an INVITE is sent again after 0.5, 1, 2 s and so on; after 64 × T1 (32 s) without any response it has failed.'],
  ['RFC 3261 §17.1.1.2, §17.1.2.2', 'Timers of retransmission are for UDP alone: over TCP, TLS and SCTP nothing is sent again.'],
  ['RFC 3261 §17.1.1.3, §17.2.1', 'The client of an INVITE sends an ACK on the same hop for each failure, with the same branch; the server repeats the failure until then.'],
  ['RFC 3261 §17.1.2.2', 'A request other than INVITE has failed when no final response comes within 64 × T1 (32 s, timer F).'],
  ['RFC 3261 §17.1.4, §18.4', 'When the transport reports an error, the transaction has failed.'],
  ['RFC 3261 §17.2.1', 'A server sends 100 when it will take longer than 200 ms to answer an INVITE.'],
  ['RFC 3261 §18.1.1', 'A request larger than 1300 bytes has to go over TCP, because UDP would cut it in fragments that get lost; the Via names the transport in use.'],
  ['RFC 3261 §18.1.2', 'A client drops a response whose top Via is not its own.'],
  ['RFC 3261 §18.2.1', 'A server compares the top Via with where the packet really came from, and notes the difference as received.'],
  ['RFC 3261 §18.2.1, RFC 3581 §4', 'A server notes the real source address as received, and with rport the real port as well.'],
  ['RFC 3261 §18.2.2, RFC 3581 §4', 'A response goes back to where the request came from, out of the socket on which it arrived.'],
  ['RFC 3261 §18.3', 'Over UDP bytes beyond Content-Length are dropped, and a body shorter than that is an error; over a stream it marks the end.'],
  ['RFC 3261 §20.43', 'A Warning says more about a response, with a code, who says it, and a text for people.'],
  ['RFC 3261 §21.4.1', '400 means that the request could not be understood; the reason phrase should say why.'],
  ['RFC 3261 §21.4.4', '403 means that the request was understood and will not be carried out; asking again with credentials does not help.'],
  ['RFC 3261 §21.4.5', '404 means that the server knows for sure that the user does not exist in that domain.'],
  ['RFC 3261 §21.4.6', '405 means that the method is known and not allowed here; Allow lists those that are.'],
  ['RFC 3261 §21.4.15', '420 means that an extension named in Require is not understood; Unsupported names it.'],
  ['RFC 3261 §21.4.18', '480 means that the callee was reached and cannot be had at present.'],
  ['RFC 3261 §21.4.22', '484 means that the number is incomplete.'],
  ['RFC 3261 §21.4.24', '486 means that the callee was reached and does not want, or cannot take, another call there.'],
  ['RFC 3261 §21.4.26', '488 means that the session description, or a part of the request, is not acceptable here.'],
  ['RFC 3261 §21.5', 'A 5xx means that the server itself failed.'],
  ['RFC 3261 §21.5.4', '503 means that the server is overloaded or under maintenance; the client should try another one.'],
  ['RFC 3261 §21.6.2', '603 means that the callee was reached and explicitly does not want to take part.'],
  ['RFC 3261 §22', 'A server asks for a login with 401 or 407, and the client sends the request again with credentials.'],
  ['RFC 3261 §22.2', 'A client that is asked again for the same realm with the same credentials must not go on trying: they are wrong.'],
  ['RFC 3261 §25.1', 'The grammar of SIP says how each line is written; what is not written so may be refused.'],
  ['RFC 3261 §26.1', 'A server has to expect that anybody on the Internet tries to pass for somebody else or to find its users.'],
  ['RFC 3262 §3', 'A reliable provisional response is repeated until its PRACK comes; after 64 × T1 the request is refused.'],
  ['RFC 3262 §4', 'A caller sends a PRACK for each reliable provisional response.'],
  ['RFC 3263 §4.3', 'A client that gets no answer, or 503, from one server tries the next that DNS names.'],
  ['RFC 3264 §5.1', 'An offer lists the formats that its sender is ready to take, and the address and port where it listens.'],
  ['RFC 3264 §6', 'An answer has one media line for each of the offer, in the same order; port 0 refuses one.'],
  ['RFC 3264 §6, §8', 'Media lines stay in their order and number for the whole session; a later offer may only add some.'],
  ['RFC 3264 §6.1', 'The answer lists formats of the offer that it takes, and a direction that fits: to sendonly, recvonly or inactive.'],
  ['RFC 3264 §8', 'A later offer that differs raises the version in the o= line by one; one that does not, keeps it.'],
  ['RFC 3264 §8.3', 'A later offer may change any part of a session, within the rules for each part.'],
  ['RFC 3264 §8.3.1', 'Address and port may change in a later offer; its sender keeps listening at the old ones for a while.'],
  ['RFC 3264 §8.3.2', 'Once a dynamic payload type stands for a codec, it may not stand for another one in the same session.'],
  ['RFC 3264 §8.4', 'Who puts the other side on hold marks the stream as sendonly or inactive; c=0.0.0.0 is the old way.'],
  ['RFC 3323 §4.2', 'A caller that wants privacy shows an anonymous From and asks for the rest with the Privacy header.'],
  ['RFC 3325 §9.1', 'P-Asserted-Identity carries the identity that a trusted network vouches for; it may differ from From.'],
  ['RFC 3326 §2', 'Reason says why a request was sent: a SIP status, or a Q.850 cause of the telephone network.'],
  ['RFC 3428 §7', 'A MESSAGE that was taken gets a 2xx, which says that it arrived and not that it was read.'],
  ['RFC 3515 §2.4', 'Who accepts a REFER tells with NOTIFY how the request went that it was asked to send.'],
  ['RFC 3515 §2.4.2', 'A REFER is accepted with 202 or refused; 202 alone says nothing about the new call.'],
  ['RFC 3515 §2.4.4', 'The first NOTIFY follows a REFER at once, and the last one has a final response and ends the subscription.'],
  ['RFC 3550 §5', 'RTP packets of one source carry rising sequence numbers, so that a receiver sees what is missing.'],
  ['RFC 3550 §6.3.7', 'Who leaves a session stops sending; silence without a goodbye looks like a broken path.'],
  ['RFC 3550 §A.3, §A.8', 'Loss is what the sequence numbers promise and did not come; jitter is how unevenly packets arrive.'],
  ['RFC 3581 §3', 'A client behind a NAT adds rport to its Via, so that responses come back to the port it really sent from.'],
  ['RFC 3891 §3', 'An INVITE with Replaces takes over the dialog that it names; one that names none is refused with 481.'],
  ['RFC 3960 §3', 'Early media of several branches compete, and the caller hears at most one of them.'],
  ['RFC 3960 §3.2', 'A phone plays its own ringing tone on 180 unless early media comes; 183 alone makes it wait for that.'],
  ['RFC 3966 §5', 'Numbers are equal only when they are written in the same form: with plus and country code, or local with a context.'],
  ['RFC 4028 §1', 'Session timers let proxies and user agents notice calls that are gone without a BYE.'],
  ['RFC 4028 §6', 'A 422 or 423 names the least interval that is taken; the client should ask again with it.'],
  ['RFC 4028 §7.2, §9', 'The 2xx says with refresher=uac or uas which side has to refresh the session.'],
  ['RFC 4028 §9', 'The side that was named refresher sends a re-INVITE or UPDATE by half of the interval.'],
  ['RFC 4028 §10', 'The side that does not refresh sends BYE shortly before the interval ends; the refresher sends one when its refresh failed.'],
  ['RFC 4320 §4.1', 'A response to another request than INVITE that comes after timer F helps nobody: the client has given up.'],
  ['RFC 4568 §5.1', 'The answer takes one crypto line of the offer by its tag and suite, with a key of its own.'],
  ['RFC 4733 §2', 'Key presses travel as telephone-event packets in the audio stream when both sides list it.'],
  ['RFC 4733 §2.1', 'telephone-event runs at the clock rate of the audio that it goes along with.'],
  ['RFC 4961 §3', 'A side should send its RTP from the very address and port at which it listens.'],
  ['RFC 5407 §3.2', 'Messages may cross on the wire: a CANCEL or BYE can meet an answer that was already on its way.'],
  ['RFC 5589 §6.1', 'In a transfer the old call ends when the new one stands: who transfers sends BYE.'],
  ['RFC 5626 §4.4', 'A client behind a NAT keeps its binding open by sending something often enough.'],
  ['RFC 5630 §3', 'A sips: address asks for TLS on every hop.'],
  ['RFC 5761 §5.1.1, RFC 9143 §7', 'RTCP shares the port of RTP, and streams share a transport, only when both sides say so.'],
  ['RFC 5763 §5', 'DTLS needs a fingerprint on both sides, and one side that is active while the other is passive.'],
  ['RFC 5806, RFC 7044', 'Diversion and History-Info tell over which numbers a call was forwarded, and why.'],
  ['RFC 6076 §4.3', 'The session request delay runs from the INVITE to the first sign of progress other than 100.'],
  ['RFC 6076 §4.3.2', 'For a failed call the delay runs from the INVITE to the first sign of progress or the failure.'],
  ['RFC 6076 §4.4', 'The session disconnect delay runs from the BYE to its 2xx.'],
  ['RFC 6076 §4.5', 'The session duration runs from the 2xx to the BYE; many short ones point to bad audio.'],
  ['RFC 6157 §4', 'A side that has IPv6 and meets one that has only IPv4 needs an address of each family, or a relay.'],
  ['RFC 6665 §4.1.2, §4.2.2', 'A SUBSCRIBE that is accepted is followed by a NOTIFY at once; a 481 to a NOTIFY ends the subscription.'],
  ['RFC 6864 §4.1', 'The IP identification tells fragments of one packet from those of another: the same one twice is the same packet.'],
  ['RFC 7616 §3.3', 'stale=true in a challenge says that only the nonce was too old, and that the password is right.'],
  ['RFC 791 §3.2', 'A datagram in fragments is only delivered when every fragment came.'],
  ['RFC 792, RFC 4443 §3.1', 'An ICMP message “unreachable” says that a packet found no host, network or port.'],
  ['RFC 8224 §4, RFC 8588 §4', 'The Identity header signs who calls, and says how well the signing network knows the caller.'],
  ['RFC 8224 §6.2', 'A verifier refuses what it cannot trust with 428, 436, 437 or 438.'],
  ['RFC 8224 §6.2.2', 'A signature fits only when it is fresh and the numbers in it are those of the request.'],
  ['RFC 8839 §5.3', 'Each side gives its candidates with a fragment and a password; ICE runs when both sides have them.'],
  ['RFC 8866 §5', 'A session description has v=, o=, s= and t= lines in that order, then its media.'],
  ['RFC 8866 §5.7', 'The c= line gives the address at which media is to arrive.'],
];

const BY_REFERENCE: ReadonlyMap<string, string> = new Map(ROWS);

/** What the clause of a reference says, in one sentence; '' for one that is not explained. */
export function clauseGuide(reference: string): string {
  return BY_REFERENCE.get(reference) ?? '';
}

/** A part of a reference: plain, or with the page of the clause in the RFC itself. */
export interface ReferencePart {
  readonly text: string;
  readonly url: string | null;
}

const CLAUSE = /RFC (\d{1,5})(?: (?:§([A-Z]?[\d.]*\d|[A-Z])))?|§([A-Z]?[\d.]*\d)/g;

/** `RFC 3261 §17.1.4, §18.4` in parts, each clause with the address where it is published. */
export function referenceParts(reference: string): ReferencePart[] {
  const parts: ReferencePart[] = [];
  let at = 0;
  let rfc = '';
  for (const found of reference.slice(0, 300).matchAll(CLAUSE)) {
    const [text, number, clause, later] = found;
    rfc = number ?? rfc;
    if (found.index > at) parts.push({ text: reference.slice(at, found.index), url: null });
    parts.push({ text, url: rfc === '' ? null : urlOf(rfc, clause ?? later ?? '') });
    at = found.index + text.length;
  }
  if (at < reference.length) parts.push({ text: reference.slice(at), url: null });
  return parts;
}

function urlOf(rfc: string, clause: string): string {
  const place = clause === '' ? '' : /^[A-Z]/.test(clause) ? `#appendix-${clause}` : `#section-${clause}`;
  return `https://www.rfc-editor.org/rfc/rfc${rfc}${place}`;
}
