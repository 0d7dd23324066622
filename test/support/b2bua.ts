/** A call through a B2BUA that makes a second leg and tells the called side who calls. */
export const B2BUA = `alice -> pbx INVITE sdp
    To: <sip:bob@example.com>
  pbx -> alice 100
  pbx -> bob INVITE sdp @b
    +P-Asserted-Identity: "Alice" <sip:alice@example.com>
  bob -> pbx 180 @b
  pbx -> alice 180
  bob -> pbx 200 sdp @b +4s
  pbx -> bob ACK @b
  pbx -> alice 200 sdp
  alice -> pbx ACK
  … 20s
  bob -> pbx BYE @b
  pbx -> bob 200 @b
  pbx -> alice BYE
  alice -> pbx 200`;
