import type { SetDetail } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { setQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { ItemTree } from '../../set-tree/item-tree.tsx';
import { itemsInOrder, treeOf } from '../../set-tree/tree.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Notice, Page } from '../../ui/index.ts';
import { SetDocument } from './set-document.tsx';
import { SetFacts } from './set-facts.tsx';
import { SetItemView } from './set-item-view.tsx';
import { SetTags } from './set-tags.tsx';

export function SetPage() {
  const say = useWords('criteria-sets');
  const { versionId } = useParams({ from: '/inside/criteria-sets/$versionId' });
  const { roles } = useAccount();
  const set = useQuery(setQuery(versionId));
  const crumbs = [{ label: say('criteria-sets:title'), to: '/criteria-sets' }];
  return (
    <Page
      wide
      title={set.data?.title ?? say('criteria-sets:one')}
      crumbs={crumbs}
      lead={set.data ? <SetTags set={set.data} /> : null}
      actions={
        <>
          <Link
            className="pw-button"
            data-look="second"
            to="/criteria-sets/$versionId/diff"
            params={{ versionId }}
          >
            {say('criteria-sets:compare')}
          </Link>
          {mightEver(roles, 'criteria-sets.manage') ? (
            <Link className="pw-button" to="/criteria-sets/$versionId/amend" params={{ versionId }}>
              {say('criteria-sets:amend')}
            </Link>
          ) : null}
        </>
      }
    >
      <Loaded query={set}>{(data) => <SetBody set={data} />}</Loaded>
    </Page>
  );
}

function SetBody({ set }: { readonly set: SetDetail }) {
  const say = useWords('criteria-sets');
  const language = useLanguage();
  const search = useSearch({ from: '/inside/criteria-sets/$versionId' });
  const navigate = useNavigate({ from: '/criteria-sets/$versionId' });
  const tree = useMemo(() => treeOf(set), [set]);
  const item = set.items.find(({ id }) => id === search.item) ?? itemsInOrder(tree)[0];
  return (
    <>
      {set.sample ? (
        <Notice tone="warning" quiet title={say('criteria-sets:sampleTitle')}>
          {say('criteria-sets:sampleText')}
        </Notice>
      ) : null}
      {set.status === 'incomplete' ? (
        <Notice tone="warning" quiet title={say('criteria-sets:incompleteTitle')}>
          {set.incompleteReason}
        </Notice>
      ) : null}
      <SetFacts set={set} />
      <div className="pw-split">
        <div className="pw-split-side">
          <ItemTree
            label={say('criteria-sets:tree')}
            tree={tree}
            chosen={item?.id}
            onChoose={(id) => void navigate({ search: { item: id }, replace: true, resetScroll: false })}
            mark={({ max }) => (max === null ? '–' : showNumber(max, language))}
            areaMark={({ area }) => (area.max === null ? '–' : showNumber(area.max, language))}
          />
        </div>
        {item ? <SetItemView key={item.id} item={item} set={set} /> : null}
      </div>
      <SetDocument versionId={set.id} />
    </>
  );
}
