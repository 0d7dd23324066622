import { type KeyboardEvent, useId, useState } from 'react';
import { TEXT_LIMIT } from '../../view/view.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Visible } from '../visible.tsx';

/** What a person wrote beside a message, and the field to write it in. */
export function MessageNote({ row }: { readonly row: number }) {
  const { look } = useApp();
  const text = useFacts((facts) => facts.notes.get(row) ?? '');
  const isOpen = useFacts((facts) => facts.noting === row);
  if (isOpen) return <NoteField key={row} row={row} text={text} />;
  if (text === '') {
    return (
      <button type="button" className="link note-add" onClick={() => look.noting(row)}>
        Add a note
      </button>
    );
  }
  return (
    <button type="button" className="note" aria-label={`Note: ${text}. Change it`} onClick={() => look.noting(row)}>
      <Visible text={text} />
    </button>
  );
}

/** The person asked for the field. */
const takeFocus = (field: HTMLTextAreaElement | null) => field?.focus();

/** Kept when the field is left; Escape leaves the note as it was. */
function NoteField({ row, text }: { readonly row: number; readonly text: string }) {
  const { look } = useApp();
  const [typed, setTyped] = useState(text);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      look.noting(null);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      look.note(row, typed);
    }
  };
  return (
    <div className="note-field">
      <label htmlFor={id} className="heard">
        Note on this message
      </label>
      <textarea
        id={id}
        ref={takeFocus}
        rows={3}
        maxLength={TEXT_LIMIT}
        placeholder="What you want to say about this message. It goes into links and exports."
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => look.note(row, typed)}
      />
      <p className="quiet">Enter keeps it, Escape leaves it as it was.</p>
    </div>
  );
}
