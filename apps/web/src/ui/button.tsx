import type { ButtonHTMLAttributes, ReactNode } from 'react';

type Look = 'main' | 'second' | 'quiet' | 'danger';
export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: Look;
  readonly size?: 'small' | 'normal';
  /** Words shown while the act runs; a second press is ignored meanwhile. */
  readonly busy?: string | false;
  readonly children: ReactNode;
}

/** A button keeps its focus while busy: it is marked disabled, not made unreachable. */
export function Button({
  look = 'main',
  size = 'normal',
  busy = false,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const waiting = busy !== false;
  return (
    <button
      type="button"
      {...rest}
      className="pw-button"
      data-look={look}
      data-size={size}
      aria-disabled={waiting || rest.disabled || undefined}
      onClick={(event) => {
        if (waiting) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {waiting ? busy : children}
    </button>
  );
}
