import { useLayoutEffect } from 'react';
import { useFacts } from '../app-context.ts';

/** Puts the chosen theme on the document, where the style sheets read it. */
export function useTheme(): void {
  const theme = useFacts((facts) => facts.theme);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
  }, [theme]);
}
