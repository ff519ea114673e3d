import { useQuery } from '@tanstack/react-query';
import { FilePen } from 'lucide-react';
import type { ProcedurePage } from '../../../shared/contract/index.ts';
import { useCoreQueries, useGo } from '../../client/index.ts';
import { TileButton } from '../../components/tile-button.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import { identifyPlace } from '../identify/places.ts';

/** The way from a procedure to its form: where it has one of its own, or is received here. */
export function FillTile(props: { readonly page: ProcedurePage }) {
  const say = useStrings();
  const go = useGo();
  const queries = useCoreQueries();
  const { code, reception } = props.page;
  const offer = useQuery(queries.drafts.offer.queryOptions({ input: { procedureCode: code } }));
  const isOffered = offer.data?.form === 'own' || (offer.data !== undefined && reception.here === 'yes');
  if (!isOffered) return null;
  return (
    <TileButton
      icon={FilePen}
      look="soft"
      title={say('fill.begin')}
      line={say('fill.begin.line')}
      onPress={() => go(identifyPlace(code))}
    />
  );
}
