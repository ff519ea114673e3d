import type { AreaProps } from '../areas.ts';
import { DossierArea } from './dossier-area.tsx';
import { ListScreen } from './list-screen.tsx';
import { readDeskPlace } from './places.ts';

/** The officer's work list and everything that can be done with one dossier. */
export function Desk(props: AreaProps) {
  const route = readDeskPlace(props.place);
  if (route.kind === 'list') return <ListScreen tab={route.tab} />;
  return (
    <DossierArea
      key={route.dossierId}
      dossierId={route.dossierId}
      screen={route.screen}
      officer={props.officer}
    />
  );
}
