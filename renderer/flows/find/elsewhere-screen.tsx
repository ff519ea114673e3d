import { Building2, Headset, MessageCircleQuestion } from 'lucide-react';
import type { ProcedurePage } from '../../../shared/contract/index.ts';
import { titleOf } from '../../../shared/words/index.ts';
import { Screen } from '../../app/screen.tsx';
import { useGo, useReading } from '../../client/index.ts';
import { QrPicture } from '../../components/qr-picture.tsx';
import { useStrings } from '../../strings/use-strings.ts';
import classes from './elsewhere-screen.module.css';

/** The honest page: this office does not receive it, or knows its name only. Who does, and where to read more. */
export function ElsewhereScreen(props: { readonly page: ProcedurePage; readonly listPlace: string }) {
  const say = useStrings();
  const go = useGo();
  const { language } = useReading();
  const { page } = props;
  const { here, agency } = page.reception;
  const title = titleOf(page, language);
  const isElsewhere = here === 'no';
  return (
    <Screen
      layout="top"
      title={title}
      lead={
        <>
          {title === page.name ? null : (
            <span lang="vi" className={classes.official}>
              {page.name}
            </span>
          )}
          <span className={classes.official}>
            {page.code} · <span lang="vi">{page.field}</span>
          </span>
        </>
      }
      back={{ onPress: () => go(props.listPlace) }}
      {...(page.details === null
        ? {}
        : { next: { label: say('find.page.mine'), onPress: () => go(`/find/${page.code}/facts`) } })}
    >
      <div className={classes.cards}>
        <section className={classes.who} data-here={here}>
          {isElsewhere ? <Building2 aria-hidden /> : <MessageCircleQuestion aria-hidden />}
          <div>
            <p className={classes.label}>
              {isElsewhere ? say('find.elsewhere.lead') : say('find.elsewhere.who')}
            </p>
            <h2>{here === 'ask-staff' ? say('find.elsewhere.ask') : say(`find.agency.${agency}`)}</h2>
            <p>
              {isElsewhere
                ? say('find.elsewhere.who.line')
                : here === 'ask-staff'
                  ? say('find.elsewhere.ask.line')
                  : ''}
            </p>
            {page.details === null ? <p>{say('find.elsewhere.unknown.line')}</p> : null}
          </div>
        </section>
        <section className={classes.qr}>
          <QrPicture text={page.officialUrl} label={say('find.elsewhere.qr')} className={classes.code} />
          <div>
            <h2>{say('find.elsewhere.qr')}</h2>
            <p>{say('find.elsewhere.qr.line')}</p>
          </div>
        </section>
        <section className={classes.help}>
          <Headset aria-hidden />
          <div>
            <h2>{say('find.elsewhere.call')}</h2>
            <p>{say('find.elsewhere.call.line')}</p>
          </div>
        </section>
      </div>
    </Screen>
  );
}
