/** Texts longer than this are worked out anew each time: they hardly come twice, and would be kept for long. */
const LONGEST = 400;

/**
 * A pure function of a text that remembers its answers: the values of headers come again and again in a trace. It forgets
 * all of them when there are `most`, so that no trace makes it grow. What it returns is shared, and never to be changed.
 */
export function remembering<T>(make: (text: string) => T, most = 4096): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return make(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}

/**
 * A function of an object that remembers its answers for as long as the object is there. The object is never changed
 * meanwhile, and neither is what it returns, which is shared.
 */
export function rememberingOf<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, T>();
  return (of) => {
    const before = known.get(of);
    if (before !== undefined) return before;
    const made = make(of);
    known.set(of, made);
    return made;
  };
}
