import { useEffect, useState } from 'react';
import { useApp } from '../app-context.ts';
import { belongsToField, droppedSources, transferSources } from './receive.ts';

/** Takes what is pasted or dropped anywhere on the page. True while files hover over it. */
export function useIntake(): boolean {
  const { open, look } = useApp();
  const [over, setOver] = useState(false);

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (belongsToField(event.target, event.clipboardData)) return;
      const sources = transferSources(event.clipboardData);
      if (sources.length === 0) return;
      event.preventDefault();
      void open.offer(sources);
    };
    const onDragOver = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      // Null: the pointer left the window, not one element for another.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!carries(event)) return;
      event.preventDefault();
      // With Shift there is no question: what is dropped joins what is open.
      const take = event.shiftKey ? open.add : open.offer;
      droppedSources(event.dataTransfer).then(take, () =>
        look.notice('This could not be read. Open the files instead.'),
      );
    };
    document.addEventListener('paste', onPaste);
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('dragleave', onDragLeave);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('dragover', onDragOver);
      document.removeEventListener('dragleave', onDragLeave);
      document.removeEventListener('drop', onDrop);
    };
  }, [open, look]);

  return over;
}

function carries({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain') ?? false;
}
