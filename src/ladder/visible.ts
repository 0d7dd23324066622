/** Reordering marks can make a text read as another one; nothing on a ladder needs them. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const MAYBE_UNSAFE = /[^\u0020-\u007e]/;

/** The longest text that is measured; nobody reads a reason phrase of kilobytes on an arrow. */
const LONGEST = 400;

/** Text of a trace as it may be drawn: on one line, no controls (shown as ␀ and the like), valid in XML. */
export function visible(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  if (!MAYBE_UNSAFE.test(cut)) return cut;
  return cut.replace(LONE_SURROGATE, '\ufffd').replace(BIDI, '\ufffd').replace(CONTROL, picture);
}

function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}
