import type { CalendarYear } from '@parix/api-contract';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button, Dialog, Empty, Table } from '../../ui/index.ts';
import { dayWords, specialDays } from './describe-days.ts';
import { WithdrawForm } from './withdraw-form.tsx';

/** Every special day by name, so that nobody has to read it from colours. */
export function DaysList(props: { readonly calendar: CalendarYear; readonly manages: boolean }) {
  const say = useWords('working-calendar');
  const { calendar, manages } = props;
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const days = specialDays(calendar, say);
  const heads = ['day', 'works', 'why'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`working-calendar:column.${head}`)]));
  const closes = manages && days.some(({ kind }) => kind === 'own');
  if (days.length === 0) return <Empty title={say('working-calendar:noSpecial')} />;
  return (
    <>
      <Table caption={say('working-calendar:special')} hideCaption cards>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {names[head]}
              </th>
            ))}
            {closes ? (
              <th scope="col">
                <span className="pw-hidden">{say('working-calendar:withdraw')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {days.map(({ date, works, kind, why }) => (
            <tr key={date} aria-current={date === calendar.today ? 'date' : undefined}>
              <th scope="row" data-name={names['day']}>
                {dayWords(date, say)}
              </th>
              <td data-name={names['works']}>
                {kind === 'own' ? `${say(works ? 'working-calendar:works' : 'working-calendar:off')}, ` : ''}
                {say(`working-calendar:kind.${kind}`)}
              </td>
              <td data-name={names['why']}>{why}</td>
              {closes ? (
                <td>
                  {kind === 'own' ? (
                    <Button look="quiet" size="small" onClick={() => setWithdrawing(date)}>
                      {say('working-calendar:withdraw')}
                    </Button>
                  ) : null}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </Table>
      {withdrawing === null ? null : (
        <Dialog title={dayWords(withdrawing, say)} onClose={() => setWithdrawing(null)}>
          <WithdrawForm calendar={calendar} date={withdrawing} onDone={() => setWithdrawing(null)} />
        </Dialog>
      )}
    </>
  );
}
