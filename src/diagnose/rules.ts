import type { Rule } from './rule.ts';
import { ackMisdirected } from './rules/ack-misdirected.ts';
import { ackNotSeen } from './rules/ack-not-seen.ts';
import { ackTimeout } from './rules/ack-timeout.ts';
import { afterTheEnd } from './rules/after-the-end.ts';
import { algSuspected } from './rules/alg-suspected.ts';
import { answerClipped } from './rules/answer-clipped.ts';
import { answeredElsewhere } from './rules/answered-elsewhere.ts';
import { badRequest } from './rules/bad-request.ts';
import { bindingExpired } from './rules/binding-expired.ts';
import { branchUnusable } from './rules/branch-unusable.ts';
import { busy } from './rules/busy.ts';
import { byeRefused } from './rules/bye-refused.ts';
import { byeTooEarly } from './rules/bye-too-early.ts';
import { callerIdentity } from './rules/caller-identity.ts';
import { cancelCrossed } from './rules/cancel-crossed.ts';
import { cancelMismatch } from './rules/cancel-mismatch.ts';
import { cancelWithoutFinal } from './rules/cancel-without-final.ts';
import { capturedTwice } from './rules/captured-twice.ts';
import { challengeUnanswered } from './rules/challenge-unanswered.ts';
import { clockUnreliable } from './rules/clock-unreliable.ts';
import { connectionBroke } from './rules/connection-broke.ts';
import { contactAltered } from './rules/contact-altered.ts';
import { contactMissing } from './rules/contact-missing.ts';
import { contentLength } from './rules/content-length.ts';
import { cseqMethod } from './rules/cseq-method.ts';
import { cseqOrder } from './rules/cseq-order.ts';
import { declined } from './rules/declined.ts';
import { dtlsSetup } from './rules/dtls-setup.ts';
import { dtmfClock } from './rules/dtmf-clock.ts';
import { dtmfMissing } from './rules/dtmf-missing.ts';
import { dtmfNumbers } from './rules/dtmf-numbers.ts';
import { earlyAnswerChanged } from './rules/early-answer-changed.ts';
import { earlyMediaCompetes } from './rules/early-media-competes.ts';
import { endedBy } from './rules/ended-by.ts';
import { expiryChanged } from './rules/expiry-changed.ts';
import { extensionRefused } from './rules/extension-refused.ts';
import { failedInside } from './rules/failed-inside.ts';
import { failureNotAcknowledged } from './rules/failure-not-acknowledged.ts';
import { familyMismatch } from './rules/family-mismatch.ts';
import { faxSwitch } from './rules/fax-switch.ts';
import { forbidden } from './rules/forbidden.ts';
import { foreignVia } from './rules/foreign-via.ts';
import { forwarded } from './rules/forwarded.ts';
import { fragmentMissing } from './rules/fragment-missing.ts';
import { gaveUpEarly } from './rules/gave-up-early.ts';
import { glare } from './rules/glare.ts';
import { headerMissing } from './rules/header-missing.ts';
import { headerRepeated } from './rules/header-repeated.ts';
import { hold } from './rules/hold.ts';
import { iceIncomplete } from './rules/ice-incomplete.ts';
import { incompleteNumber } from './rules/incomplete-number.ts';
import { intervalTooSmall } from './rules/interval-too-small.ts';
import { inviteUnanswered } from './rules/invite-unanswered.ts';
import { lateAnswer } from './rules/late-answer.ts';
import { loginStep } from './rules/login-step.ts';
import { loop } from './rules/loop.ts';
import { mediaLines } from './rules/media-lines.ts';
import { mediaMoved } from './rules/media-moved.ts';
import { mediaRefused } from './rules/media-refused.ts';
import { messageUndelivered } from './rules/message-undelivered.ts';
import { methodRefused } from './rules/method-refused.ts';
import { missingMedia } from './rules/missing-media.ts';
import { muxMismatch } from './rules/mux-mismatch.ts';
import { natSeen } from './rules/nat-seen.ts';
import { neverResumed } from './rules/never-resumed.ts';
import { noAgreement } from './rules/no-agreement.ts';
import { noAnswer } from './rules/no-answer.ts';
import { noBye } from './rules/no-bye.ts';
import { noCommonCodec } from './rules/no-common-codec.ts';
import { noRingback } from './rules/no-ringback.ts';
import { noRport } from './rules/no-rport.ts';
import { noRtp } from './rules/no-rtp.ts';
import { noTrying } from './rules/no-trying.ts';
import { numberChanged } from './rules/number-changed.ts';
import { oddCharacters } from './rules/odd-characters.ts';
import { oneDirection } from './rules/one-direction.ts';
import { oneWayBySdp } from './rules/one-way-by-sdp.ts';
import { optionsUnanswered } from './rules/options-unanswered.ts';
import { pathChanged } from './rules/path-changed.ts';
import { payloadNumbers } from './rules/payload-numbers.ts';
import { payloadRemapped } from './rules/payload-remapped.ts';
import { payloadUnknown } from './rules/payload-unknown.ts';
import { postDialDelay } from './rules/post-dial-delay.ts';
import { prackMissing } from './rules/prack-missing.ts';
import { privacyRequested } from './rules/privacy-requested.ts';
import { privateContact } from './rules/private-contact.ts';
import { privateMedia } from './rules/private-media.ts';
import { privateTarget } from './rules/private-target.ts';
import { profileMismatch } from './rules/profile-mismatch.ts';
import { progressThenFailure } from './rules/progress-then-failure.ts';
import { redirected } from './rules/redirected.ts';
import { refreshOverdue } from './rules/refresh-overdue.ts';
import { refreshRefused } from './rules/refresh-refused.ts';
import { refresherUnclear } from './rules/refresher-unclear.ts';
import { registrationFailed } from './rules/registration-failed.ts';
import { registrationFlapping } from './rules/registration-flapping.ts';
import { registrationLapsed } from './rules/registration-lapsed.ts';
import { reinviteRefused } from './rules/reinvite-refused.ts';
import { reliableConflict } from './rules/reliable-conflict.ts';
import { reliableRetransmission } from './rules/reliable-retransmission.ts';
import { replacesUnknown } from './rules/replaces-unknown.ts';
import { replyFromElsewhere } from './rules/reply-from-elsewhere.ts';
import { requestRetransmitted } from './rules/request-retransmitted.ts';
import { requestUnanswered } from './rules/request-unanswered.ts';
import { roundDuration } from './rules/round-duration.ts';
import { routeHunting } from './rules/route-hunting.ts';
import { routeIgnored } from './rules/route-ignored.ts';
import { routeReversed } from './rules/route-reversed.ts';
import { rtpFromElsewhere } from './rules/rtp-from-elsewhere.ts';
import { rtpLoss } from './rules/rtp-loss.ts';
import { rtpMisdirected } from './rules/rtp-misdirected.ts';
import { rtpOneWay } from './rules/rtp-one-way.ts';
import { rtpStopped } from './rules/rtp-stopped.ts';
import { scanner } from './rules/scanner.ts';
import { sdpMalformed } from './rules/sdp-malformed.ts';
import { serverFailure } from './rules/server-failure.ts';
import { serviceUnavailable } from './rules/service-unavailable.ts';
import { sessionExpired } from './rules/session-expired.ts';
import { sessionTimer } from './rules/session-timer.ts';
import { shortCall } from './rules/short-call.ts';
import { signatureMismatch } from './rules/signature-mismatch.ts';
import { signedCaller } from './rules/signed-caller.ts';
import { sipsUnencrypted } from './rules/sips-unencrypted.ts';
import { slowHangup } from './rules/slow-hangup.ts';
import { srtpKeys } from './rules/srtp-keys.ts';
import { staleNonce } from './rules/stale-nonce.ts';
import { statedReason } from './rules/stated-reason.ts';
import { streamRefused } from './rules/stream-refused.ts';
import { strictRoute } from './rules/strict-route.ts';
import { stuckProvisional } from './rules/stuck-provisional.ts';
import { subscriptionFailed } from './rules/subscription-failed.ts';
import { syntax } from './rules/syntax.ts';
import { tagWrong } from './rules/tag-wrong.ts';
import { terminatedByServer } from './rules/terminated-by-server.ts';
import { tooBigForUdp } from './rules/too-big-for-udp.ts';
import { tooManyHops } from './rules/too-many-hops.ts';
import { transferFailed } from './rules/transfer-failed.ts';
import { transferNotPlaced } from './rules/transfer-not-placed.ts';
import { transferRefused } from './rules/transfer-refused.ts';
import { transferUnreported } from './rules/transfer-unreported.ts';
import { transferorStays } from './rules/transferor-stays.ts';
import { transportMismatch } from './rules/transport-mismatch.ts';
import { twoAnswers } from './rules/two-answers.ts';
import { unknownNumber } from './rules/unknown-number.ts';
import { unofferedCodec } from './rules/unoffered-codec.ts';
import { unreachable } from './rules/unreachable.ts';
import { unusableMediaAddress } from './rules/unusable-media-address.ts';
import { verificationFailed } from './rules/verification-failed.ts';
import { versionUnchanged } from './rules/version-unchanged.ts';
import { video } from './rules/video.ts';
import { warningHeader } from './rules/warning-header.ts';
import { wrongCredentials } from './rules/wrong-credentials.ts';
import { wrongDirection } from './rules/wrong-direction.ts';
import { zeroAddress } from './rules/zero-address.ts';

