import { useId, type ReactNode } from 'react';

export interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong and how to mend it; tied to the control for screen readers. */
  readonly fault?: string | null | undefined;
  readonly hideLabel?: boolean;
}
export interface ControlIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Label, hint and fault around one control. */
export function Field({
  label,
  hint,
  fault,
  hideLabel,
  children,
}: FieldProps & { readonly children: (ids: ControlIds) => ReactNode }) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <div className="pw-field">
      <label htmlFor={id} className={hideLabel ? 'pw-hidden' : undefined}>
        {label}
      </label>
      {hint ? (
        <span id={`${id}-hint`} className="pw-hint">
          {hint}
        </span>
      ) : null}
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': fault ? true : undefined,
      })}
      {fault ? (
        <span id={`${id}-fault`} className="pw-fault">
          {fault}
        </span>
      ) : null}
    </div>
  );
}
