import type { ProcedurePage } from '../../../shared/contract/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useCoreQueries, useGo } from '../../client/index.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { AboutScreen } from './about-screen.tsx';
import { ElsewhereScreen } from './elsewhere-screen.tsx';
import { FactsScreen } from './facts-screen.tsx';
import { MyListScreen } from './my-list-screen.tsx';
import type { FindPlace } from './places.ts';
import { QuestionScreen } from './question-screen.tsx';
import { TakeHomeScreen } from './take-home-screen.tsx';
import { useAsk } from './use-ask.ts';

export type ProcedurePlace = Extract<FindPlace, { readonly code: string }>;

/** Everything about one procedure: what it takes, my questions, my list, and taking it home. */
export function ProcedureStep(props: { readonly place: ProcedurePlace; readonly listPlace: string }) {
  const go = useGo();
  const queries = useCoreQueries();
  const { code } = props.place;
  const asked = useAsk(queries.procedures.get.queryOptions({ input: { code } }));
  if (asked.data === undefined) {
    return (
      <Screen layout="top" back={{ onPress: () => go(props.listPlace) }}>
        {asked.fault === null ? null : <FaultNotice code={asked.fault} />}
      </Screen>
    );
  }
  return <OneProcedure key={screenKey(props.place)} page={asked.data} {...props} />;
}

/** A new screen is announced by its title; another question is a new screen too. */
function screenKey(place: ProcedurePlace): string {
  return 'answers' in place ? `${place.kind}${place.answers.length}` : JSON.stringify(place);
}

function OneProcedure(props: {
  readonly page: ProcedurePage;
  readonly place: ProcedurePlace;
  readonly listPlace: string;
}) {
  const { page, place, listPlace } = props;
  if (page.details === null) return <ElsewhereScreen page={page} listPlace={listPlace} />;
  switch (place.kind) {
    case 'procedure':
      return page.reception.here === 'no' && place.view === 'page' ? (
        <ElsewhereScreen page={page} listPlace={listPlace} />
      ) : (
        <FactsScreen page={page} listPlace={listPlace} />
      );
    case 'about':
      return <AboutScreen page={page} section={place.section} />;
    case 'mine':
      return place.answers.length < page.details.questions.length ? (
        <QuestionScreen page={page} answers={place.answers} />
      ) : (
        <MyListScreen page={page} answers={place.answers} />
      );
    case 'take':
      return <TakeHomeScreen page={page} answers={place.answers} />;
  }
}
