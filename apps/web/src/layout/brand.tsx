import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';

export function Brand() {
  const say = useWords();
  return (
    <Link to="/" className="pw-brand">
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" focusable="false">
        <path fill="#fff" d="M2 19h5v5H2zM10.500 11h5v13h-5zM19 2h5v22h-5z" />
        <path fill="#f0b44c" d="M2 14h5v2.500H2z" />
      </svg>
      <span>{say('common:system')}</span>
    </Link>
  );
}
