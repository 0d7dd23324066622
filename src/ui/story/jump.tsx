import type { ReactNode } from 'react';

interface JumpProps {
  readonly title: string;
  /** Its messages are lit; absent where nothing lights up. */
  readonly chosen?: boolean;
  readonly onJump: () => void;
  readonly children: ReactNode;
}

/** Words that lead to a message. They flow and break like text, which a button element cannot. */
export function Jump({ title, chosen, onJump, children }: JumpProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element would not break across lines
    <span
      className="jump"
      role="button"
      tabIndex={0}
      title={title}
      aria-pressed={chosen}
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
