import type { MessageProblem, Span } from './message.ts';

/** One line of a session description (RFC 8866 §5), spans in bytes of what was parsed. */
export interface SdpLine {
  /** The letter before the equals sign; '' for a line that has none. */
  readonly type: string;
  /** What follows the equals sign; the whole line when the type is ''. */
  readonly value: string;
  readonly span: Span;
  readonly valueSpan: Span;
}

/** o=, RFC 8866 §5.2. Numbers stay text: they may have more digits than a number holds. */
export interface SdpOrigin {
  readonly userName: string;
  readonly sessionId: string;
  readonly sessionVersion: string;
  readonly netType: string;
  readonly addressType: string;
  readonly address: string;
  readonly span: Span;
}

/** c=, RFC 8866 §5.7. */
export interface SdpConnection {
  readonly netType: string;
  readonly addressType: string;
  /** Without time to live and count. */
  readonly address: string;
  readonly ttl: number | null;
  readonly count: number | null;
  readonly span: Span;
}

/** b=, RFC 8866 §5.8: kilobits a second for AS and CT, bits a second for TIAS, RS and RR. */
export interface SdpBandwidth {
  readonly type: string;
  readonly value: number | null;
  readonly span: Span;
}

/** t=, RFC 8866 §5.9: seconds since 1900, 0 for unbounded. */
export interface SdpTime {
  readonly start: string;
  readonly stop: string;
  readonly span: Span;
}

/** a=, RFC 8866 §5.13. */
export interface SdpAttribute {
  readonly name: string;
  /** Behind the colon; null for a property without one. */
  readonly value: string | null;
  readonly span: Span;
}

/** Which way media flows, as the sender of the description sees it (RFC 8866 §6.7). */
export type SdpDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One format of an RTP media line. */
export interface SdpCodec {
  readonly payloadType: number;
  /** As in rtpmap or RFC 3551; '' for a dynamic type that nothing explains. */
  readonly name: string;
  /** Hz; 0 when unknown. */
  readonly clockRate: number;
  readonly channels: number;
  /** Format parameters as written, null without. */
  readonly fmtp: string | null;
  /** rtcp-fb values (RFC 4585), those for every format included. */
  readonly feedback: readonly string[];
  /** No rtpmap says so: it is a static type of RFC 3551. */
  readonly isStatic: boolean;
}

/** a=crypto (RFC 4568): holds the key in the clear. */
export interface SdpCrypto {
  readonly tag: string;
  readonly suite: string;
  readonly keyParameters: string;
  readonly span: Span;
}

/** a=fingerprint (RFC 8122). */
export interface SdpFingerprint {
  readonly hash: string;
  readonly value: string;
}

/** a=rtcp (RFC 3605). */
export interface SdpRtcp {
  readonly port: number | null;
  readonly address: string | null;
}

/** a=candidate (RFC 8839 §5.1). */
export interface SdpCandidate {
  readonly foundation: string;
  readonly component: number | null;
  readonly transport: string;
  readonly priority: number | null;
  readonly address: string;
  readonly port: number | null;
  /** host, srflx, prflx, relay. */
  readonly type: string;
  readonly relatedAddress: string | null;
  readonly relatedPort: number | null;
  readonly span: Span;
}

/** ICE of one media line (RFC 8839), what the session level says included. */
export interface SdpIce {
  readonly ufrag: string | null;
  readonly password: string | null;
  readonly options: readonly string[];
  readonly lite: boolean;
  readonly candidates: readonly SdpCandidate[];
}

/** One media description: an m= line and what follows it (RFC 8866 §5.14). */
export interface SdpMedia {
  /** audio, video, image, application, … */
  readonly kind: string;
  /** 0: refused or removed (RFC 3264 §6). */
  readonly port: number;
  readonly portCount: number;
  /** RTP/AVP, UDP/TLS/RTP/SAVPF, udptl, … */
  readonly protocol: string;
  readonly formats: readonly string[];
  readonly title: string | null;
  /** Its own c= line or else that of the session. */
  readonly connection: SdpConnection | null;
  readonly bandwidth: readonly SdpBandwidth[];
  /** Its own, or else that of the session, or else sendrecv. */
  readonly direction: SdpDirection;
  /** Empty unless the protocol is RTP. */
  readonly codecs: readonly SdpCodec[];
  /** Milliseconds. */
  readonly ptime: number | null;
  readonly maxptime: number | null;
  readonly rtcp: SdpRtcp | null;
  readonly rtcpMux: boolean;
  readonly crypto: readonly SdpCrypto[];
  readonly ice: SdpIce | null;
  readonly fingerprint: SdpFingerprint | null;
  /** active, passive, actpass, holdconn (RFC 4145). */
  readonly setup: string | null;
  readonly mid: string | null;
  readonly attributes: readonly SdpAttribute[];
  /** The m= line. */
  readonly lineSpan: Span;
  /** From the m= line to the next one. */
  readonly span: Span;
}

/** A session description taken apart (RFC 8866). Absent parts are null; nothing that was received is left out of `lines`. */
export interface SessionDescription {
  readonly lines: readonly SdpLine[];
  readonly version: string | null;
  readonly origin: SdpOrigin | null;
  readonly sessionName: string | null;
  readonly information: string | null;
  readonly connection: SdpConnection | null;
  readonly time: readonly SdpTime[];
  readonly bandwidth: readonly SdpBandwidth[];
  /** Those of the session level. */
  readonly attributes: readonly SdpAttribute[];
  readonly media: readonly SdpMedia[];
  readonly span: Span;
  readonly problems: readonly MessageProblem[];
}
