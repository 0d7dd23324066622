import type { ReactNode } from 'react';

interface JumpProps {
  readonly title: string;
  readonly onJump: () => void;
  readonly children: ReactNode;
}

/** Words that lead to a message. They flow and break like text, which a button element cannot. */
export function Jump({ title, onJump, children }: JumpProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element would not break across lines
    <span
      className="jump"
      role="button"
      tabIndex={0}
      title={title}
      onClick={onJump}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onJump();
      }}
    >
      {children}
    </span>
  );
}