/** Every rule, by family and number. */
export const RULES: readonly Rule[] = [
  inviteUnanswered,
  stuckProvisional,
  requestRetransmitted,
  ackNotSeen,
  ackTimeout,
  ackMisdirected,
  capturedTwice,
  requestUnanswered,
  lateAnswer,
  failureNotAcknowledged,
  reliableRetransmission,
  clockUnreliable,
  noTrying,
  postDialDelay,
  slowHangup,
  unreachable,
  connectionBroke,
  optionsUnanswered,
  branchUnusable,
  loop,
  tooManyHops,
  oneDirection,
  endedBy,
  shortCall,
  sessionExpired,
  roundDuration,
  byeRefused,
  failedInside,
  statedReason,
  noBye,
  byeTooEarly,
  cancelCrossed,
  cancelWithoutFinal,
  cancelMismatch,
  answeredElsewhere,
  missingMedia,
  afterTheEnd,
  gaveUpEarly,
  terminatedByServer,
  loginStep,
  wrongCredentials,
  staleNonce,
  challengeUnanswered,
  forbidden,
  unknownNumber,
  incompleteNumber,
  noAnswer,
  busy,
  declined,
  mediaRefused,
  serviceUnavailable,
  serverFailure,
  redirected,
  methodRefused,
  extensionRefused,
  intervalTooSmall,
  badRequest,
  warningHeader,
  progressThenFailure,
  routeHunting,
  privateContact,
  privateMedia,
  natSeen,
  noRport,
  privateTarget,
  routeIgnored,
  strictRoute,
  routeReversed,
  contactMissing,
  pathChanged,
  algSuspected,
  familyMismatch,
  unusableMediaAddress,
  transportMismatch,
  tooBigForUdp,
  fragmentMissing,
  sipsUnencrypted,
  replyFromElsewhere,
  oneWayBySdp,
  hold,
  neverResumed,
  wrongDirection,
  zeroAddress,
  streamRefused,
  noCommonCodec,
  unofferedCodec,
  payloadNumbers,
  payloadRemapped,
  dtmfMissing,
  dtmfNumbers,
  dtmfClock,
  profileMismatch,
  srtpKeys,
  dtlsSetup,
  iceIncomplete,
  muxMismatch,
  mediaLines,
  versionUnchanged,
  noAgreement,
  earlyMediaCompetes,
  noRingback,
  earlyAnswerChanged,
  faxSwitch,
  glare,
  reinviteRefused,
  mediaMoved,
  sdpMalformed,
  video,
  rtpOneWay,
  rtpMisdirected,
  rtpFromElsewhere,
  noRtp,
  payloadUnknown,
  rtpLoss,
  rtpStopped,
  answerClipped,
  prackMissing,
  reliableConflict,
  sessionTimer,
  refreshOverdue,
  refreshRefused,
  refresherUnclear,
  transferFailed,
  transferRefused,
  replacesUnknown,
  transferUnreported,
  transferorStays,
  forwarded,
  twoAnswers,
  transferNotPlaced,
  registrationFailed,
  expiryChanged,
  registrationFlapping,
  registrationLapsed,
  contactAltered,
  bindingExpired,
  subscriptionFailed,
  messageUndelivered,
  scanner,
  headerMissing,
  cseqMethod,
  cseqOrder,
  contentLength,
  tagWrong,
  syntax,
  headerRepeated,
  oddCharacters,
  foreignVia,
  callerIdentity,
  privacyRequested,
  signedCaller,
  signatureMismatch,
  verificationFailed,
  numberChanged,
];
