import { remembering } from '../base/memo.ts';
import { skipSpace } from './bytes.ts';
import { headerOf } from './fields.ts';
import { findHeaderLines, headerFields } from './header-fields.ts';
import { parseMediaType } from './media-type.ts';
import type { Body, HeaderField, Span } from './message.ts';
import { messageText } from './message-text.ts';
import { splitParts } from './multipart.ts';
import type { MessageProblems } from './problems.ts';
import { parameterValue } from './values.ts';

/** Multipart bodies in multipart bodies that are followed. */
const DEPTH_LIMIT = 8;
/** Parts of all multipart bodies of one message together. */
const PART_LIMIT = 1000;

interface Budget {
  parts: number;
  readonly problems: MessageProblems;
}

/** Reads the body in `span`, which is not empty; `contentType` is the value of the message's header, null without one. */
export function readBody(bytes: Uint8Array, span: Span, contentType: string | null, problems: MessageProblems): Body {
  return bodyOf(bytes, span, contentType, [], 0, { parts: 0, problems });
}

function bodyOf(
  bytes: Uint8Array,
  span: Span,
  contentType: string | null,
  headers: readonly HeaderField[],
  depth: number,
  budget: Budget,
): Body {
  const declared = contentType ? mediaTypeOf(contentType) : null;
  const type = declared ? declared.type : inferType(bytes, span);
  const parameters = new Map((declared?.parameters ?? []).map(({ name, value }) => [name, value ?? '']));
  const boundary = parameterValue(declared?.parameters ?? [], 'boundary');
  const parts = type.startsWith('multipart/') ? partsOf(bytes, span, boundary, depth, budget) : [];
  return { type, parameters, headers, span, parts, inferred: declared === null && type !== '' };
}

const mediaTypeOf = remembering(parseMediaType);

/** A session description shows itself by its first line (RFC 8866 §5.1); nothing else is guessed. */
function inferType(bytes: Uint8Array, { start, end }: Span): string {
  const at = skipSpace(bytes, start, end);
  return bytes[at] === 118 && bytes[at + 1] === 61 && bytes[at + 2] === 48 && at + 3 <= end ? 'application/sdp' : '';
}

function partsOf(bytes: Uint8Array, span: Span, boundary: string | null, depth: number, budget: Budget): Body[] {
  const { problems } = budget;
  if (!boundary) {
    problems.add(
      'missing-boundary',
      'The multipart body names no boundary, so its parts cannot be told apart.',
      span.start,
      span.end,
    );
    return [];
  }
  if (depth >= DEPTH_LIMIT) {
    problems.add(
      'multipart-too-deep',
      `Multipart bodies are followed ${DEPTH_LIMIT} deep; this one is deeper.`,
      span.start,
      span.end,
    );
    return [];
  }
  const { parts, closed } = splitParts(bytes, span, boundary, PART_LIMIT - budget.parts);
  if (!closed) problems.add('multipart-not-closed', 'The multipart body has no closing boundary.', span.end, span.end);
  budget.parts += parts.length;
  if (budget.parts >= PART_LIMIT) {
    problems.add('too-many-parts', `Only the first ${PART_LIMIT} parts are taken apart.`, span.start, span.end);
  }
  return parts.map((part) => partBody(bytes, part, depth, budget));
}

function partBody(bytes: Uint8Array, part: Span, depth: number, budget: Budget): Body {
  const lines = findHeaderLines(bytes, part.start, part.end);
  const headers = headerFields(bytes, lines, messageText(bytes, part.start, lines.end), budget.problems);
  const start = lines.bodyStart < 0 ? part.end : Math.min(lines.bodyStart, part.end);
  const type = headerOf({ headers }, 'Content-Type')?.value ?? null;
  return bodyOf(bytes, { start, end: part.end }, type, headers, depth + 1, budget);
}

/** The body and all parts in it of that media type (lower case), in order. */
export function bodiesOfType(body: Body | null, type: string): Body[] {
  if (!body) return [];
  const inside = body.parts.flatMap((part) => bodiesOfType(part, type));
  return body.type === type ? [body, ...inside] : inside;
}
