import { HEADERS } from '../../sip/headers.ts';
import { METHODS } from '../../sip/methods.ts';

/** Phrases of RFC 3261 §21 and its extensions, of Q.850 and Warning texts, and what session descriptions are made of. */
const WORDS = `
accept acceptable accepted access ack address alerting allowed already alternative ambiguous and anonymity answer answered any
attempt auth authentication authorization available back bad bandwidth be bearer been before being body broken busy by bye call called
caller calling cancel cancelled cannot capability cause certificate channel charging clearing close closed code codec codecs completed
conditional conference congestion connect connected connection consent contact content could credentials data declined decryption
deregistered destination dialog did disabled does domain down due duplicate early elsewhere encoding encryption ended entity error
event everywhere exceeded exchange existing expired extension facility failed failure features field fields first flow for forbidden
format forwarded found found. from function gateway given global gone hangup has have header held hold id identity in incompatible
incomplete incoming information insufficient interconnected internal interval invalid invite is isub it large length line load
location long loop mandatory many max media mediaoffererror message messages method missing moved multiple must network no non none
normal not notify number of offer ok on one only option or order out outcome outgoing packet parameter parse party password payload
peer pending performance permanently permitted phone ping port precondition preempted preemption private progress protocol provide
provider proxy q.850 queued range re reached reason received recovery redirect refused register registered registration rejected
released relay remote replaced request requested required resource response restricted retry ringing route routing rtp sdp sec seconds
secure semantic sending server service session session. short shutdown sip sip/2.0 sipp sipsak so some specified status subscriber
subscription success supported suspended switch syntax temporarily temporary terminate terminated test the this time timed timeout
timer to too transaction transfer transit transport trying type unallocated unauthorized unavailable unchanged undecipherable
unknown unobtainable unreachable unregistered unspecified unsupported unwanted update uri url use used user using valid value
verification version via violation want wanted was waiting web weak while with without wrong you
agreement alert anywhere brief choices credential decline detected disallowed exist here hop hops implemented lacks needed
notification outbound package payment push referrer request-uri scheme security small support time-out
sips tel tcp udp tls ws wss sctp tls-sctp urn uuid http https mailto im pres cid true false yes no null default phone dialstring
audio video image application text avp savp avpf savpf rtp/avp rtp/savp rtcp in ip4 ip6 host srflx prflx relay typ raddr rport
active passive actpass sendrecv sendonly recvonly inactive opus pcmu pcma g722 g729 telephone-event
full partial off none on half open both any all low medium high hex q850 isdn md5 sha-256 sha-1 auth-int digest
refer presence dialog message-summary reg conference talk check-sync keep-alive state deactivated noresource giveup probation token example x.int q.850
stale date block blocked analytics spam robocall robocaller 603+
`;

const VOCABULARY = new Set([
  ...WORDS.split(/\s+/).filter((word) => word !== ''),
  ...METHODS.filter((name) => name !== '').map((name) => name.toLowerCase()),
  ...HEADERS.map(({ name }) => name.toLowerCase()),
]);

/** Whether a word belongs to the protocol or to what servers say in plain English: it names nobody. */
export function isVocabulary(word: string): boolean {
  return VOCABULARY.has(word.toLowerCase());
}

/** User parts that stand for nobody (RFC 3323 §4.1.1.3, and what products and test tools write). */
const NOBODY = new Set('anonymous restricted unavailable unknown private sipp asterisk test invalid -'.split(' '));

export function isNobody(name: string): boolean {
  return NOBODY.has(name.toLowerCase()) || isMasked(name);
}

/** What sites put in place of an address; a character for each byte, so its blank may be two. */
export function isMasked(text: string): boolean {
  return /^\[?email.{1,2}protected\]?$/i.test(text);
}

/** Values of these parameters of addresses, routes and headers tell of the protocol alone. */
export const OPEN_PARAMETERS = new Set(
  `transport lr ttl method user comp ob cause q expires reg-id rport r2 refresher early-only action purpose handling schema_version
  reason retry-after duration alg algorithm ppt qop nc stale charset encoding events audio video methods isfocus automata
  privacy screen party text protocol keep oc oc-algo encryption`.split(/\s+/),
);

/** Names of parameters that documents and common products use; another one is a value that somebody made up. */
const NAMED = new Set(
  `tag to-tag from-tag ftag branch received maddr gr index hi-target mp np rc alias did rinstance line x-route-tag pr sigcomp-id
  opaque ms-opaque epid isub isub-encoding ext postd phone-context npdi rn cic rn-context cic-context cpi oli cpc otg tgrp
  trunk-context verstat id icid-value icid-generated-at orig-ioi term-ioi transit-ioi icid related-icid ecf ccf fe-identifier
  fe-addr as-addr utran-cell-id-3gpp cgi-3gpp dvb-rcs2-node-id operator-specific-gi i-wlan-node-id eth-location dsl-location
  network-provided local-time-zone daylight-saving-time gstn-location local remote logme info ver d-alg d-qop d-ver
  spi-c spi-s port-c port-s prot ealg mod call-id window refresh cluster type application class control data description duplex
  extensions mobility schemes languages priority sip-audio object text video actor automata sess-ver counter refer-sub
  username realm nonce uri response cnonce nextnonce rspauth auts domain ck ik`.split(/\s+/),
);

/** Whether the name of a parameter tells of the protocol alone. */
export function isParameterName(name: string): boolean {
  const lower = name.toLowerCase();
  if (NAMED.has(lower) || OPEN_PARAMETERS.has(lower)) return true;
  // Feature tags: RFC 3840 §9, 3GPP TS 24.229, OMA, GSMA.
  return /^\+?(sip\.[a-z-]{1,24}|g\.(3gpp|oma|gsma)\.[a-z0-9.-]{1,40})$/.test(lower) || isVocabulary(lower);
}
