import { useEffect, type ReactNode } from 'react';
import { Brand } from '../../layout/brand.tsx';
import { useWords } from '../../i18n/use-words.ts';

/** Around the pages that open without a network: no navigation that would need one. */
export function FieldFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const say = useWords('inspections');
  useEffect(() => {
    document.title = `${title} – Parix`;
  }, [title]);
  return (
    <>
      <a className="pw-skip" href="#main">
        {say('common:skip')}
      </a>
      <header className="pw-header">
        <Brand />
      </header>
      <main id="main" className="pw-main" tabIndex={-1}>
        <div className="pw-page">
          <div className="pw-title">
            <div>
              <h1>{title}</h1>
            </div>
          </div>
          {children}
        </div>
      </main>
    </>
  );
}
