import type { AreaProps } from '../areas.ts';
import { DrawerArea } from './drawer-area.tsx';
import { FeesList } from './fees-list.tsx';
import { FileArea } from './file-area.tsx';
import { readFeesPlace } from './places.ts';

/** "Thu phí": what is unpaid, what an officer must decide, and the drawer at the end of the day. */
export function Fees(props: AreaProps) {
  const route = readFeesPlace(props.place);
  switch (route.kind) {
    case 'list':
      return <FeesList key={route.tab} tab={route.tab} />;
    case 'drawer':
      return <DrawerArea officer={props.officer} />;
    case 'file':
      return <FileArea key={route.dossierId} dossierId={route.dossierId} />;
  }
}
