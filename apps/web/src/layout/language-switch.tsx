import { useQueryClient } from '@tanstack/react-query';
import { changeLanguage } from '../i18n/languages.ts';
import { useLanguage } from '../i18n/use-words.ts';
import { Button } from '../ui/index.ts';

/** Offers the other language in that language's own words. What the server says in words is read again. */
export function LanguageSwitch() {
  const language = useLanguage();
  const queries = useQueryClient();
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <Button
      look="quiet"
      size="small"
      lang={other}
      onClick={() => void changeLanguage(other).then(() => queries.invalidateQueries())}
    >
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </Button>
  );
}
