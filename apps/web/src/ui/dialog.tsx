import { useEffect, useId, useRef, type ReactNode } from 'react';

/**
 * A modal window on the platform's own element: focus stays inside and returns where it was. Escape closes it
 * only when there is something to close to (`onClose`).
 */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: (() => void) | null;
  readonly children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    const element = ref.current;
    element?.showModal();
    // The first field when there is something to fill in, else the title: never a button that acts.
    element
      ?.querySelector<HTMLElement>(element.querySelector('form') ? 'input, select, textarea' : 'h2')
      ?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className="pw-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <div>
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
