/** Display name and URI of a From or To value without header parameters: `"Alice" <sip:alice@a.example>`. Tolerant. */
export function parseParty(value: string): { name: string; uri: string } {
  const open = openAngle(value);
  if (open < 0) return { name: '', uri: value.trim() };
  const close = value.indexOf('>', open);
  const uri = value.slice(open + 1, close < 0 ? undefined : close).trim();
  return { name: unquote(value.slice(0, open).trim()), uri };
}

/** Position of the `<` that opens the URI, outside of quotes; -1 without. */
function openAngle(value: string): number {
  let quoted = false;
  for (let i = 0; i < value.length; i++) {
    if (quoted && value[i] === '\\') i++;
    else if (value[i] === '"') quoted = !quoted;
    else if (value[i] === '<' && !quoted) return i;
  }
  return quoted ? value.lastIndexOf('<') : -1;
}

function unquote(name: string): string {
  if (!name.startsWith('"')) return name.replace(/\s+/g, ' ');
  const inner = name.endsWith('"') && name.length > 1 ? name.slice(1, -1) : name.slice(1);
  return inner.replace(/\\(.)/g, '$1');
}
