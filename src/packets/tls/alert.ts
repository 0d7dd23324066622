/** Content type of alerts (RFC 8446 §5.1). */
export const ALERT_RECORD = 21;
/** An alert that is not encrypted: level and description (RFC 8446 §6). */
export const PLAIN_ALERT = 2;

const CLOSE_NOTIFY = 0;

/** Names of alerts, RFC 8446 §6 and RFC 5246 §7.2, as they are written there. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [10, 'unexpected_message'],
  [20, 'bad_record_mac'],
  [21, 'decryption_failed'],
  [22, 'record_overflow'],
  [40, 'handshake_failure'],
  [41, 'no_certificate'],
  [42, 'bad_certificate'],
  [43, 'unsupported_certificate'],
  [44, 'certificate_revoked'],
  [45, 'certificate_expired'],
  [46, 'certificate_unknown'],
  [47, 'illegal_parameter'],
  [48, 'unknown_ca'],
  [49, 'access_denied'],
  [50, 'decode_error'],
  [51, 'decrypt_error'],
  [70, 'protocol_version'],
  [71, 'insufficient_security'],
  [80, 'internal_error'],
  [86, 'inappropriate_fallback'],
  [90, 'user_canceled'],
  [100, 'no_renegotiation'],
  [109, 'missing_extension'],
  [110, 'unsupported_extension'],
  [112, 'unrecognized_name'],
  [113, 'bad_certificate_status_response'],
  [115, 'unknown_psk_identity'],
  [116, 'certificate_required'],
  [120, 'no_application_protocol'],
]);

/** What an alert says; null for the one that only says goodbye (RFC 8446 §6.1). */
export function alertName(description: number): string | null {
  return description === CLOSE_NOTIFY ? null : (NAMES.get(description) ?? `alert ${description}`);
}
