import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { Field, type FieldProps } from './field.tsx';

type Own<P> = FieldProps & Omit<P, 'id' | 'className'>;

export function TextField({
  label,
  hint,
  fault,
  hideLabel = false,
  ...rest
}: Own<InputHTMLAttributes<HTMLInputElement>>) {
  return (
    <Field label={label} hint={hint} fault={fault} hideLabel={hideLabel}>
      {(ids) => <input {...rest} {...ids} className="pw-input" />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  fault,
  hideLabel = false,
  ...rest
}: Own<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  return (
    <Field label={label} hint={hint} fault={fault} hideLabel={hideLabel}>
      {(ids) => <textarea rows={4} {...rest} {...ids} className="pw-input" />}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}
export function SelectField({
  label,
  hint,
  fault,
  hideLabel = false,
  choices,
  ...rest
}: Own<SelectHTMLAttributes<HTMLSelectElement>> & { readonly choices: readonly Choice[] }) {
  return (
    <Field label={label} hint={hint} fault={fault} hideLabel={hideLabel}>
      {(ids) => (
        <select {...rest} {...ids} className="pw-input">
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField({
  label,
  ...rest
}: { readonly label: string } & Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'id'>) {
  return (
    <label className="pw-check">
      <input {...rest} type="checkbox" />
      <span>{label}</span>
    </label>
  );
}
