/**
 * What the mix codec has read before it reads a trace: SIP as phones, PBXs, proxies, gateways and browsers write it, the
 * commonest last. Messages are parted by lines with a tilde. Every link depends on each byte of it: it is never changed;
 * another text becomes another dictionary with another number.
 */
const TEXT = `{"call":0,"row":1,"filter":"","lanes":{"order":["192.0.2.1:5060","192.0.2.2:5060"],"hidden":[],"names":[["192.0.2.1:5060","PBX"]],"merged":[]}}
~
INVITE sip:+12025550100@ims.mnc001.mcc001.3gppnetwork.org;user=phone SIP/2.0
Via: SIP/2.0/TCP [2001:db8::1]:5060;branch=z9hG4bK
Route: <sip:orig@scscf.ims.mnc001.mcc001.3gppnetwork.org;lr>
P-Asserted-Identity: <tel:+12025550100>
P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=
Session-ID: 00000000000000000000000000000000;remote=00000000000000000000000000000000
Privacy: id
History-Info: <sip:+12025550100@example.com>;index=1,<sip:1@example.com?Reason=SIP%3Bcause%3D302>;index=1.1
Diversion: <sip:+12025550100@example.com>;reason=unconditional;privacy=off;screen=no;counter=1
Identity: eyJhbGciOiJFUzI1NiIsInBwdCI6InNoYWtlbiIsInR5cCI6InBhc3Nwb3J0IiwieDV1IjoiaHR0cHM6Ly;info=<https://example.com/cert.pem>;alg=ES256;ppt=shaken
Content-Type: multipart/mixed;boundary=boundary1

--boundary1
Content-Type: application/sdp

v=0
o=- 0 0 IN IP6 2001:db8::1
s=-
c=IN IP6 2001:db8::1
t=0 0
m=audio 50000 RTP/AVP 107 104 102 101
a=rtpmap:102 AMR/8000/1
a=fmtp:102 octet-align=1;mode-change-capability=2;max-red=0

--boundary1--
~
INVITE sip:+12025550100@sip.pstnhub.microsoft.com:5061;user=phone;transport=tls SIP/2.0
Via: SIP/2.0/TLS sbc.example.com:5061;alias;branch=z9hG4bKac1234567890
From: "Anonymous" <sip:anonymous@anonymous.invalid>;tag=1c1234567890
To: <sip:+12025550100@sip.pstnhub.microsoft.com;user=phone>
Contact: <sip:+12025550100@sbc.example.com:5061;transport=tls>
Session-Expires: 3600;refresher=uac
User-Agent: Mediant SW/v.7.40A
Content-Type: application/sdp
Content-Length: 600

v=0
o=AudioCodesGW 1000 1000 IN IP4 192.0.2.1
s=Phone-Call
m=audio 6000 RTP/SAVP 8 0 18 101
a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|2^31
m=image 6002 udptl t38
a=T38FaxVersion:0
a=T38MaxBitRate:14400
~
INVITE sip:bob@example.com SIP/2.0
Via: SIP/2.0/WSS abcdefghijkl.invalid;branch=z9hG4bK1234567
Max-Forwards: 69
To: <sip:bob@example.com>
From: "alice" <sip:alice@example.com>;tag=abcdefghij
Call-ID: abcdefghijklmnopqrst
CSeq: 1 INVITE
Contact: <sip:abcdefgh@abcdefghijkl.invalid;transport=ws;ob>
Content-Type: application/sdp
Session-Expires: 90
Allow: INVITE,ACK,CANCEL,BYE,UPDATE,MESSAGE,OPTIONS,REFER,INFO,NOTIFY
Supported: timer,gruu,ice,replaces,outbound
User-Agent: JsSIP 3.10.1
Content-Length: 1000

v=0
o=- 1234567890123456789 2 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0
a=extmap-allow-mixed
a=msid-semantic: WMS *
m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host generation 0 network-id 1 network-cost 10
a=ice-ufrag:
a=ice-pwd:xxxxxxxxxxxxxxxxxxxxxxxx
a=ice-options:trickle
a=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF
a=setup:actpass
a=mid:0
a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=sendrecv
a=msid:- 01234567
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=rtpmap:110 telephone-event/48000
a=rtpmap:126 telephone-event/8000
a=ssrc:1234567890 cname:
~
INVITE sip:1002@192.0.2.2:5060 SIP/2.0
Via: SIP/2.0/TCP 192.0.2.1:5060;branch=z9hG4bK1a2b3c4d5e6f7
From: "Caller" <sip:1001@192.0.2.1>;tag=1234567~01234567-89ab-cdef-0123-456789abcdef-12345678
To: <sip:1002@192.0.2.2>
Supported: timer,resource-priority,replaces,X-cisco-srtp-fallback,Geolocation
User-Agent: Cisco-CUCM14.0
User-Agent: Cisco-SIPGateway/IOS-17.9.1a
Allow: INVITE, OPTIONS, INFO, BYE, CANCEL, ACK, PRACK, UPDATE, REFER, SUBSCRIBE, NOTIFY, REGISTER
CSeq: 101 INVITE
Expires: 180
Allow-Events: presence, kpml, telephone-event
Session-Expires:  1800
Remote-Party-ID: "Caller" <sip:1001@192.0.2.1>;party=calling;screen=yes;privacy=off
Contact: <sip:1001@192.0.2.1:5060;transport=tcp>
Max-Forwards: 69
Content-Length: 0

v=0
o=CiscoSystemsSIP-GW-UserAgent 1 1 IN IP4 192.0.2.1
s=SIP Call
a=rtpmap:18 G729/8000
a=fmtp:18 annexb=no
a=inactive
~
INVITE sip:1002@192.0.2.2:5060;transport=udp SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK0a1B2c3D4e5FN
Max-Forwards: 69
From: "1001" <sip:1001@192.0.2.1>;tag=0a1B2c3D4e5F
To: <sip:1002@192.0.2.2:5060>
Call-ID: 01234567-89ab-123c-4d5e-6f7890abcdef
CSeq: 12345678 INVITE
Contact: <sip:mod_sofia@192.0.2.1:5060>
User-Agent: FreeSWITCH-mod_sofia/1.10.11-release~64bit
Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE, REGISTER, REFER, NOTIFY, PUBLISH, SUBSCRIBE
Supported: timer, path, replaces
Allow-Events: talk, hold, conference, presence, as-feature-event, dialog, line-seize, call-info, sla, include-session-description, presence.winfo, message-summary, refer
Content-Type: application/sdp
Content-Disposition: session
Content-Length: 250

v=0
o=FreeSWITCH 1700000000 1700000001 IN IP4 192.0.2.1
s=FreeSWITCH
c=IN IP4 192.0.2.1
t=0 0
m=audio 20000 RTP/AVP 9 0 8 101
a=rtpmap:9 G722/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=rtcp:20001 IN IP4 192.0.2.1
a=ptime:20
a=sendrecv
~
REGISTER sip:192.0.2.2:5060 SIP/2.0
Via: SIP/2.0/UDP 192.168.1.21:5060;branch=z9hG4bK1234567890
From: "Phone" <sip:1001@192.0.2.2:5060>;tag=1234567890
To: "Phone" <sip:1001@192.0.2.2:5060>
Call-ID: 0_1234567890@192.168.1.21
CSeq: 1 REGISTER
Contact: <sip:1001@192.168.1.21:5060>;reg-id=1;+sip.instance="<urn:uuid:00000000-0000-1000-8000-000000000000>"
Allow: INVITE, INFO, PRACK, ACK, BYE, CANCEL, OPTIONS, NOTIFY, REGISTER, SUBSCRIBE, REFER, PUBLISH, UPDATE, MESSAGE
Max-Forwards: 70
User-Agent: Yealink SIP-T46S 66.86.0.15
User-Agent: Grandstream HT802 1.0.35.4
User-Agent: snom320/8.7.5.35
User-Agent: Linphone/3.12.0 (belle-sip/1.6.3)
User-Agent: baresip v1.0.0 (x86_64/linux)
Supported: replaces, outbound, path, gruu
Expires: 3600
Content-Length: 0

~
SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 192.168.1.21:5060;rport=5060;received=192.168.1.21;branch=z9hG4bK1234567890
Call-ID: 0_1234567890@192.168.1.21
WWW-Authenticate: Digest realm="asterisk",nonce="1700000000/0123456789abcdef0123456789abcdef",opaque="0123456789abcdef",algorithm=MD5,qop="auth"
Server: Asterisk PBX 18.20.0
Content-Length:  0

~
REGISTER sip:192.0.2.2:5060 SIP/2.0
Via: SIP/2.0/UDP 192.168.1.21:5060;branch=z9hG4bK1234567891
CSeq: 2 REGISTER
Authorization: Digest username="1001", realm="asterisk", nonce="1700000000/0123456789abcdef0123456789abcdef", uri="sip:192.0.2.2:5060", response="xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", algorithm=MD5, cnonce="xxxxxxxx", opaque="0123456789abcdef", qop=auth, nc=00000001
Max-Forwards: 70
Expires: 3600
Content-Length: 0

~
SIP/2.0 200 OK
Via: SIP/2.0/UDP 192.168.1.21:5060;rport=5060;received=192.168.1.21;branch=z9hG4bK1234567891
Call-ID: 0_1234567890@192.168.1.21
CSeq: 2 REGISTER
Date: Mon, 01 Jan 2024 00:00:00 GMT
Contact: <sip:1001@192.168.1.21:5060>;expires=3599
Server: Asterisk PBX 18.20.0
Content-Length:  0

~
OPTIONS sip:192.0.2.2:5060 SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK
From: <sip:ping@192.0.2.1>;tag=
To: <sip:192.0.2.2>
CSeq: 1 OPTIONS
Accept: application/sdp, application/dtmf-relay
Content-Length: 0

~
SUBSCRIBE sip:1001@192.0.2.2 SIP/2.0
CSeq: 1 SUBSCRIBE
Event: message-summary
Accept: application/simple-message-summary
Expires: 3600

~
NOTIFY sip:1001@192.0.2.1:5060 SIP/2.0
CSeq: 102 NOTIFY
Event: refer
Event: presence
Subscription-State: active;expires=3600
Subscription-State: terminated;reason=noresource
Content-Type: application/pidf+xml
~
NOTIFY sip:1001@192.0.2.1:5060 SIP/2.0
Content-Type: message/sipfrag;version=2.0

SIP/2.0 100 Trying
~
REFER sip:1002@192.0.2.2 SIP/2.0
CSeq: 3 REFER
Refer-To: <sip:1003@192.0.2.2?Replaces=1%40192.0.2.1%3Bto-tag%3D1%3Bfrom-tag%3D1>
Referred-By: <sip:1001@192.0.2.1>
Replaces: 1@192.0.2.1;to-tag=1;from-tag=1
~
SIP/2.0 202 Accepted
~
MESSAGE sip:1002@192.0.2.2 SIP/2.0
CSeq: 1 MESSAGE
Content-Type: text/plain;charset=UTF-8
~
INFO sip:1002@192.0.2.2:5060 SIP/2.0
CSeq: 2 INFO
Content-Type: application/dtmf-relay

Signal=x
Duration=160
~
PUBLISH sip:1001@192.0.2.2 SIP/2.0
CSeq: 1 PUBLISH
SIP-ETag: 1
SIP-If-Match: 1
~
PRACK sip:1002@192.0.2.2:5060 SIP/2.0
CSeq: 2 PRACK
RAck: 1 1 INVITE
~
UPDATE sip:1002@192.0.2.2:5060 SIP/2.0
CSeq: 3 UPDATE
Session-Expires: 1800;refresher=uas
~
SIP/2.0 181 Call Is Being Forwarded
~
SIP/2.0 302 Moved Temporarily
Contact: <sip:1003@192.0.2.2>;q=1.0
~
SIP/2.0 400 Bad Request
~
SIP/2.0 403 Forbidden
~
SIP/2.0 404 Not Found
Warning: 399 192.0.2.2 "No match"
~
SIP/2.0 408 Request Timeout
Reason: SIP;cause=408;text="Request Timeout"
~
SIP/2.0 423 Interval Too Brief
Min-Expires: 3600
~
SIP/2.0 480 Temporarily Unavailable
Reason: Q.850;cause=20;text="SUBSCRIBER_ABSENT"
~
SIP/2.0 481 Call/Transaction Does Not Exist
~
SIP/2.0 482 Loop Detected
~
SIP/2.0 484 Address Incomplete
~
SIP/2.0 486 Busy Here
Reason: Q.850;cause=17;text="USER_BUSY"
~
SIP/2.0 488 Not Acceptable Here
Reason: Q.850;cause=88;text="INCOMPATIBLE_DESTINATION"
~
SIP/2.0 491 Request Pending
~
SIP/2.0 500 Server Internal Error
Retry-After: 10
~
SIP/2.0 503 Service Unavailable
~
SIP/2.0 504 Server Time-out
~
SIP/2.0 603 Decline
~
INVITE sip:1002@192.0.2.2 SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bKPj0123456789abcdef0123456789abcdef
Max-Forwards: 70
From: <sip:1001@192.0.2.2>;tag=0123456789abcdef0123456789abcdef
To: <sip:1002@192.0.2.2>
Contact: <sip:1001@192.0.2.1:5060;ob>
Call-ID: 0123456789abcdef0123456789abcdef
CSeq: 12345 INVITE
Allow: PRACK, INVITE, ACK, BYE, CANCEL, UPDATE, INFO, SUBSCRIBE, NOTIFY, REFER, MESSAGE, OPTIONS
Supported: replaces, 100rel, timer, norefersub
Session-Expires: 1800
Min-SE: 90
User-Agent: PJSUA v2.13 Linux-5.15/x86_64/glibc-2.35
Content-Type: application/sdp
Content-Length:   500

v=0
o=- 3900000000 3900000000 IN IP4 192.0.2.1
s=pjmedia
b=AS:84
t=0 0
a=X-nat:0
m=audio 4000 RTP/AVP 96 97 98 99 3 0 8 9 120 121 122
c=IN IP4 192.0.2.1
b=TIAS:64000
a=rtcp:4001 IN IP4 192.0.2.1
a=sendrecv
a=rtpmap:120 telephone-event/16000
a=fmtp:120 0-16
a=rtpmap:121 telephone-event/8000
a=fmtp:121 0-16
a=ssrc:1234567890 cname:0123456789abcdef
~
SIP/2.0 407 Proxy Authentication Required
Via: SIP/2.0/UDP 192.0.2.1:5060;rport=5060;branch=z9hG4bKPj0123456789abcdef0123456789abcdef;received=192.0.2.1
Proxy-Authenticate: Digest realm="example.com", nonce="", algorithm=MD5, qop="auth", stale=false
Server: kamailio (5.7.4 (x86_64/linux))
Server: OpenSIPS (3.4.0 (x86_64/linux))
Content-Length: 0

~
ACK sip:1002@192.0.2.2 SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bKPj0123456789abcdef0123456789abcdef
Max-Forwards: 70
From: <sip:1001@192.0.2.2>;tag=0123456789abcdef0123456789abcdef
To: <sip:1002@192.0.2.2>;tag=b27e1a1d33761e85846fc98f5f3a7e58.1234
Call-ID: 0123456789abcdef0123456789abcdef
CSeq: 12345 ACK
Content-Length:  0

~
INVITE sip:1002@192.0.2.2 SIP/2.0
CSeq: 12346 INVITE
Proxy-Authorization: Digest username="1001", realm="example.com", nonce="", uri="sip:1002@192.0.2.2", response="xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", algorithm=MD5, qop=auth, nc=00000001, cnonce="xxxxxxxx"
~
SIP/2.0 100 trying -- your call is important to us
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK;rport=5060;received=192.0.2.1
Server: kamailio (5.7.4 (x86_64/linux))
Content-Length: 0

~
INVITE sip:1002@192.0.2.3:5060 SIP/2.0
Record-Route: <sip:192.0.2.2;lr=on;ftag=1;did=.1>
Record-Route: <sip:192.0.2.2:5060;transport=udp;r2=on;lr>
Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK1234.0123456789abcdef0123456789abcdef.0
Via: SIP/2.0/UDP 192.0.2.1:5060;received=192.0.2.1;rport=5060;branch=z9hG4bK
~
INVITE sip:1002@192.0.2.3:5060 SIP/2.0
Via: SIP/2.0/UDP 192.0.2.2:5060;rport;branch=z9hG4bKPj01234567-89ab-4cde-8f01-23456789abcd
From: "Alice" <sip:1001@192.0.2.2>;tag=01234567-89ab-4cde-8f01-23456789abcd
To: <sip:1002@192.0.2.3>
Contact: <sip:asterisk@192.0.2.2:5060>
Call-ID: 01234567-89ab-4cde-8f01-23456789abcd
CSeq: 12345 INVITE
Allow: OPTIONS, REGISTER, SUBSCRIBE, NOTIFY, PUBLISH, INVITE, ACK, BYE, CANCEL, UPDATE, PRACK, INFO, MESSAGE, REFER
Supported: 100rel, timer, replaces, norefersub, histinfo
Session-Expires: 1800
Min-SE: 90
P-Asserted-Identity: "Alice" <sip:1001@192.0.2.2>
Max-Forwards: 70
User-Agent: Asterisk PBX 18.20.0
User-Agent: FPBX-16.0.40(18.20.0)
Content-Type: application/sdp
Content-Length:   250

v=0
o=- 1234567890 1234567890 IN IP4 192.0.2.2
s=Asterisk
c=IN IP4 192.0.2.2
t=0 0
m=audio 10000 RTP/AVP 8 0 101
a=rtpmap:8 PCMA/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=maxptime:150
a=sendrecv
~
CANCEL sip:1002@192.0.2.3:5060 SIP/2.0
Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK
CSeq: 1 CANCEL
Reason: SIP;cause=200;text="Call completed elsewhere"
Max-Forwards: 70
Content-Length: 0

~
SIP/2.0 200 canceling
CSeq: 1 CANCEL
Server: kamailio (5.7.4 (x86_64/linux))
Content-Length: 0

~
SIP/2.0 487 Request Terminated
CSeq: 1 INVITE
Content-Length: 0

~
INVITE sip:bob@192.0.2.2:5060 SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-12345-1-0
From: alice <sip:alice@192.0.2.1:5060>;tag=12345SIPpTag001
To: bob <sip:bob@192.0.2.2:5060>
Call-ID: 1-12345@192.0.2.1
CSeq: 1 INVITE
Contact: <sip:alice@192.0.2.1:5060;transport=UDP>
Max-Forwards: 70
Subject: Performance Test
Content-Type: application/sdp
Content-Length:   129

v=0
o=user1 53655765 2353687637 IN IP4 192.0.2.1
s=-
c=IN IP4 192.0.2.1
t=0 0
m=audio 6000 RTP/AVP 0
a=rtpmap:0 PCMU/8000
~
SIP/2.0 100 Trying
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-12345-1-0
CSeq: 1 INVITE
Content-Length: 0

~
SIP/2.0 180 Ringing
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-12345-1-0
From: alice <sip:alice@192.0.2.1:5060>;tag=12345SIPpTag001
To: bob <sip:bob@192.0.2.2:5060>;tag=12340SIPpTag011
Call-ID: 1-12345@192.0.2.1
CSeq: 1 INVITE
Contact: <sip:192.0.2.2:5060;transport=UDP>
Content-Length: 0

~
SIP/2.0 183 Session Progress
Require: 100rel
RSeq: 1
~
SIP/2.0 200 OK
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-12345-1-0
From: alice <sip:alice@192.0.2.1:5060>;tag=12345SIPpTag001
To: bob <sip:bob@192.0.2.2:5060>;tag=12340SIPpTag011
Call-ID: 1-12345@192.0.2.1
CSeq: 1 INVITE
Contact: <sip:192.0.2.2:5060;transport=UDP>
Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, SUBSCRIBE, NOTIFY, INFO, PUBLISH, MESSAGE
Supported: replaces, timer
Content-Type: application/sdp
Content-Length:   129

v=0
o=user1 53655765 2353687637 IN IP4 192.0.2.2
s=-
c=IN IP4 192.0.2.2
t=0 0
m=audio 6000 RTP/AVP 0 8 101
a=rtpmap:0 PCMU/8000
~
ACK sip:bob@192.0.2.2:5060 SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-12345-1-5
Route: <sip:192.0.2.3;lr>
From: alice <sip:alice@192.0.2.1:5060>;tag=12345SIPpTag001
To: bob <sip:bob@192.0.2.2:5060>;tag=12340SIPpTag011
Call-ID: 1-12345@192.0.2.1
CSeq: 1 ACK
Contact: <sip:alice@192.0.2.1:5060;transport=UDP>
Max-Forwards: 70
Content-Length: 0

~
BYE sip:bob@192.0.2.2:5060 SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-12345-1-7
CSeq: 2 BYE
Reason: Q.850;cause=16;text="NORMAL_CLEARING"
Max-Forwards: 70
Content-Length: 0

~
SIP/2.0 200 OK
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-12345-1-7
From: alice <sip:alice@192.0.2.1:5060>;tag=12345SIPpTag001
To: bob <sip:bob@192.0.2.2:5060>;tag=12340SIPpTag011
Call-ID: 1-12345@192.0.2.1
CSeq: 2 BYE
Content-Length: 0

`;

const encoder = new TextEncoder();

/** The messages as the sections of a capsule have them: two lanes in front, CRLF, a zero byte at the end. */
export function dictionaryBytes(): Uint8Array {
  const messages = TEXT.slice(0, -1).split('\n~\n');
  return encoder.encode(messages.map((text) => `${lanesOf(text)}${text.replaceAll('\n', '\r\n')}\r\n\0`).join(''));
}

/** A request goes from the first lane to the second, a response back. */
function lanesOf(text: string): string {
  return text.startsWith('SIP/2.0 ') ? '\x02\x01' : '\x01\x02';
}
